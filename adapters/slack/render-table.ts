import type { Locale } from '../../src/core/locale.ts'
import type { Cell, Column, Report, TableBlock } from '../../src/core/reply.ts'
import { formatCell } from '../../src/report/cell.ts'
import { plainTable } from '../../src/report/plain-table.ts'
import type { RichList, SlackBlock, TableCell } from './blocks.ts'
import { limits } from './limits.ts'
import { richText } from './render-text.ts'
import { cutTo, literal, someText } from './words.ts'

/**
 * Returns a table as Slack's own: short ones whole, with numbers to the right, long
 * ones with Slack's pages and sorting. Undefined where it passes what Slack takes.
 */
export function nativeTable(
  table: TableBlock,
  { locale, title, view }: Pick<Report, 'locale' | 'title' | 'view'>,
): SlackBlock | undefined {
  const { columns, rows } = table
  if (rows.length === 0 || rows.length > limits.tableRows) return undefined
  if (columns.length === 0 || columns.length > limits.tableColumns) return undefined
  const head = columns.map(({ label }): TableCell => ({ type: 'raw_text', text: cellText(label) }))
  const body = rows.map((row) =>
    columns.map(({ format }, index) => nativeCell(row[index] ?? null, format, locale)),
  )
  const all = [head, ...body]
  const letters = all.flat().reduce((sum, { text }) => sum + text.length, 0)
  if (letters > limits.tableLetters) return undefined
  if (rows.length <= limits.tableWhole) {
    return {
      type: 'table',
      rows: all,
      column_settings: columns.map(({ format }) => ({
        align: isNumeric(format) ? 'right' : 'left',
        is_wrapped: format === 'text',
      })),
    }
  }
  return {
    type: 'data_table',
    caption: cutTo(someText(literal(table.caption ?? title)), limits.tableCaption),
    page_size: view === 'table' ? limits.tableLongPage : limits.tablePage,
    rows: all,
  }
}

function isNumeric(format: Column['format']): boolean {
  return format !== 'text' && format !== 'date'
}

function cellText(text: string): string {
  return cutTo(someText(literal(text)), limits.cell)
}

function nativeCell(
  cell: string | number | null,
  format: Column['format'],
  locale: Locale,
): TableCell {
  const text = cellText(formatCell(cell, format, locale))
  return typeof cell === 'number' && isNumeric(format) && Number.isFinite(cell)
    ? { type: 'raw_number', value: cell, text }
    : { type: 'raw_text', text }
}

/** Returns a table as aligned lines, for where a native one cannot be. */
export function writtenTable(table: TableBlock, locale: Locale): readonly SlackBlock[] {
  const lines = plainTable(table, locale, limits.plainWidth, limits.plainRows)
  return preformatted(lines)
}

export function preformatted(lines: readonly string[]): readonly SlackBlock[] {
  const text = lines.map((line) => `${literal(line)}\n`)
  return richText(
    text.filter((line) => line !== '').map((line) => ({ type: 'text', text: line })),
    'rich_text_preformatted',
  )
}

/** Returns a table of two columns of words, such as a list of commands, as a list. */
export function listedTable(table: TableBlock, locale: Locale): readonly SlackBlock[] | undefined {
  const { columns, rows, caption } = table
  if (columns.length !== 2 || columns.some(({ format }) => format !== 'text')) return undefined
  const letters = rows.flat().reduce<number>((sum, cell) => sum + String(cell ?? '').length, 0)
  if (rows.length === 0 || letters > limits.richText) return undefined
  const isCommand = columns[0]?.key === 'command'
  const lead = (cell: Cell): string => {
    const shown = cellText(formatCell(cell, 'text', locale))
    return isCommand ? shown.replace(/^(?!\/)/, '/') : shown
  }
  const list: RichList = {
    type: 'rich_text_list',
    style: 'bullet',
    elements: rows.map(([first = null, second = null]) => ({
      type: 'rich_text_section',
      elements: [
        { type: 'text', text: lead(first), style: { code: true } },
        { type: 'text', text: ` – ${cellText(formatCell(second, 'text', locale))}` },
      ],
    })),
  }
  const heading = caption === undefined ? [] : captionOf(caption)
  return [...heading, { type: 'rich_text', elements: [list] }]
}

export function captionOf(caption: string): readonly SlackBlock[] {
  return richText([{ type: 'text', text: someText(literal(caption)), style: { bold: true } }])
}
