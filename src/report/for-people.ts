import type { Report, TableBlock } from '../core/reply.ts'
import { filterTexts } from './chart-frame.ts'

/** Returns the table without the columns that only programs read. */
export function tableForPeople(table: TableBlock): TableBlock {
  const shown = table.columns.flatMap(({ forPrograms }, index) => (forPrograms ? [] : [index]))
  if (shown.length === table.columns.length) return table
  const pick = <Item>(items: readonly Item[]): readonly Item[] =>
    shown.map((index) => items[index] as Item)
  return { ...table, columns: pick(table.columns), rows: table.rows.map(pick) }
}

/** Returns the report's filters in words: `aspect: Delivery`. */
export function filtersInWords({ filterNames, filters, locale }: Report): readonly string[] {
  return filterTexts(filterNames ?? filters, locale)
}
