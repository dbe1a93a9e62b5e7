import { UserError } from '../core/errors.ts'
import { MOST_COLUMNS } from './limits.ts'

/** Numbers and dates: what a header does not consist of. */
const DATA_LIKE = /^[\d\s.,:/T+\-–%]+Z?$/

/**
 * Returns unique names for the columns: `#3` where the third has none, `Name (2)`
 * where a name comes again. Throws a UserError where the line holds data, or too
 * many columns.
 */
export function columnNames(cells: readonly string[], line: number): readonly string[] {
  let width = cells.length
  while (width > 1 && !cells[width - 1]?.trim()) width -= 1
  if (width > MOST_COLUMNS) {
    throw new UserError('import.tooManyColumns', { line, count: width, max: MOST_COLUMNS })
  }
  const named = cells.slice(0, width).map((cell) =>
    cell
      .normalize('NFC')
      .replace(/[\s\p{Cc}]+/gu, ' ')
      .trim(),
  )
  const data = named.filter((name) => DATA_LIKE.test(name)).length
  if (data > 0 && data * 2 >= width) {
    throw new UserError('import.noHeader', { line, text: named.slice(0, 4).join(' | ') })
  }
  const seen = new Map<string, number>()
  return named.map((name, index) => {
    if (name === '') return `#${index + 1}`
    const times = (seen.get(name) ?? 0) + 1
    seen.set(name, times)
    return times === 1 ? name : `${name} (${times})`
  })
}
