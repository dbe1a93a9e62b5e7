import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeAll, expect, test } from 'vitest'
import { joinLine } from '../../src/cli/ask.ts'
import { contents, cxbot, emptyFolder } from './shell.ts'

let directory = ''

beforeAll(async () => {
  directory = emptyFolder()
  await cxbot(['sample'], { directory })
})

test('a question is answered with its numbers, and marked as sample data', async () => {
  const { code, out } = await cxbot(['ask', 'nps last-week'], { directory })
  expect(code).toBe(0)
  expect(out).toMatch(/^NPS, .*: \d+\.\d \(95% interval/)
  expect(out).toContain('Sample data')
})

test('with --json the answer is one object with keys that know no language', async () => {
  const { out } = await cxbot(['ask', 'nps last-week', '--json', '--locale', 'kk'], { directory })
  const answer = JSON.parse(out)
  expect(answer).toMatchObject({
    command: 'nps',
    period: { from: '2026-11-09', to: '2026-11-16', zone: 'UTC', complete: true },
    filters: {},
    chart: { file: null },
  })
  expect(answer.values.map((value: { key: string }) => value.key)).toEqual([
    'nps',
    'promoters',
    'passives',
    'detractors',
  ])
  expect(out.trim().split('\n')).toHaveLength(1)
})

test('with --chart the picture is saved and its file is named', async () => {
  const words = ['ask', 'nps last-week', '--chart', 'nps.png', '--json']
  const { code, out } = await cxbot(words, { directory })
  expect(code).toBe(0)
  expect(JSON.parse(out).chart.file).toBe('nps.png')
  expect(readFileSync(join(directory, 'nps.png')).subarray(1, 4).toString()).toBe('PNG')
})

test('an answer without a chart is printed, and the missing picture is a mistake', async () => {
  const { code, out, err } = await cxbot(['ask', 'help', '--chart', 'help.png'], { directory })
  expect(code).toBe(2)
  expect(out).not.toBe('')
  expect(err).toContain('help.png')
  expect(contents(directory)).not.toContain('help.png')
})

test('--now and --zone decide which week was last', async () => {
  const words = ['ask', 'nps last-week', '--json', '--now', '2026-11-01T23:30Z']
  const inUtc = JSON.parse((await cxbot(words, { directory })).out)
  const further = [...words, '--zone', 'Asia/Almaty']
  const inAlmaty = JSON.parse((await cxbot(further, { directory })).out)
  expect(inUtc.period.from).toBe('2026-10-19')
  expect(inAlmaty.period.from).toBe('2026-10-26')
})

test('data as CSV comes bare', async () => {
  const { out } = await cxbot(['ask', 'nps last-week by store as csv'], { directory })
  expect(out).toMatch(/^"Store"/)
  expect(out).not.toContain('Next:')
})

test('words need no quotes around them, names with spaces keep theirs', async () => {
  expect(joinLine(['nps', 'store:Old Town', 'last week'])).toBe('nps store:"Old Town" "last week"')
  expect(joinLine(['nps last week'])).toBe('nps last week')
  const words = ['ask', 'nps', 'last-month', 'store:Kaunas Laisvės', '--json']
  const answer = JSON.parse((await cxbot(words, { directory })).out)
  expect(answer.filters).toEqual({ store: ['Kaunas Laisvės'] })
})

test('a question to nothing explains how to begin, and creates nothing', async () => {
  const folder = emptyFolder()
  const { code, err } = await cxbot(['ask', 'nps last-week'], { directory: folder })
  expect(code).toBe(2)
  expect(err).toContain('cxbot import')
  expect(err).toContain('cxbot serve')
  expect(contents(folder)).toEqual([])
})

test('a filter where nothing is stored is not taken for a column that is missing', async () => {
  const { code, err } = await cxbot(['ask', 'quotes store:Kaunas'], { directory: emptyFolder() })
  expect(code).toBe(2)
  expect(err).toContain('There is no feedback yet')
})

test('what was done is told where there is no feedback', async () => {
  const { code, out } = await cxbot(['ask', 'audit'], { directory: emptyFolder() })
  expect(code).toBe(0)
  expect(out).toContain('The log has no such entries.')
})

test('what is written down where nothing was creates the database, is read and stays', async () => {
  const directory = emptyFolder()
  const logged = await cxbot(['ask', 'log "The courier was rude" store:Kaunas tag:courier'], {
    directory,
  })
  expect(logged.code).toBe(0)
  expect(logged.out).toContain('F-1 is logged.')
  expect(logged.out).toContain('Sentiment: negative (en)')
  const undone = await cxbot(['ask', 'undo'], { directory })
  expect(undone.out).toContain('F-1 is taken back.')
})

test('help needs no data', async () => {
  const folder = emptyFolder()
  const { code, out } = await cxbot(['ask', 'help'], { directory: folder })
  expect(code).toBe(0)
  expect(out).toContain('nps')
  expect(contents(folder)).toEqual([])
})

test('the targets of the settings file are what “vs target” compares with', async () => {
  const environment = { CXBOT_CONFIG: join(directory, 'targets.json') }
  const { writeFileSync } = await import('node:fs')
  writeFileSync(environment.CXBOT_CONFIG, '{"targets": {"nps": 90}}')
  const words = ['ask', 'nps last-month vs target', '--json']
  const answer = JSON.parse((await cxbot(words, { directory, environment })).out)
  expect(answer.change.baseline.value).toBe(90)
  expect(answer.change.verdict).toBe('down')
})
