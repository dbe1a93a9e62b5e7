import { expect, test } from 'vitest'
import { read, refusal } from './files.ts'
import { type SheetCell, workbookParts, zip } from './workbook-file.ts'

type Rows = readonly (readonly SheetCell[])[]

const COVER: Rows = [['Norda, NPS of autumn'], ['Made on', '20 November 2026']]
const ANSWERS: Rows = [
  ['date', 'nps', 'comment'],
  ['2026-11-01', 9, 'Good'],
  ['2026-11-02', 3, 'Bad'],
]
const OLDER: Rows = [
  ['date', 'nps', 'comment'],
  ['2025-11-01', 7, 'Fine'],
]

/** A workbook of these sheets, each with the texts of its own in its cells. */
function workbook(sheets: Readonly<Record<string, Rows>>, hidden: readonly string[] = []): Buffer {
  const names = Object.keys(sheets)
  const parts: Record<string, string> = { ...workbookParts([]) }
  parts['xl/workbook.xml'] =
    `<workbook xmlns:r="r"><sheets>${names.map((name, at) => `<sheet name="${name}" sheetId="${at + 1}"${hidden.includes(name) ? ' state="hidden"' : ''} r:id="rId${at + 1}"/>`).join('')}</sheets></workbook>`
  parts['xl/_rels/workbook.xml.rels'] =
    `<Relationships>${names.map((_, at) => `<Relationship Id="rId${at + 1}" Target="worksheets/sheet${at + 1}.xml"/>`).join('')}</Relationships>`
  for (const [at, name] of names.entries()) {
    const rows = sheets[name]?.map((cells) =>
      cells.map((cell) =>
        typeof cell === 'string' ? { xml: `<c t="inlineStr"><is><t>${cell}</t></is></c>` } : cell,
      ),
    )
    parts[`xl/worksheets/sheet${at + 1}.xml`] =
      workbookParts(rows ?? [])['xl/worksheets/sheet1.xml'] ?? ''
  }
  return zip(parts)
}

const XLSX = { name: 'answers.xlsx' }

test('of several sheets the first that is not hidden is read, and the others are told', async () => {
  const file = workbook({ Lists: COVER, Now: ANSWERS, Older: OLDER, Notes: COVER }, ['Lists'])
  const { items, plan } = await read(file, XLSX)
  expect(items.map(({ score }) => score)).toEqual([9, 3])
  expect(plan.notes).toContainEqual({
    about: 'unused',
    note: 'otherSheets',
    params: { count: 2, sheet: 'Now', others: 'Older | Notes' },
  })
})

test('another sheet is read by its name, and is another import', async () => {
  const file = workbook({ Now: ANSWERS, Older: OLDER })
  const { items, plan } = await read(file, { ...XLSX, sheet: 'older' })
  expect(items.map(({ score }) => score)).toEqual([7])
  expect(plan.fingerprint).not.toBe((await read(file, XLSX)).plan.fingerprint)
  expect(await refusal(file, { ...XLSX, sheet: 'Oldest' })).toMatchObject({
    id: 'import.unknownSheet',
    params: { known: 'Now | Older' },
    suggestion: '--sheet "Older"',
  })
})

test('a cover without answers is no file without answers', async () => {
  const asked = { id: 'import.otherSheets', suggestion: '--sheet "Answers"' }
  expect(await refusal(workbook({ Cover: COVER, Answers: ANSWERS }), XLSX)).toMatchObject(asked)
  expect(await refusal(workbook({ Cover: [], Answers: ANSWERS }), XLSX)).toMatchObject(asked)
  expect(await refusal(workbook({ Cover: [['Norda']], Answers: ANSWERS }), XLSX)).toMatchObject(
    asked,
  )
  expect(await refusal(workbook({ Cover: COVER }), XLSX)).toMatchObject({
    id: 'import.nothingToImport',
  })
  expect(await refusal('date,nps\n2026-11-01,9\n', { sheet: 'Answers' })).toMatchObject({
    id: 'import.noSheets',
  })
})
