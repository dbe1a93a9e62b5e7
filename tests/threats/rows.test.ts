import { expect, test } from 'vitest'
import { allTitles, titlesIn } from './test-titles.ts'

/** The rows of the project's table of threats: T1 to T27. */
const ROWS = Array.from({ length: 27 }, (_, at) => `T${at + 1}`)

test('every row of the threats has a test by its name', () => {
  const titles = allTitles()
  expect(ROWS.filter((row) => !titles.some((title) => title.row === row))).toEqual([])
  expect(titles.filter(({ row }) => !ROWS.includes(row))).toEqual([])
})

test('a row without a test is found', () => {
  const row = 'T9'
  expect(titlesIn('a', `test('${row}: no format is born', () => {})`)).toMatchObject([{ row }])
  expect(titlesIn('a', `test.each([1])(\n  '${row}: no %s', () => {})`)).toHaveLength(1)
  expect(titlesIn('a', `const names = [\n  ['${row}: a guest', 1],\n]`)).toHaveLength(1)
  expect(titlesIn('a', `// ${row}: nothing`)).toEqual([])
  expect(titlesIn('a', `test.skip('${row}: not yet', () => {})`)).toEqual([])
  expect(titlesIn('a', `const place = '${row}: a place'`)).toEqual([])
})
