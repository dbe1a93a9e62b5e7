import { readdirSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { createLogger } from '../../src/cli/log.ts'
import { cxbot, emptyFolder } from '../cli/shell.ts'

const FIRST = `date,recommend,text,customer
2026-11-10,9,Quick delivery,Ona
2026-11-11,3,The courier was rude,Jonas
`
const SECOND = `date,recommend,text,customer
2026-11-12,1,Never again,Rasa
2026-11-12,2,Too late,Jonas
`
const FLAGS = ['--kind', 'nps', '--map', 'score=recommend']

test('T25: what a customer writes forges no line of the log', () => {
  const lines: string[] = []
  const log = createLogger((line) => lines.push(line), 'info')
  log.warn('failed', { error: 'bad\r\n{"event":"forged"}\u001b[2J\u2028x' })
  const written = lines.join('')
  expect(written.trimEnd().split(/[\r\n]+/)).toHaveLength(1)
  expect(written).not.toContain('\u001b')
  expect(written).toContain('forged')
})

test('T26: nobody else on the machine can read what is stored, however open new files are', async () => {
  const directory = emptyFolder()
  const folder = join(directory, '.cxbot')
  writeFileSync(join(directory, 'a.csv'), `${FIRST}2026-11-12,much,Who knows,Rasa\n`)
  const before = process.umask(0)
  try {
    await cxbot(['import', 'a.csv', ...FLAGS], { directory })
    await cxbot(['ask', 'nps all'], { directory })
    await cxbot(['backup', '.cxbot/a.backup'], { directory })
    await cxbot(['export', '--out', 'all.jsonl'], { directory })
    const { out } = await cxbot(['ask', 'forget customer:Jonas', '--json'], { directory })
    await cxbot(['ask', JSON.parse(out).notice.actions[0].command], { directory })
  } finally {
    process.umask(before)
  }
  const files = [directory, folder].flatMap((place) =>
    readdirSync(place, { withFileTypes: true })
      .filter((entry) => entry.isFile() && entry.name !== 'a.csv')
      .map(({ name }) => join(place, name)),
  )
  const kinds = [
    /all\.jsonl$/,
    /rejects/,
    /a\.backup$/,
    /cxbot\.db$/,
    /\.delivery$/,
    /\.forgotten$/,
  ]
  expect(kinds.filter((kind) => !files.some((file) => kind.test(file)))).toEqual([])
  for (const file of files) {
    expect([file, statSync(file).mode & 0o077]).toEqual([file, 0])
  }
})

test('T27: an import that was a mistake is taken back, and all is as it was', async () => {
  const directory = emptyFolder()
  writeFileSync(join(directory, 'a.csv'), FIRST)
  writeFileSync(join(directory, 'b.csv'), SECOND)
  await cxbot(['import', 'a.csv', ...FLAGS], { directory })
  const state = async () => [
    (await cxbot(['export'], { directory })).out,
    JSON.parse((await cxbot(['ask', 'nps all', '--json'], { directory })).out).values,
    JSON.parse((await cxbot(['ask', 'sentiment all', '--json'], { directory })).out).values,
  ]
  const before = await state()
  await cxbot(['import', 'b.csv', ...FLAGS], { directory })
  expect(await state()).not.toEqual(before)
  expect((await cxbot(['import', '--undo', 'I-2'], { directory })).code).toBe(0)
  expect(await state()).toEqual(before)
})

test('T27: whoever sits at a terminal is asked before an import is taken back', async () => {
  const directory = emptyFolder()
  writeFileSync(join(directory, 'a.csv'), FIRST)
  await cxbot(['import', 'a.csv', ...FLAGS], { directory })
  const undo = (input: string, ...more: readonly string[]) =>
    cxbot(['import', '--undo', 'I-1', ...more], { directory, input, terminal: true })
  for (const input of ['n\n', '\n', '', 'perhaps\n']) {
    const { code, out, err } = await undo(input)
    expect([code, out]).toEqual([0, 'I-1 stays as it is.\n'])
    expect(err).toContain('Take back I-1 (a.csv)? All that it brought goes: 2 answers. [y/N]')
  }
  expect((await undo('да\n', '--locale', 'ru')).out).toContain('отменена: удалено 2')
  await cxbot(['import', 'a.csv', ...FLAGS], { directory })
  const { out, err } = await cxbot(['import', '--undo', 'I-2', '--yes'], {
    directory,
    terminal: true,
  })
  expect([out, err]).toEqual(['I-2 (a.csv) was taken back: 2 removed.\n', ''])
})
