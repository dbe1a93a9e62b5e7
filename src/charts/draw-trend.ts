import type { ChartConfiguration } from 'chart.js'
import { paintBands } from './band.ts'
import { type Context, stroke, write } from './brush.ts'
import { paintDates } from './dates.ts'
import type { DrawnPoint, TrendDrawing } from './drawing.ts'
import { paintEvents } from './events.ts'
import { layFrame, paintPoint } from './frame.ts'
import { formatValue } from './numbers.ts'
import { commonOptions, layer, type Plan, pagePlugin, placing, planOf } from './plan.ts'
import { spread } from './spread.ts'
import { font, widthOf } from './text.ts'
import type { Theme } from './theme.ts'
import { lineStyle, trendLegend } from './trend-legend.ts'
import { type ValueAxis, valueAxis } from './value-axis.ts'

const plotHeight = 290
const axisRoom = 34
const endSize = 15
const tickSize = 13
/** Past this many points a line is drawn without its dots. */
const mostDots = 40

function numbersOf({ series, target }: TrendDrawing): number[] {
  const points = series.flatMap((one) => one.points)
  const numbers = points.flatMap((point) => [point.value, point.low, point.high])
  return [...numbers, target?.value ?? null].filter((number) => number !== null)
}

/** Returns the last values of the lines that reach the right edge. */
function endsOf({ series, places, unit, frame }: TrendDrawing) {
  return series.flatMap(({ points }) => {
    const last = points.at(-1)
    if (!last || last.value === null || last.at < places - 1) return []
    return [{ value: last.value, text: formatValue(last.value, unit, frame.locale) }]
  })
}

function datasets({ series, places, unfinished }: TrendDrawing, axis: ValueAxis, theme: Theme) {
  const growing = new Set(unfinished)
  return series.map(({ points }, index) => {
    const { colour, shape } = lineStyle(index, theme)
    const open = points.map((point) => growing.has(point.at))
    const alone = (at: number): boolean =>
      (points[at - 1]?.value ?? null) === null && (points[at + 1]?.value ?? null) === null
    const radius = (_: DrawnPoint, at: number): number => {
      if (open[at]) return 5
      return points.length <= mostDots || alone(at) ? 4.5 : 0
    }
    return {
      data: points.map((point) => ({
        x: point.at,
        y: point.value === null ? null : axis.at(point.value),
      })),
      borderColor: colour,
      borderWidth: places > mostDots ? 2 : 2.5,
      borderJoinStyle: 'round' as const,
      clip: false as const,
      pointStyle: shape,
      pointRadius: points.map(radius),
      pointBackgroundColor: open.map((hollow) => (hollow ? theme.page : colour)),
      pointBorderColor: open.map((hollow) => (hollow ? colour : theme.page)),
      pointBorderWidth: open.map((hollow) => (hollow ? 2 : 1)),
      segment: {
        borderDash: (segment: { p1DataIndex: number }) =>
          open[segment.p1DataIndex] ? [4, 4] : undefined,
      },
    }
  })
}

/** Draws lines over time with their intervals as bands; what still grows is hollow and dashed. */
export function drawTrend(drawing: TrendDrawing, theme: Theme): Plan {
  const { series, places, unit, frame, target } = drawing
  const axis = valueAxis(numbersOf(drawing), unit, frame.locale)
  const ends = endsOf(drawing)
  const endRoom = Math.max(0, ...ends.map((end) => widthOf(end.text, font(endSize, 600)) + 14))
  const tickRoom = Math.max(...axis.ticks.map(({ text }) => widthOf(text, font(tickSize)))) + 12

  const layout = layFrame(frame, trendLegend(drawing, theme), theme)
  const { top } = layout
  const bottom = top + plotHeight
  const height = bottom + axisRoom + layout.bottom
  const [from, to] = [layout.margin + tickRoom, layout.width - layout.margin]
  const inset = Math.min(36, (to - from - endRoom) / (2 * places))
  const [left, right] = [from + inset, to - Math.max(endRoom, inset)]
  const across = places > 1 ? { min: 0, max: places - 1 } : { min: -1, max: 1 }
  const x = placing(across, left, right)
  const place = placing(axis, bottom, top)
  const y = (value: number) => place(axis.at(value))

  function under(context: Context): void {
    for (const { at, text } of axis.ticks) {
      const colour = at === axis.centre ? theme.axis : theme.grid
      stroke(context, [from, place(at)], [to, place(at)], { colour, width: 1 })
      const style = { colour: theme.muted, size: tickSize, align: 'right' } as const
      write(context, text, from - 12, place(at), { ...style, baseline: 'middle' })
    }
    if (target) {
      const style = { colour: theme.muted, width: 1.5, dash: [5, 4] }
      stroke(context, [from, y(target.value)], [to, y(target.value)], style)
    }
    const opacity = series.length > 2 ? 0.1 : 0.15
    for (const [index, { points }] of series.entries()) {
      paintBands(context, points, { x, y }, { colour: lineStyle(index, theme).colour, opacity })
    }
  }

  function over(context: Context): void {
    paintDates(context, drawing.labels, x, bottom + 24, layout, theme)
    for (const { at, value } of drawing.marked?.points ?? []) {
      const style = { colour: theme.tones.negative, radius: 6.5 }
      paintPoint(context, [x(at), y(value)], { ...style, shape: 'rectRot' })
    }
    paintEvents(context, drawing.events, { x, left: from, right: to, top, bottom }, theme)
    const wanted = ends.map((end) => y(end.value))
    for (const [index, at] of spread(wanted, endSize + 4).entries()) {
      const style = { colour: theme.text, size: endSize, weight: 600, halo: theme.page } as const
      write(context, ends[index]?.text ?? '', x(places - 1) + 12, at, {
        ...style,
        baseline: 'middle',
      })
    }
    if (frame.more !== '') {
      const style = { colour: theme.muted, size: tickSize, align: 'right' } as const
      write(context, frame.more, to, top - 10, style)
    }
  }

  const configuration: ChartConfiguration<'line', { x: number; y: number | null }[]> = {
    type: 'line',
    data: { datasets: datasets(drawing, axis, theme) },
    options: {
      ...commonOptions(layout, { left, right, top, bottom }, height),
      scales: {
        x: { type: 'linear', display: false, ...across },
        y: { display: false, min: axis.min, max: axis.max },
      },
    },
    plugins: [pagePlugin(layout, theme, height), layer('under', under), layer('over', over)],
  }
  return planOf(configuration, height)
}
