import { randomBytes } from 'node:crypto'
import { expect, test } from 'vitest'
import { isoTimes, read, refusal, short } from './files.ts'
import { type SheetCell, workbookParts, zip } from './workbook-file.ts'

const HEAD = ['Date', 'Score', 'Comment', 'Store']

function book(
  rows: readonly (readonly SheetCell[])[],
  settings: Parameters<typeof workbookParts>[1] = {},
): Buffer {
  return zip(workbookParts([HEAD, ...rows], settings))
}

test('texts, numbers and dates of the first visible sheet are read', async () => {
  const { items, plan } = await read(
    book(
      [
        [{ day: 46_322.5 }, 5, 'Good & "quick" <3', 'Šiauliai'],
        [
          { day: 46_323 },
          4.5,
          { xml: '<c r="REF" t="inlineStr"><is><r><t>Өте </t></r><r><t>жақсы</t></r></is></c>' },
          null,
        ],
      ],
      { hiddenFirst: true },
    ),
    { name: 'answers.xlsx', zone: 'Europe/Vilnius' },
  )
  expect(plan.table.format).toBe('xlsx')
  expect(isoTimes(items)).toEqual(['2026-10-27T10:00:00Z', '2026-10-27T22:00:00Z'])
  expect(items.map(({ score, text, store }) => [score, text, store])).toEqual([
    [5, 'Good & "quick" <3', 'Šiauliai'],
    [4.5, 'Өте жақсы', null],
  ])
})

test('days that count from 1904 are four years and a day later', async () => {
  const { items } = await read(
    book(
      [
        [{ day: 44_861 }, 5],
        [{ day: 44_860 }, 1],
      ],
      { from1904: true },
    ),
  )
  expect(isoTimes(items)[0]).toBe('2026-10-28T00:00:00Z')
})

test('empty rows are left out and lines are those of the sheet', async () => {
  const { items, reasons } = await read(
    book([
      [{ day: 46_322 }, 5, 'a'],
      [],
      [{ day: 46_322 }, 'x', 'b'],
      [{ day: 46_322 }, 4, 'c'],
      [{ day: 46_322 }, 3, 'd'],
    ]),
  )
  expect(items).toHaveLength(3)
  expect(short(reasons)).toEqual(['badScore 1@4'])
})

test('T12: an archive that unpacks to far more than it holds is refused before it is read', async () => {
  const parts = { ...workbookParts([HEAD]), 'xl/media/zeros.bin': Buffer.alloc(80 * 1024 * 1024) }
  expect((await refusal(zip(parts))).id).toBe('import.zipTooLarge')
})

test('T12: an archive that unpacks to more than a gigabyte is refused, however it is packed', async () => {
  const noise = 'xl/media/noise.bin'
  const parts = { ...workbookParts([HEAD]), [noise]: randomBytes(60 * 1024 * 1024) }
  expect(await refusal(zip(parts, { [noise]: 1_100_000_000 }))).toMatchObject({
    id: 'import.zipTooLarge',
    params: { max: 1024 },
  })
})

test('T12: a sheet of the same words again and again is no trap', async () => {
  const rows = Array.from(
    { length: 40_000 },
    () => '<row><c s="1"><v>46322</v></c><c><v>9</v></c></row>',
  )
  const head = '<row><c t="str"><v>Date</v></c><c t="str"><v>Score</v></c></row>'
  const sheet = `<worksheet><sheetData>${head}${rows.join('')}</sheetData></worksheet>`
  const archive = zip({ ...workbookParts([HEAD]), 'xl/worksheets/sheet1.xml': sheet })
  expect(sheet.length / archive.length).toBeGreaterThan(100)
  expect((await read(archive)).items).toHaveLength(40_000)
})

test('T12: an archive that lies about its size is refused', async () => {
  const parts = workbookParts([
    HEAD,
    ...Array.from({ length: 500 }, () => [{ day: 46_322 }, 5, 'word'] as const),
  ])
  expect((await refusal(zip(parts, { 'xl/worksheets/sheet1.xml': 100 }))).id).toBe(
    'import.badWorkbook',
  )
})

test.each([
  ['an archive of something else', zip({ 'notes.txt': 'hello' })],
  ['an archive that is cut short', book([[{ day: 46_322 }, 5]]).subarray(0, 300)],
  [
    'XML that is broken',
    zip({ ...workbookParts([HEAD]), 'xl/worksheets/sheet1.xml': '<worksheet><row' }),
  ],
])('%s is no workbook', async (_, bytes) => {
  expect(['import.badWorkbook', 'import.noRows']).toContain((await refusal(bytes)).id)
})

test('titles above the header of a sheet are left out, and a header may take two rows', async () => {
  const { items, plan } = await read(
    zip(
      workbookParts([
        ['Report on surveys', null, null, null],
        ['Respondent', 'Date', 'How likely to recommend us (0-10)', null],
        [null, null, 'Score', 'Comment'],
        ['A-7', { day: 46_322 }, 9, 'Good'],
        ['A-9', { day: 46_323 }, 0, 'Bad'],
        ['A-11', { day: 46_323 }, 7, 'Fine'],
        ['A-12', { day: 46_323 }, 7, 'Fine'],
      ]),
    ),
    { name: 'answers.xlsx' },
  )
  expect(items.map(({ kind, score }) => [kind, score])).toEqual([
    ['nps', 9],
    ['nps', 0],
    ['nps', 7],
    ['nps', 7],
  ])
  expect(plan.table.above).toEqual(['Report on surveys'])
})
