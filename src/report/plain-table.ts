import stringWidth from 'string-width'
import type { Locale } from '../core/locale.ts'
import type { TableBlock } from '../core/reply.ts'
import { translator } from '../language/translate.ts'
import { formatCell } from './cell.ts'

const GAP = '  '
/** Columns of text are not made narrower than this. */
const NARROWEST = 10

interface PlainColumn {
  readonly head: string
  readonly cells: readonly string[]
  readonly text: boolean
  readonly width: number
}

/** Returns text cut to a width in terminal cells, with an ellipsis where something is lost. */
export function cut(text: string, width: number): string {
  if (stringWidth(text) <= width) return text
  let result = ''
  let used = 0
  for (const { segment } of new Intl.Segmenter().segment(text)) {
    used += stringWidth(segment)
    if (used > width - 1) break
    result += segment
  }
  return `${result.trimEnd()}…`
}

/** Returns text filled up with spaces to a width in terminal cells. */
export function fill(text: string, width: number, toTheEnd = false): string {
  const space = ' '.repeat(Math.max(0, width - stringWidth(text)))
  return toTheEnd ? space + text : text + space
}

function widthOf(columns: readonly PlainColumn[]): number {
  return columns.reduce((sum, { width }) => sum + width, GAP.length * (columns.length - 1))
}

/** Makes the widest column of text narrower until the table fits or none can give way. */
function narrowed(columns: readonly PlainColumn[], width: number): readonly PlainColumn[] {
  const excess = widthOf(columns) - width
  if (excess <= 0) return columns
  const widest = columns.reduce<PlainColumn | undefined>(
    (best, column) =>
      column.text && column.width > NARROWEST && column.width > (best?.width ?? 0) ? column : best,
    undefined,
  )
  if (!widest) return columns
  const rivals = columns.filter((column) => column.text && column !== widest)
  const next = Math.max(
    NARROWEST,
    ...rivals.map((column) => column.width).filter((w) => w < widest.width),
  )
  const smaller = Math.max(widest.width - excess, Math.min(next, widest.width - 1))
  return narrowed(
    columns.map((column) => (column === widest ? { ...column, width: smaller } : column)),
    width,
  )
}

/** Leaves out columns of numbers from the last on, the first four aside, until the rest can fit. */
function fitting(
  columns: readonly PlainColumn[],
  width: number,
): { readonly kept: readonly PlainColumn[]; readonly dropped: readonly string[] } {
  const dropped: string[] = []
  let kept = columns
  const least = (all: readonly PlainColumn[]) =>
    widthOf(
      all.map((column) =>
        column.text ? { ...column, width: Math.min(column.width, NARROWEST + 4) } : column,
      ),
    )
  while (least(kept) > width) {
    const last = kept.findLastIndex((column, index) => !column.text && index > 4)
    if (last === -1) break
    dropped.unshift(kept[last]?.head ?? '')
    kept = kept.filter((_, index) => index !== last)
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
  const columns = table.columns.map(({ label, format }, index): PlainColumn => {
    const cells = shown.map((row) => formatCell(row[index] ?? null, format, locale))
    const widest = Math.max(stringWidth(label), ...cells.map((cell) => stringWidth(cell)))
    return { head: label, cells, text: format === 'text' || format === 'date', width: widest }
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
