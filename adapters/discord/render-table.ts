import type { Locale } from '../../src/core/locale.ts'
import type { Report, TableBlock } from '../../src/core/reply.ts'
import { translator } from '../../src/language/translate.ts'
import { formatCell } from '../../src/report/cell.ts'
import { tableForPeople } from '../../src/report/for-people.ts'
import { plainTable } from '../../src/report/plain-table.ts'
import { needsRecords, recordsOf } from '../../src/report/records.ts'
import { tameLine } from '../../src/report/sanitize.ts'
import { limits } from './limits.ts'
import { bold, clip, clipEscaped, inlineCode } from './markdown.ts'
import { code, prose, type Section } from './sections.ts'

/** Two columns of words are a list to people, and no table. */
function isList({ columns }: TableBlock): boolean {
  return columns.length === 2 && columns.every(({ format }) => format === 'text')
}

function listLines({ caption, columns, rows }: TableBlock, locale: Locale): readonly string[] {
  const lines = rows.map((row) => {
    const [first = '', second = ''] = columns.map(({ format }, index) =>
      formatCell(row[index] ?? null, format, locale),
    )
    const isCommand = columns[0]?.key === 'command'
    const lead = isCommand ? inlineCode(`/${first}`) : bold(clipEscaped(first, limits.note))
    return `${lead} – ${clipEscaped(second, limits.note)}`
  })
  return caption === undefined
    ? lines
    : [bold(clipEscaped(tameLine(caption), limits.note)), ...lines]
}

/** Columns of words that do not fit beside each other are read row by row. */
function asRecords(table: TableBlock, locale: Locale): boolean {
  return needsRecords(table, locale, limits.codeWidth)
}

/** Two lines a row: its name, then what is known under the names of the columns. */
function recordLines(table: TableBlock, locale: Locale): readonly string[] {
  return recordsOf(table, locale).flatMap(({ name, facts }) => [
    bold(clipEscaped(name, limits.note)),
    clipEscaped(facts.map(({ label, value }) => `${label}: ${value}`).join(' · '), limits.note),
  ])
}

/** Returns how many pages the longest table of a report has; 1 where nothing is paged. */
export function pagesOf(report: Report): number {
  if (report.view !== 'table') return 1
  return report.blocks.reduce((most, block) => {
    if (block.type !== 'table') return most
    const table = tableForPeople(block)
    if (isList(table)) return most
    return Math.max(most, Math.ceil(table.rows.length / rowsAPage(asRecords(table, report.locale))))
  }, 1)
}

function rowsAPage(records: boolean): number {
  return records ? limits.tableRecords : limits.tableRows
}

/** A cell is never wider than the table; what is longer only takes time to measure. */
function shortened(row: TableBlock['rows'][number]): TableBlock['rows'][number] {
  return row.map((cell) =>
    typeof cell === 'string' ? clip(tameLine(cell), limits.codeWidth * 2) : cell,
  )
}

/** Returns one page of a table, or the beginning of it where it only goes along with an answer. */
export function tableSections(table: TableBlock, report: Report, page: number): readonly Section[] {
  const { locale, view } = report
  if (isList(table)) return [prose(listLines(table, locale))]
  const records = asRecords(table, locale)
  const most = view === 'table' ? rowsAPage(records) : limits.shortTableRows
  const from = view === 'table' ? page * most : 0
  const rows = table.rows.slice(from, from + most).map(shortened)
  if (rows.length === 0 && page > 0) return []
  const { caption } = table
  const columns = table.columns.map((column) => ({
    ...column,
    label: clip(tameLine(column.label), limits.codeWidth),
  }))
  const shown = { type: 'table', columns, rows } as const
  const lines = records ? [] : plainTable(shown, locale, limits.codeWidth, most)
  const left = view === 'table' ? 0 : table.rows.length - rows.length
  const remarks = [
    // Columns that found no room are named under the table.
    ...lines.slice(rows.length + 1),
    ...(left > 0 ? [translator(locale)('report:text.more-rows', { count: left })] : []),
  ]
  return [
    ...(caption === undefined ? [] : [prose([bold(clipEscaped(tameLine(caption), limits.note))])]),
    records ? prose(recordLines(shown, locale)) : code(lines.slice(0, rows.length + 1)),
    prose(remarks.map((remark) => `-# ${clipEscaped(remark, limits.note)}`)),
  ]
}
