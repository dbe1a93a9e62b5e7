import type { Locale } from '../../src/core/locale.ts'
import type { Cell, TableBlock } from '../../src/core/reply.ts'
import { translator } from '../../src/language/translate.ts'
import { formatCell } from '../../src/report/cell.ts'
import { plainTable } from '../../src/report/plain-table.ts'
import { needsRecords, recordsOf } from '../../src/report/records.ts'
import { isolate, tameLine } from '../../src/report/sanitize.ts'
import { textWidth } from '../../src/report/text-width.ts'
import { beginning } from '../../src/report/whole-letters.ts'
import { limits } from './limits.ts'
import { dataRun, mixedRun, type Run, run, type Section } from './rich-text.ts'

const GAP = 2
/** Names are cut to this width, so that numbers find room beside them. */
const NAME_WIDTH = 16

/** Returns how many pages a table has. */
export function pagesOf(table: TableBlock, locale: Locale): number {
  return pagesWith(table, rowsAPage(asRecords(table, locale)))
}

function pagesWith({ rows }: TableBlock, most: number): number {
  return Math.max(1, Math.ceil(rows.length / most))
}

function rowsAPage(records: boolean): number {
  return records ? limits.tableRecords : limits.tableRows
}

/** Numbers stand in columns; words that do not fit beside each other are read row by row. */
function asRecords(table: TableBlock, locale: Locale): boolean {
  return needsRecords(table, locale, limits.tableWidth)
}

/** Returns one page of a table, the first is 0, as narrow as a phone. */
export function tableSection(table: TableBlock, locale: Locale, page: number): Section {
  const records = asRecords(table, locale)
  const most = rowsAPage(records)
  const first = Math.min(page, pagesWith(table, most) - 1) * most
  const rows = table.rows.slice(first, first + most)
  const { caption, columns } = table
  const words = columns.length === 2 && columns.every(({ format }) => format === 'text')
  const shown = { ...table, rows }
  const body = words ? wordRuns : records ? recordRuns : gridRuns
  const head: readonly Run[] =
    caption === undefined ? [] : [mixedRun(tameLine(caption), 'b'), run('\n')]
  const range =
    table.rows.length > rows.length
      ? [
          run('\n'),
          run(
            translator(locale)('chat:rows', {
              first: first + 1,
              last: first + rows.length,
              total: table.rows.length,
            }),
            'i',
          ),
        ]
      : []
  return [...head, ...body(shown, locale), ...range]
}

/** Two columns of words read better one under the other than side by side; commands stay live. */
function wordRuns({ columns, rows }: TableBlock, locale: Locale): readonly Run[] {
  const text = (cell: Cell | undefined): string => formatCell(cell ?? null, 'text', locale)
  return rows.flatMap((row, index): readonly Run[] => {
    const name = text(row[0])
    const command = columns[0]?.key === 'command' && /^[a-z][a-z0-9_]{0,31}$/.test(name)
    const lead: Run = command ? { ...run(`/${name}`), live: true } : dataRun(name, 'b')
    return [run(index === 0 ? '' : '\n'), lead, dataRun(` – ${text(row[1])}`)]
  })
}

/** A row is a short paragraph: its name, then what is known under the names of the columns. */
function recordRuns(table: TableBlock, locale: Locale): readonly Run[] {
  return recordsOf(table, locale).flatMap(({ name, facts }, index): readonly Run[] => [
    run(index === 0 ? '' : '\n\n'),
    dataRun(shortened(name), 'b'),
    ...facts.flatMap(({ label, value }, at): readonly Run[] => [
      run(at === 0 ? '\n' : ' · '),
      dataRun(`${shortened(tameLine(label))}: `),
      dataRun(shortened(value)),
    ]),
  ])
}

function shortened(text: string): string {
  const kept = beginning(text, limits.recordLetters)
  return kept === text ? text : `${kept.trimEnd()}…`
}

function gridRuns(table: TableBlock, locale: Locale): readonly Run[] {
  const widths = table.columns.map(({ format, label }, index) => {
    const cells = table.rows.map((row) => formatCell(row[index] ?? null, format, locale))
    const widest = Math.max(textWidth(label), ...cells.map(textWidth))
    return format === 'text' || format === 'date' ? Math.min(widest, NAME_WIDTH) : widest
  })
  let used = 0
  const kept = widths.flatMap((width, index) => {
    const more = index === 0 ? width : width + GAP
    if (index > 0 && used + more > limits.tableWidth) return []
    used += more
    return [index]
  })
  const narrow: TableBlock = {
    type: 'table',
    columns: kept.flatMap((index) => table.columns[index] ?? []),
    rows: table.rows.map((row) => kept.map((index) => row[index] ?? null)),
  }
  const dropped = table.columns.filter((_, index) => !kept.includes(index))
  const lines = plainTable(narrow, locale, limits.tableWidth, limits.tableRows)
  const names = dropped.map(({ label }) => isolate(tameLine(label))).join(', ')
  return [
    mixedRun(lines.join('\n'), 'pre'),
    ...(dropped.length === 0
      ? []
      : [run('\n'), mixedRun(translator(locale)('report:text.columns-left-out', { names }), 'i')]),
  ]
}
