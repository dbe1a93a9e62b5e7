import { readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { expect, test } from 'vitest'
import { cxbot } from '../cli/shell.ts'
import { fileWith, read, short } from './files.ts'

const TICKETS = [
  'ticket id;created at;first response at;solved at;rating;comment',
  'T-1;03.11.2026 09:00;03.11.2026 10:30;04.11.2026 09:00;4;Slow at first',
  'T-2;03.11.2026 12:00;03.11.2026 13:00;;5;Kind',
  'T-3;05.11.2026 09:00;;;1;Nobody answers',
  'T-4;06.11.2026 09:00;05.11.2026 09:00;;3;Early',
  'T-5;06.11.2026 09:00;soon;;3;Soon',
  '',
].join('\n')

const iso = (at: number | null | undefined) =>
  at == null ? null : new Date(at * 1000).toISOString().slice(0, 16)

test('times of the first answer and of the end are read in the order of the dates', async () => {
  const { plan, items, reasons } = await read(TICKETS, { kind: 'csat', scale: '1..5' })
  expect(plan.description.columns).toMatchObject({
    at: ['created at'],
    firstResponseAt: ['first response at'],
    resolvedAt: ['solved at'],
  })
  expect(
    items.map(({ followUp }) => [iso(followUp?.firstResponseAt), iso(followUp?.resolvedAt)]),
  ).toEqual([
    ['2026-11-03T10:30', '2026-11-04T09:00'],
    ['2026-11-03T13:00', null],
    [null, null],
  ])
  expect(short(reasons)).toEqual(['followUpTooEarly 1@5', 'badFollowUp 1@6'])
})

test.each([
  ['номер обращения', 'дата обращения', 'дата первого ответа', 'дата решения'],
  ['өтініш нөмірі', 'күні', 'алғашқы жауап уақыты', 'шешілген күні'],
  ['kreipinio nr', 'data', 'pirmojo atsakymo data', 'išsprendimo data'],
  ['Ticket number', 'Submitted', 'First reply date', 'Closed at'],
])('“%s”, “%s”, “%s” and “%s” are told apart', async (id, at, answered, resolved) => {
  const { plan, items } = await read(
    `${id},${at},score,${answered},${resolved}\nA-7,2026-11-01,4,2026-11-02,2026-11-04\nA-9,2026-11-02,5,,\n`,
    { kind: 'csat', scale: '1..5' },
  )
  expect(plan.description.columns).toMatchObject({
    externalId: [id],
    at: [at],
    firstResponseAt: [answered],
    resolvedAt: [resolved],
  })
  expect(iso(items[0]?.followUp?.firstResponseAt)).toBe('2026-11-02T00:00')
})

test('a day without a time of day is meant as its end where the feedback has a time', async () => {
  const { items } = await read(
    'created,score,resolved\n2026-11-01 14:00,4,2026-11-01\n2026-11-02 08:00,3,2026-11-04\n',
    { kind: 'csat', scale: '1..5' },
  )
  expect(items.map(({ followUp }) => iso(followUp?.resolvedAt))).toEqual([
    '2026-11-01T23:59',
    '2026-11-04T23:59',
  ])
})

test('minutes until the answer are no time, and stay behind until they are mapped', async () => {
  const { plan, items } = await read(
    'created,score,first reply time\n2026-11-01,4,37\n2026-11-02,3,212\n',
    { kind: 'csat', scale: '1..5', map: ['score=score'] },
  )
  expect(plan.description.columns).not.toHaveProperty('firstResponseAt')
  expect(items[0]).not.toHaveProperty('followUp')
})

test('the times of a helpdesk export are what /response reports', async () => {
  const file = fileWith(TICKETS, 'tickets.csv')
  const directory = dirname(file)
  const run = (...words: readonly string[]) => cxbot([...words], { directory })
  const words = ['--kind', 'csat', '--scale', '1..5', '--map', 'externalId=ticket id']
  const shown = await run('import', file, ...words, '--dry-run')
  expect(shown.out).toMatch(/first answer {2}“first response at” – its name says so/)
  expect(shown.out).toMatch(/resolved +4 Nov 2026, 09:00/)
  const { out } = await run('import', file, ...words, '--json')
  expect(JSON.parse(out)).toMatchObject({
    accepted: 3,
    mapping: { columns: { firstResponseAt: ['first response at'], resolvedAt: ['solved at'] } },
  })
  const answer = await run('ask', 'response all', '--json')
  const { values } = JSON.parse(answer.out) as {
    values: { key: string; value: number; n: number }[]
  }
  expect(values).toContainEqual(expect.objectContaining({ key: 'firstResponse', n: 2 }))
  await run('import', '--undo', 'I-1')
  const after = JSON.parse((await run('ask', 'response all', '--json')).out) as typeof values
  expect(JSON.stringify(after)).not.toContain('"n":2')
}, 120_000)

test('what somebody opened again is not closed by the same file, also where an earlier import of it is taken back', async () => {
  const file = fileWith(TICKETS, 'tickets.csv')
  const directory = dirname(file)
  const run = (...words: readonly string[]) => cxbot([...words], { directory })
  const unanswered = TICKETS.replace(/^((?:[^;\n]*;){2})[^;\n]*;[^;\n]*;/gm, '$1')
  writeFileSync(join(directory, 'created.csv'), unanswered)
  const words = ['--kind', 'csat', '--scale', '1..5', '--set', 'source=Desk']
  const ids = [...words, '--map', 'externalId=ticket id']
  expect((await run('import', 'created.csv', ...ids)).out).toContain('I-1: 5 new')
  expect((await run('import', file, ...ids)).out).toContain('I-2: 0 new, 3 known')
  await run('ask', 'reopen F-1')
  const waits = async () => (await run('ask', 'open')).out.match(/F-\d+ has waited/g)
  const all = await waits()
  expect(all).toContain('F-1 has waited')
  await run('import', file, ...ids)
  expect(await waits()).toEqual(all)
  await run('ask', 'answered F-1')
  await run('import', file, ...ids)
  expect((await run('ask', 'resolved F-1')).out).toContain('is resolved')
  await run('ask', 'reopen F-1')
  await run('import', '--undo', 'I-2')
  await run('import', file, ...ids)
  expect(await waits()).toContain('F-1 has waited')
}, 120_000)

test.each(['jsonl', 'csv'])(
  'an export as %s that is imported elsewhere keeps what was answered, and what waits',
  async (format) => {
    const file = fileWith(TICKETS, 'tickets.csv')
    const directory = dirname(file)
    const run = (...words: readonly string[]) => cxbot([...words], { directory })
    const survey = Array.from({ length: 2_100 }, (_, at) => `2026-10-05,${at % 11},A-${at}`)
    writeFileSync(join(directory, 'nps.csv'), `date,recommend,id\n${survey.join('\n')}\n`)
    await run(
      'import',
      'nps.csv',
      '--kind',
      'nps',
      '--map',
      'score=recommend',
      '--map',
      'externalId=id',
    )
    const words = ['--kind', 'csat', '--scale', '1..5', '--map', 'externalId=ticket id']
    await run('import', file, ...words)
    const name = `all.${format}`
    await run('export', '--out', name)
    const exported = readFileSync(join(directory, name), 'utf8')
    expect(exported).toContain('2026-11-03T10:30:00Z')
    expect(exported.match(/waiting/g)).toHaveLength(1)
    const there = ['--workspace', 'copy']
    const { out } = await run('import', name, ...there, '--json')
    expect(JSON.parse(out)).toMatchObject({ rows: 2_103, accepted: 2_103, rejected: 0 })
    const again = await run('export', '--format', format, ...there)
    expect(again.out).toBe(exported)
    const { values } = JSON.parse((await run('ask', 'response all', '--json')).out)
    expect(values).not.toEqual([])
    const copied = await run('ask', 'response all', '--json', ...there)
    expect(JSON.parse(copied.out).values).toEqual(values)
  },
  120_000,
)

test.each(['jsonl', 'csv'])(
  'what was opened again still waits where an export as %s is imported',
  async (format) => {
    const file = fileWith(TICKETS, 'tickets.csv')
    const directory = dirname(file)
    const run = (...words: readonly string[]) => cxbot([...words], { directory })
    await run('import', file, '--kind', 'csat', '--scale', '1..5', '--map', 'externalId=ticket id')
    await run('ask', 'reopen F-1')
    const name = `all.${format}`
    await run('export', '--out', name)
    const there = ['--workspace', 'copy']
    await run('import', name, ...there)
    const waits = async (...where: readonly string[]) =>
      (await run('ask', 'open', ...where)).out.match(/has waited [^·\n]*/g)
    expect(await waits()).toHaveLength(2)
    expect(await waits(...there)).toEqual(await waits())
    const exported = (await run('export', '--format', format, ...there)).out
    expect(exported).toBe(readFileSync(join(directory, name), 'utf8'))
  },
  120_000,
)

test('an export of what nobody is to answer says nothing of answers', async () => {
  const file = fileWith('date,recommend\n2026-11-01,9\n2026-11-02,3\n')
  const directory = dirname(file)
  await cxbot(['import', file, '--kind', 'nps', '--map', 'score=recommend'], { directory })
  expect((await cxbot(['export', '--format', 'csv'], { directory })).out).not.toContain(
    'resolvedAt',
  )
})

test('tickets whose numbers have no gap are the same tickets in a newer export', async () => {
  const file = (count: number, resolved: string): string =>
    fileWith(
      `Ticket ID,Created,Rating (1-5),Solved at\n${Array.from(
        { length: count },
        (_, index) =>
          `${40_000 + index},2026-11-01 10:${10 + index},${1 + (index % 5)},${resolved}`,
      ).join('\n')}\n`,
      'tickets.csv',
    )
  const directory = dirname(file(1, ''))
  const bringIn = async (path: string) =>
    JSON.parse((await cxbot(['import', path, '--kind', 'csat', '--json'], { directory })).out)
  expect(await bringIn(file(20, ''))).toMatchObject({ accepted: 20 })
  expect(await bringIn(file(30, '2026-11-02 09:00'))).toMatchObject({
    accepted: 10,
    duplicates: 20,
    rejected: 0,
  })
})
