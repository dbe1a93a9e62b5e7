import { expect, test } from 'vitest'
import { allTitles, titlesIn } from './test-titles.ts'

/** The rows of the project's table of threats: T1 to T27. */
const THREATS = Array.from({ length: 27 }, (_, at) => `T${at + 1}`)
/** The rows of its table of faults. */
const FAULTS = Array.from({ length: 54 }, (_, at) => `fault ${at + 1}`)
/** A file of a gigabyte, and days of work in little memory: benchmarks show them. */
const MEASURED = ['fault 38', 'fault 47']

test('every row of the threats and of the faults has a test by its name', () => {
  const rows = [...THREATS, ...FAULTS.filter((row) => !MEASURED.includes(row))]
  const titles = allTitles()
  expect(rows.filter((row) => !titles.some((title) => title.row === row))).toEqual([])
  expect(titles.filter(({ row }) => !rows.includes(row))).toEqual([])
})

test.each(['T9', 'fault 9'])('a row without a test is found, such as %s', (row) => {
  expect(titlesIn('a', `test('${row}: no format is born', () => {})`)).toMatchObject([{ row }])
  expect(titlesIn('a', `test.each([1])(\n  '${row}: no %s', () => {})`)).toHaveLength(1)
  expect(titlesIn('a', `const names = [\n  ['${row}: a guest', 1],\n]`)).toHaveLength(1)
  expect(titlesIn('a', `// ${row}: nothing`)).toEqual([])
  expect(titlesIn('a', `test.skip('${row}: not yet', () => {})`)).toEqual([])
  expect(titlesIn('a', `const place = '${row}: a place'`)).toEqual([])
})
