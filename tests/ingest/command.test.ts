import { existsSync, readFileSync } from 'node:fs'
import { dirname } from 'node:path'
import { expect, test } from 'vitest'
import { contents, cxbot } from '../cli/shell.ts'
import { fileWith } from './files.ts'

const FILE =
  'date,score,comment\n2026-11-01,9,Good\n2026-11-02,3,Slow\n31.02.2026,5,Never\n2026-11-03,12,Much\n2026-11-04,8,Fine\n'

function run(file: string, ...words: readonly string[]): ReturnType<typeof cxbot> {
  return cxbot(['import', file, ...words], { directory: dirname(file) })
}

test('a dry run shows the mapping, the first rows and each problem, and changes nothing', async () => {
  const file = fileWith(FILE)
  const { code, out } = await run(file, '--kind', 'nps', '--dry-run')
  expect(code).toBe(0)
  expect(out).toContain('date   “date” – its values are dates')
  expect(out).toContain('score   9 (0–10)')
  expect(out).toContain('Of 5 rows 3 can be used and 2 cannot.')
  expect(out).toContain('1 × a score off the scale (first in line 5)')
  expect(contents(dirname(file))).toEqual(['answers.csv'])
})

test('a dry run counts ids that repeat within the file as the import will', async () => {
  const file = fileWith(
    'response id,date,score,comment\nA-1,2026-11-01,9,Good\nA-2,2026-11-02,3,Slow\nA-1,2026-11-01,9,Good\nA-2,2026-11-02,4,Slow\nA-1,2026-11-01,9,Good\n',
  )
  const words = ['--kind', 'nps', '--map', 'externalId=response id']
  const { out } = await run(file, ...words, '--dry-run')
  expect(out).toContain('Of 5 rows 2 can be used and 1 cannot.')
  expect(out).toContain('2 rows repeat ids above them, with the same content, and count once.')
  expect(out).toContain('1 × an id that is known with other content; the first one stays')
  const counts = async (...more: readonly string[]) => {
    const {
      importId: _,
      mapping: __,
      first: ___,
      ...rest
    } = JSON.parse((await run(file, ...words, '--json', ...more)).out)
    return rest
  }
  const foreseen = await counts('--dry-run')
  expect(foreseen).toMatchObject({ rows: 5, accepted: 2, duplicates: 2, rejected: 1 })
  expect(await counts()).toEqual(foreseen)
})

test('an import prints what the contract says, and nothing else, as JSON', async () => {
  const file = fileWith(FILE)
  const { code, out, err } = await run(file, '--kind', 'nps', '--json')
  expect([code, err]).toEqual([0, ''])
  const result = JSON.parse(out) as Record<string, unknown>
  expect(Object.keys(result)).toEqual([
    'importId',
    'rows',
    'accepted',
    'duplicates',
    'rejected',
    'reasons',
    'mapping',
  ])
  expect(result).toMatchObject({
    importId: 'I-1',
    rows: 5,
    accepted: 3,
    duplicates: 0,
    rejected: 2,
  })
  expect(result['reasons']).toContainEqual({ reason: 'scoreOutOfScale', count: 1, firstLine: 5 })
  expect(readFileSync(`${file}.rejects.csv`, 'utf8')).toContain('"a score off the scale"')
})

test('what came in can be asked about and taken back by the number that was shown', async () => {
  const file = fileWith(FILE)
  const { out } = await run(file, '--kind', 'nps')
  expect(out).toContain('Imported as I-1: 3 new, 0 known before, 2 rejected, of 5 rows.')
  const directory = dirname(file)
  expect((await cxbot(['import', '--undo', 'I-1'], { directory })).out).toBe(
    'I-1 (answers.csv) was taken back: 3 removed.\n',
  )
  expect(await cxbot(['import', '--undo', 'i-1'], { directory })).toMatchObject({ code: 2 })
  expect((await cxbot(['import', '--undo', '9', '--json'], { directory })).out).toContain(
    '"import.unknownImport"',
  )
})

test('a mistake exits with 2, says what would be right, and makes no database', async () => {
  const file = fileWith(FILE)
  const wrong = await run(file, '--kind', 'npss')
  expect(wrong).toMatchObject({ code: 2, out: '' })
  expect(wrong.err).toContain('Try: nps')
  const json = await run(file, '--map', 'score=scoer', '--json')
  expect(JSON.parse(json.out)).toEqual({
    error: {
      id: 'import.unknownColumn',
      message: 'There is no column “scoer”. The file has: date | score | comment.',
      suggestion: 'score',
    },
  })
  expect((await cxbot(['import'], { directory: dirname(file) })).code).toBe(2)
  expect(existsSync(`${dirname(file)}/.cxbot`)).toBe(false)
})

test('of several files none goes in if one of them is wrong', async () => {
  const file = fileWith(FILE)
  const { code } = await run(file, 'missing.csv', '--kind', 'nps')
  expect(code).toBe(2)
  expect(contents(dirname(file))).toEqual(['answers.csv'])
})

test.each([
  ['en', 'can be 2026-04-03 or 2026-03-04'],
  ['ru', 'это 2026-04-03 или 2026-03-04'],
  ['kk', '2026-04-03 де, 2026-03-04 де болуы мүмкін'],
  ['lt', 'gali būti 2026-04-03 arba 2026-03-04'],
])('the question about the order of dates is asked in %s', async (locale, words) => {
  const { code, err } = await run(
    fileWith('date,score\n03/04/2026,9\n05/06/2026,3\n'),
    '--locale',
    locale,
  )
  expect(code).toBe(2)
  expect(err).toContain(words)
  expect(err).toContain('--date-format "d/M/yyyy"')
  expect(err).toContain('--date-format "M/d/yyyy"')
})

test('a file that is mostly unusable is refused with the reason in words', async () => {
  const { err } = await run(
    fileWith('date,score\n2026-11-01,9\n2026-11-02,8\n'),
    '--scale',
    '0..5',
    '--locale',
    'ru',
  )
  expect(err).toContain('оценка вне шкалы (впервые в строке 2)')
})

test('texts that are to be read later say nothing until stored texts are read', async () => {
  const file = fileWith(FILE)
  const directory = dirname(file)
  const { code, out } = await run(file, '--kind', 'nps', '--read-later')
  expect(code).toBe(0)
  expect(out).toContain('“cxbot analyze --stored” does it now')
  const sentiment = ['ask', 'sentiment all']
  expect((await cxbot(sentiment, { directory })).out).toContain('No text was analysed yet')
  expect((await cxbot(['analyze', '--stored'], { directory })).code).toBe(0)
  expect((await cxbot(sentiment, { directory })).out).toContain('3 texts')
})
