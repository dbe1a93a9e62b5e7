import type { Report, TableBlock } from '../core/reply.ts'
import { filterTexts } from './chart-frame.ts'

/** Returns the table without the columns that only programs read, and those that hold nothing in any row. */
export function tableForPeople(table: TableBlock): TableBlock {
  const { columns, rows } = table
  const isEmpty = (index: number): boolean =>
    rows.length > 0 && rows.every((row) => (row[index] ?? null) === null)
  const shown = columns.flatMap(({ forPrograms }, index) =>
    forPrograms || isEmpty(index) ? [] : [index],
  )
  if (shown.length === columns.length) return table
  const pick = <Item>(items: readonly Item[]): readonly Item[] =>
    shown.map((index) => items[index] as Item)
  return { ...table, columns: pick(columns), rows: rows.map(pick) }
}

/** Returns the report's filters in words: `aspect: Delivery`. */
export function filtersInWords({ filterNames, filters, locale }: Report): readonly string[] {
  return filterTexts(filterNames ?? filters, locale)
}
