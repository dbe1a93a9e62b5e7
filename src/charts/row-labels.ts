import { formatCount } from '../language/format.ts'
import { type Context, write } from './brush.ts'
import type { DrawingFrame } from './drawing.ts'
import { isNarrow, marginOf } from './frame.ts'
import { font, widthOf, wrap } from './text.ts'
import type { Theme } from './theme.ts'

const labelSize = 15
const labelLine = 18
const countSize = 14
const widestLabel = 250
const widestNarrowLabel = 110

interface LabelledRow {
  readonly label: string
  readonly n: number
}

/** The columns beside a plot of rows: labels at its left, the number of answers at its right. */
export interface RowColumns {
  /** The plot's edges that leave room for the columns. */
  readonly left: number
  readonly right: number
  /** Room that the heading of the right column takes. */
  readonly heading: number
  paint(context: Context, centres: readonly number[], headingAt: number): void
}

/** Returns how far apart rows stand, in pixels: a few have air, many stay legible. */
export function rowPitch(rows: number): number {
  if (rows <= 6) return 52
  return rows <= 12 ? 42 : 30
}

/** Returns the columns of the rows; labels break into two lines where rows stand far enough apart. */
export function layRows(
  rows: readonly LabelledRow[],
  pitch: number,
  frame: DrawingFrame,
  theme: Theme,
): RowColumns {
  const lines = pitch >= 42 ? 2 : 1
  const margin = marginOf(frame)
  const widest = isNarrow(frame) ? widestNarrowLabel : widestLabel
  const labels = rows.map((row) => wrap(row.label || '–', font(labelSize), widest, lines))
  const counts = rows.map((row) => formatCount(row.n, frame.locale))
  const labelWidth = Math.max(...labels.flat().map((line) => widthOf(line, font(labelSize))))
  const countWidth = Math.max(...counts.map((text) => widthOf(text, font(countSize))), 12)

  return {
    left: margin + Math.ceil(labelWidth) + 20,
    right: frame.width - margin - Math.ceil(countWidth) - 20,
    heading: Math.ceil(countWidth) + 20,
    paint(context, centres, headingAt) {
      const aside = {
        colour: theme.muted,
        size: countSize,
        align: 'right',
        baseline: 'middle',
      } as const
      const edge = frame.width - margin
      write(context, 'n', edge, headingAt, aside)
      for (const [index, centre] of centres.entries()) {
        const label = labels[index] ?? []
        const first = centre - ((label.length - 1) * labelLine) / 2
        for (const [line, text] of label.entries()) {
          const style = { colour: theme.text, size: labelSize, baseline: 'middle' } as const
          write(context, text, margin, first + line * labelLine, style)
        }
        write(context, counts[index] ?? '', edge, centre, aside)
      }
      if (frame.more !== '') {
        const below = (centres.at(-1) ?? 0) + pitch * 0.5 + 14
        write(context, frame.more, margin, below, { colour: theme.muted, size: countSize })
      }
    },
  }
}
