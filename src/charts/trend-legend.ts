import type { PointStyle } from 'chart.js'
import type { TrendDrawing } from './drawing.ts'
import type { LegendEntry } from './frame.ts'
import { formatMark } from './numbers.ts'
import type { Theme } from './theme.ts'

const shapes: readonly PointStyle[] = ['circle', 'rectRounded', 'triangle', 'rectRot']

/** How a line is told from its neighbours: by its colour and by the shape of its points. */
export interface LineStyle {
  readonly colour: string
  readonly shape: PointStyle
}

/** Returns the style of the line at an index of the series. */
export function lineStyle(index: number, theme: Theme): LineStyle {
  return {
    colour: theme.series[index % theme.series.length] ?? theme.series[0],
    shape: shapes[index % shapes.length] ?? 'circle',
  }
}

/** Returns the legend of a trend: its lines, and what bands, hollow points and dashes mean. */
export function trendLegend(drawing: TrendDrawing, theme: Theme): LegendEntry[] {
  const { series, frame, target, unfinished, unit } = drawing
  const shade = series.length > 1 ? theme.muted : theme.series[0]
  const entries: LegendEntry[] = series.flatMap(({ label }, index) =>
    label === '' ? [] : [{ label, mark: 'point' as const, ...lineStyle(index, theme) }],
  )
  if (series.some((one) => one.points.some((point) => point.low !== null))) {
    entries.push({ label: frame.words.interval, colour: shade, mark: 'band' })
  }
  if (drawing.marked) {
    const { label } = drawing.marked
    entries.push({ label, colour: theme.tones.negative, mark: 'marked' })
  }
  if (unfinished.length > 0) {
    entries.push({ label: frame.words.soFar, colour: shade, mark: 'unfinished' })
  }
  if (target) {
    const label = `${target.label}: ${formatMark(target.value, unit, frame.locale)}`
    entries.push({ label, colour: theme.muted, mark: 'dashed' })
  }
  return entries
}
