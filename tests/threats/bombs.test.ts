import { closeSync, ftruncateSync, openSync, writeFileSync, writeSync } from 'node:fs'
import { join } from 'node:path'
import { beforeAll, describe, expect, test } from 'vitest'
import { emptyFolder } from '../cli/shell.ts'
import { workbookParts, zip } from '../ingest/workbook-file.ts'
import { type Ended, runProgram } from './built-program.ts'

const MEGABYTE = 1024 * 1024
const GIGABYTE = 1024 * MEGABYTE
/** Megabytes of memory that a refused file may cost. */
const MOST_MEMORY = 256
/** Megabytes that are read before a file is refused, the program's own code included. */
const MOST_READ = 64

let folder = ''
beforeAll(() => {
  folder = emptyFolder()
})

/** Much more than is read of a file that is refused at its beginning; behind it no bytes are stored. */
const WRITTEN = 16 * MEGABYTE

/** Makes a file of a beginning and one pattern again and again, of so many bytes. */
function write(name: string, head: string, pattern: string, bytes: number): string {
  const file = openSync(join(folder, name), 'w')
  const written = Math.min(bytes, WRITTEN)
  writeSync(file, head + pattern.repeat(Math.ceil(written / pattern.length)))
  if (bytes > written) ftruncateSync(file, bytes)
  closeSync(file)
  return name
}

async function refused(name: string): Promise<Ended & { readonly error: { readonly id: string } }> {
  const ended = await runProgram(['import', name, ...FLAGS], folder)
  expect([ended.code, ended.err]).toEqual([2, ''])
  expect(ended.megabytes).toBeLessThan(MOST_MEMORY)
  return { ...ended, error: JSON.parse(ended.out).error }
}

const FLAGS = ['--kind', 'nps', '--json']
const HEAD = 'date,score,text\n2026-11-10,9,'

describe('T12: a file without an end is refused before it is read', { timeout: 120_000 }, () => {
  test.each([
    ['one line of 1 GB', 'line.csv', '', 'x', GIGABYTE],
    ['a line of 1 GB after good ones', 'later.csv', `${HEAD}fine\n2026-11-10,9,`, 'x', GIGABYTE],
    ['an unclosed quote of 1 GB', 'quote.csv', `${HEAD}"`, 'x', GIGABYTE],
    ['an unclosed quote of 1 GB of quotes', 'quotes.csv', `${HEAD}"`, '""', GIGABYTE],
    ['JSON of 1 GB without a line end', 'one.jsonl', '{"score":9,"text":"', 'x', GIGABYTE],
    ['a million columns', 'columns.csv', 'date,score', ',a', 2_000_000],
  ])('%s', async (_, name, head, pattern, bytes) => {
    const { error, read } = await refused(write(name, head, pattern, bytes))
    expect(['import.lineTooLong', 'import.tooManyColumns', 'import.badFile']).toContain(error.id)
    if (read !== null) expect(read).toBeLessThan(MOST_READ)
  })

  test('quotes that open in every line and never close', async () => {
    const name = write('rows.csv', HEAD, '"word\n2026-11-10,9,', 15 * MEGABYTE)
    expect((await refused(name)).error.id).toBe('import.tooManyBroken')
  })

  test('a row of a million columns is refused alone', async () => {
    const name = write('wide.csv', `${HEAD}fine\n`, ',', 1_000_000)
    const { code, out, megabytes } = await runProgram(['import', name, ...FLAGS], folder)
    expect([code, JSON.parse(out)]).toMatchObject([0, { accepted: 1 }])
    expect(megabytes).toBeLessThan(MOST_MEMORY)
  })
})

describe('T12: an archive that unpacks to more than it seems is refused', () => {
  const zeros = Buffer.alloc(100 * MEGABYTE)
  const sheet = 'xl/worksheets/sheet1.xml'
  const shared = 'xl/sharedStrings.xml'
  const parts = workbookParts([['date', 'score', 'text']])
  /** As much as an archive may unpack to, whatever its own size. */
  const filled = (pattern: string): string =>
    pattern.repeat(Math.floor((60 * MEGABYTE) / pattern.length))
  const HEADER = '<row r="1"><c t="str"><v>date</v></c><c t="str"><v>score</v></c></row>'
  const sheetOf = (begin: string, pattern: string): Buffer =>
    zip({
      ...parts,
      [sheet]: `<worksheet><sheetData>${HEADER}${begin}${filled(pattern)}</sheetData></worksheet>`,
    })
  const laughs = `<!DOCTYPE x [<!ENTITY a "${'ha'.repeat(1000)}">${[...'bcdefgh']
    .map((name, at) => `<!ENTITY ${name} "${`&${'abcdefg'[at]};`.repeat(10)}">`)
    .join('')}]>`
  /** An archive of sixteen archives, and so on: what is at the bottom is a gigabyte each. */
  const nested = (depth: number): Buffer =>
    depth === 0 ? zip({ 'zeros.bin': zeros }) : zip(sixteen(nested(depth - 1)))
  const sixteen = (inner: Buffer) =>
    Object.fromEntries(Array.from({ length: 16 }, (_, at) => [`lib ${at}.zip`, inner]))

  test.each([
    ['archives within archives', () => nested(2), 'import.badWorkbook'],
    ['a sheet that is a trap', () => zip({ ...parts, [sheet]: zeros }), 'import.zipTooLarge'],
    [
      'a sheet that says it is small',
      () => zip({ ...parts, [sheet]: zeros }, { [sheet]: 100 }),
      'import.badWorkbook',
    ],
    ['a cell without an end', () => sheetOf('<row r="2"><c r="A2"><v>', 'x'), 'import.badWorkbook'],
    [
      'a name of a cell without an end',
      () => sheetOf('<row r="2"><c r="', 'A'),
      'import.badWorkbook',
    ],
    ['elements within elements', () => sheetOf('', '<a>'), 'import.badWorkbook'],
    ['a cell of many pieces', () => sheetOf('<row r="2"><c><v>', 'x<i/>'), 'import.badWorkbook'],
    ['a million columns', () => sheetOf('<row r="2">', '<c/>'), 'import.badWorkbook'],
    [
      'more shared texts than any table',
      () => zip({ ...parts, [shared]: `<sst>${filled('<si/>')}</sst>` }),
      'import.badWorkbook',
    ],
    [
      'more styles than any table',
      () => zip({ ...parts, 'xl/styles.xml': `<styleSheet>${filled('<xf/>')}</styleSheet>` }),
      'import.zipTooLarge',
    ],
    [
      'entities that multiply',
      () => zip({ ...parts, [sheet]: `${laughs}<worksheet>&h;</worksheet>` }),
      'import.noRows',
    ],
  ])('%s', { timeout: 60_000 }, async (_, made, id) => {
    writeFileSync(join(folder, 'a.xlsx'), made())
    expect((await refused('a.xlsx')).error.id).toBe(id)
  })
})
