import type { Cell, Report, TableBlock } from '../core/reply.ts'
import { withoutNoise } from './cell.ts'
import { tame } from './sanitize.ts'
import { valueLabel } from './values.ts'

/**
 * Text that begins like this, blanks aside, is run as a formula by spreadsheets;
 * the full-width forms are the same to some of them.
 */
const FORMULA = /^(?:[\t\r\n\0]|[\s\p{C}]*[=+\-@\uFF1D\uFF0B\uFF0D\uFF20])/u

/** Returns whether a spreadsheet would run the text. */
export function isFormula(text: string): boolean {
  return FORMULA.test(text)
}

export interface CsvOptions {
  /** Begins with a byte-order mark, without which Excel takes UTF-8 for something else. */
  readonly bom?: boolean
}

/**
 * Returns the report's data as CSV (RFC 4180): its first table, else its quotes,
 * else its headline values. Text is always quoted, and led by an apostrophe
 * where a spreadsheet would run it as a formula; numbers are bare, with a dot.
 */
export function toCsv(report: Report, options: CsvOptions = {}): string {
  const { columns, rows } = dataOf(report)
  const lines = [columns.map(({ label }) => quoted(label)), ...rows.map((row) => row.map(csvCell))]
  const body = lines.map((cells) => `${cells.join(',')}\r\n`).join('')
  return options.bom ? `\uFEFF${body}` : body
}

function csvCell(cell: Cell): string {
  if (cell === null) return ''
  return typeof cell === 'number' ? String(withoutNoise(cell)) : quoted(cell)
}

/** Text that a spreadsheet and CSV take as it is. */
const HARMLESS = /^[\p{L}\p{N}][\p{L}\p{N} _.,:;()%&/+'’–—-]*$/u

function quoted(text: string): string {
  if (HARMLESS.test(text)) return `"${text}"`
  const led = isFormula(text) || isFormula(tame(text)) ? `'${tame(text)}` : tame(text)
  return `"${led.replaceAll('"', '""')}"`
}

type Data = Pick<TableBlock, 'columns' | 'rows'>

function dataOf(report: Report): Data {
  const { blocks, locale } = report
  const columns = (keys: readonly string[]): Data['columns'] =>
    keys.map((key) => ({ key, label: valueLabel(key, locale), format: 'text' }))
  const table = blocks.find((block) => block.type === 'table')
  if (table) return table
  const quotes = blocks.find((block) => block.type === 'quotes')
  if (quotes) {
    return {
      columns: columns(['id', 'day', 'source', 'score', 'sentiment', 'text']),
      rows: quotes.quotes.map(({ id, day, source, score, sentiment, text }) => [
        `F-${id}`,
        day,
        source,
        score,
        sentiment,
        text,
      ]),
    }
  }
  const headline = blocks.find((block) => block.type === 'headline')
  return {
    columns: columns(['key', 'label', 'value', 'low', 'high', 'n', 'unit']),
    rows: (headline?.values ?? []).map(({ key, label, value, low, high, n, unit }) => [
      key,
      label,
      value,
      low,
      high,
      n,
      unit,
    ]),
  }
}
