import type { Locale } from '../core/locale.ts'
import type { TableBlock } from '../core/reply.ts'
import { translator } from '../language/translate.ts'
import { formatCell } from './cell.ts'
import { textWidth } from './text-width.ts'

const GAP = '  '
/** Columns of text are not made narrower than this; the first one holds the names. Days are never cut. */
const NARROWEST_NAME = 16
const NARROWEST_TEXT = 17

/** The lower end of an interval says nothing without its upper end. */
const LOWER_END: Readonly<Record<string, string>> = { high: 'low', changeHigh: 'changeLow' }

interface PlainColumn {
  readonly key: string
  readonly head: string
  readonly cells: readonly string[]
  readonly text: boolean
  readonly width: number
  /** What the column needs at least. */
  readonly least: number
}

/** Returns text cut to a width in terminal cells, with an ellipsis where something is lost. */
function cut(text: string, width: number): string {
  if (textWidth(text) <= width) return text
  let result = ''
  let used = 0
  for (const { segment } of new Intl.Segmenter().segment(text)) {
    used += textWidth(segment)
    if (used > width - 1) break
    result += segment
  }
  return `${result.trimEnd()}…`
}

/** Returns text filled up with spaces to a width in terminal cells. */
function fill(text: string, width: number, toTheEnd = false): string {
  const space = ' '.repeat(Math.max(0, width - textWidth(text)))
  return toTheEnd ? space + text : text + space
}

function widthOf(columns: readonly PlainColumn[]): number {
  return columns.reduce((sum, { width }) => sum + width, GAP.length * (columns.length - 1))
}

/** Makes the widest columns of text narrower, a cell at a time, until the table fits or none gives way. */
function narrowed(columns: readonly PlainColumn[], width: number): readonly PlainColumn[] {
  let result = columns
  for (let excess = widthOf(columns) - width; excess > 0; excess -= 1) {
    const widest = result.reduce<PlainColumn | undefined>(
      (best, column) =>
        column.width > column.least && column.width > (best?.width ?? 0) ? column : best,
      undefined,
    )
    if (!widest) return result
    result = result.map((column) =>
      column === widest ? { ...column, width: column.width - 1 } : column,
    )
  }
  return result
}

/** Leaves out columns of numbers from the last on, the first four aside, until the rest can fit; an interval goes whole. */
function fitting(
  columns: readonly PlainColumn[],
  width: number,
): { readonly kept: readonly PlainColumn[]; readonly dropped: readonly string[] } {
  const dropped: string[] = []
  let kept = columns
  const least = (all: readonly PlainColumn[]) =>
    widthOf(all.map((column) => ({ ...column, width: column.least })))
  while (least(kept) > width) {
    const last = kept.findLastIndex((column, index) => !column.text && index > 4)
    if (last === -1) break
    const lower = LOWER_END[kept[last]?.key ?? '']
    const goes = (column: PlainColumn, index: number): boolean =>
      index === last || (index > 4 && column.key === lower)
    dropped.unshift(...kept.filter(goes).map(({ head }) => head))
    kept = kept.filter((column, index) => !goes(column, index))
  }
  return { kept: narrowed(kept, width), dropped }
}

/**
 * Returns a table as lines of aligned columns. Long words are cut; columns that
 * do not fit the width are left out and named, as are rows past `rows`.
 */
export function plainTable(
  table: TableBlock,
  locale: Locale,
  width: number,
  rows: number,
): readonly string[] {
  const translate = translator(locale)
  const shown = table.rows.slice(0, rows)
  const columns = table.columns.map(({ key, label, format }, index): PlainColumn => {
    const cells = shown.map((row) => formatCell(row[index] ?? null, format, locale))
    const widest = cells.reduce((most, cell) => Math.max(most, textWidth(cell)), textWidth(label))
    const text = format === 'text' || format === 'date'
    const narrowest = index === 0 ? NARROWEST_NAME : NARROWEST_TEXT
    const least = format === 'text' ? Math.min(widest, narrowest) : widest
    return { key, head: label, cells, text, width: widest, least }
  })
  const { kept, dropped } = fitting(columns, width)
  const line = (pick: (column: PlainColumn) => string) =>
    kept
      .map((column) => fill(cut(pick(column), column.width), column.width, !column.text))
      .join(GAP)
      .trimEnd()
  return [
    ...(table.caption === undefined ? [] : [table.caption]),
    line(({ head }) => head),
    ...shown.map((_, index) => line(({ cells }) => cells[index] ?? '')),
    ...(table.rows.length > shown.length
      ? [translate('report:text.more-rows', { count: table.rows.length - shown.length })]
      : []),
    ...(dropped.length > 0
      ? [translate('report:text.columns-left-out', { names: dropped.join(', ') })]
      : []),
  ]
}
