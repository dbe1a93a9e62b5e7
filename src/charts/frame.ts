import type { PointStyle } from 'chart.js'
import { drawPoint } from 'chart.js/helpers'
import { box, type Context, stroke, write } from './brush.ts'
import type { DrawingFrame } from './drawing.ts'
import { ellipsise, font, widthOf, wrap } from './text.ts'
import { faded, type Theme } from './theme.ts'

/** Narrower pages are for the screens of phones; a page's height follows from what it holds. */
const NARROW = 600

/** Returns the space around all that a page holds, in CSS pixels. */
export function marginOf({ width }: Pick<DrawingFrame, 'width'>): number {
  return width < NARROW ? 18 : 36
}

/** Returns whether the page is for the screen of a phone. */
export function isNarrow({ width }: Pick<DrawingFrame, 'width'>): boolean {
  return width < NARROW
}

const wideTitle = { size: 24, line: 31, lines: 2 }
const narrowTitle = { size: 19, line: 25, lines: 3 }
const subtitle = { size: 15, line: 22, lines: 3 }
const legend = { size: 14, line: 24, swatch: 24, gap: 24, label: 260 }
const footnote = { size: 13, line: 18, lines: 5 }

/** An entry of the legend; `colour` of a swatch, or of its line. */
export interface LegendEntry {
  readonly label: string
  readonly colour: string
  readonly mark: 'box' | 'point' | 'band' | 'whisker' | 'unfinished' | 'dashed' | 'marked'
  readonly shape?: PointStyle
}

/** The picture around the plot: where the plot may begin and end, and how the rest is painted. */
export interface FrameLayout {
  /** The page's, in CSS pixels. */
  readonly width: number
  readonly margin: number
  readonly top: number
  readonly bottom: number
  /** Where the legend's text stands: charts put column headings on the same line. */
  readonly headingAt: number
  paint(context: Context, height: number): void
}

interface PlacedEntry extends LegendEntry {
  readonly x: number
  readonly row: number
}

function placeLegend(
  entries: readonly LegendEntry[],
  margin: number,
  width: number,
): PlacedEntry[] {
  const placed: PlacedEntry[] = []
  let x = 0
  let row = 0
  for (const entry of entries) {
    const label = ellipsise(entry.label, font(legend.size), legend.label)
    const space = legend.swatch + widthOf(label, font(legend.size))
    if (x > 0 && x + space > width) {
      x = 0
      row += 1
    }
    placed.push({ ...entry, label, x: margin + x, row })
    x += space + legend.gap
  }
  return placed
}

/** Draws a data point of a line; hollow where it is still growing. */
export function paintPoint(
  context: Context,
  [x, y]: readonly [number, number],
  style: { colour: string; radius: number; shape?: PointStyle; hollow?: string },
): void {
  context.save()
  context.fillStyle = style.hollow ?? style.colour
  context.strokeStyle = style.colour
  const borderWidth = style.hollow ? 2 : 0
  drawPoint(
    context,
    { pointStyle: style.shape ?? 'circle', rotation: 0, radius: style.radius, borderWidth },
    x,
    y,
  )
  context.restore()
}

/** Draws an interval as a line with two ends. */
export function whisker(
  context: Context,
  [low, high]: readonly [number, number],
  y: number,
  colour: string,
): void {
  stroke(context, [low, y], [high, y], { colour, width: 3 })
  for (const end of [low, high]) stroke(context, [end, y - 5], [end, y + 5], { colour, width: 2 })
}

function paintMark(context: Context, entry: PlacedEntry, y: number, theme: Theme): void {
  const { x, colour } = entry
  const middle: readonly [number, number] = [x + 8, y]
  if (entry.mark === 'box') box(context, [x, y - 7, 14, 14], colour, 4)
  if (entry.mark === 'band') box(context, [x, y - 6, 17, 12], faded(colour, 0.22), 3)
  if (entry.mark === 'whisker') whisker(context, [x, x + 17], y, colour)
  if (entry.mark === 'dashed') {
    stroke(context, [x - 1, y], [x + 17, y], { colour, width: 1.5, dash: [5, 3] })
  }
  if (entry.mark === 'point') {
    stroke(context, [x, y], [x + 16, y], { colour, width: 2.5, round: true })
    paintPoint(context, middle, { colour, radius: 4.5, ...(entry.shape && { shape: entry.shape }) })
  }
  if (entry.mark === 'marked') {
    paintPoint(context, middle, { colour, radius: 6, shape: 'rectRot' })
  }
  if (entry.mark === 'unfinished') {
    stroke(context, [x - 1, y], [x + 17, y], { colour, width: 2, dash: [3, 3] })
    paintPoint(context, middle, { colour, radius: 4, hollow: theme.page })
  }
}

/**
 * Returns the layout of title, subtitle, legend and footnote. `reserved` pixels at the legend's right
 * stay free for a column heading.
 */
export function layFrame(
  frame: DrawingFrame,
  entries: readonly LegendEntry[],
  theme: Theme,
  reserved = 0,
): FrameLayout {
  const margin = marginOf(frame)
  const inner = frame.width - 2 * margin
  const title = isNarrow(frame) ? narrowTitle : wideTitle
  const titles = wrap(frame.title, font(title.size, 600), inner, title.lines)
  const subtitles = wrap(frame.subtitle, font(subtitle.size), inner, subtitle.lines)
  const notes = wrap(frame.footnote, font(footnote.size), inner, footnote.lines)
  const placed = placeLegend(entries, margin, inner - reserved)
  const legendRows = placed.length === 0 ? (reserved > 0 ? 1 : 0) : (placed.at(-1)?.row ?? 0) + 1

  const subtitleAt = margin + titles.length * title.line - 4
  const legendAt = subtitleAt + subtitles.length * subtitle.line + (legendRows > 0 ? 25 : 0)
  const top = legendAt + legendRows * legend.line + 14
  const bottom = notes.length > 0 ? margin + notes.length * footnote.line : margin - 6

  return {
    width: frame.width,
    margin,
    top,
    bottom,
    headingAt: legendAt + (legendRows - 1) * legend.line,
    paint(context, height) {
      for (const [index, line] of titles.entries()) {
        const y = margin + 18 + index * title.line
        write(context, line, margin, y, { colour: theme.text, size: title.size, weight: 600 })
      }
      for (const [index, line] of subtitles.entries()) {
        const y = subtitleAt + 16 + index * subtitle.line
        write(context, line, margin, y, { colour: theme.muted, size: subtitle.size })
      }
      for (const entry of placed) {
        const y = legendAt + entry.row * legend.line
        paintMark(context, entry, y, theme)
        const style = { colour: theme.text, size: legend.size, baseline: 'middle' } as const
        write(context, entry.label, entry.x + legend.swatch, y, style)
      }
      for (const [index, line] of notes.entries()) {
        const y =
          height - margin + (isNarrow(frame) ? 5 : 10) - (notes.length - 1 - index) * footnote.line
        write(context, line, margin, y, { colour: theme.muted, size: footnote.size })
      }
    },
  }
}
