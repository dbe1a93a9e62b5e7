import type { Report, TableBlock } from '../core/reply.ts'
import { filterTexts } from './chart-frame.ts'
import { bareText, isolate } from './sanitize.ts'

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

/** Returns the period's name where no sentence of the report says it. */
export function unsaidPeriod({ blocks, period }: Report): readonly string[] {
  if (!period) return []
  const said = blocks.some(
    (block) =>
      (block.type === 'headline' || block.type === 'paragraph') &&
      bareText(block.text).includes(period.label),
  )
  return said ? [] : [period.label]
}

/** Returns the report's filters in words: `aspect: Delivery`. */
export function filtersInWords({ filterNames, filters, locale }: Report): readonly string[] {
  return filterTexts(filterNames ?? filters, locale)
}

/** Returns what the headline does not say: period, zone and filters. */
export function contextLine(report: Report): string {
  return [
    ...unsaidPeriod(report),
    ...(report.period ? [report.period.zone] : []),
    ...filtersInWords(report).map(isolate),
  ].join(' · ')
}
