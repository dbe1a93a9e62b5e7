import type { Locale } from '../core/locale.ts'
import type { Cell, Column, TableBlock } from '../core/reply.ts'
import { formatCell, NO_VALUE } from './cell.ts'
import { textWidth } from './text-width.ts'

const GAP = 2
/** Tables with fewer columns of words are narrow enough, or a list. */
const FEWEST_WORDS = 3

/** A row of a table, to be read from top to bottom. */
export interface TableRecord {
  /** The first cell. */
  readonly name: string
  /** The other cells that hold something, each under the label of its column. */
  readonly facts: readonly { readonly label: string; readonly value: string }[]
}

/**
 * Returns whether a table is one of words more than of numbers that does not fit a
 * width, in terminal cells, with all its columns whole: cut words say nothing.
 */
export function needsRecords(table: TableBlock, locale: Locale, width: number): boolean {
  const { columns, rows } = table
  const words = columns.filter(isWords).length
  if (rows.length === 0 || words < FEWEST_WORDS || words < columns.length - words) return false
  const most = columns.map(({ label }) => textWidth(label))
  const fits = (): boolean =>
    most.reduce((sum, each) => sum + each, GAP * (columns.length - 1)) <= width
  return !rows.every((row) => {
    columns.forEach(({ format }, index) => {
      // What is far longer than the width needs no exact measure.
      const text = formatCell(row[index] ?? null, format, locale).slice(0, width * 8)
      most[index] = Math.max(most[index] ?? 0, textWidth(text))
    })
    return fits()
  })
}

function isWords({ format }: Column): boolean {
  return format === 'text' || format === 'date'
}

/** Returns the rows of a table as records; cells without a value are left out. */
export function recordsOf({ columns, rows }: TableBlock, locale: Locale): readonly TableRecord[] {
  return rows.map((row) => {
    const [name = NO_VALUE, ...others] = columns.map(({ format }, index) =>
      written(row[index] ?? null, format, locale),
    )
    const facts = others.flatMap((value, index) =>
      value === NO_VALUE ? [] : [{ label: columns[index + 1]?.label ?? '', value }],
    )
    return { name, facts }
  })
}

/** Returns a cell as it is read; a lone dash stands for no value too. */
function written(cell: Cell, format: Column['format'], locale: Locale): string {
  const text = formatCell(cell, format, locale)
  return text === '' || text === '–' ? NO_VALUE : text
}
