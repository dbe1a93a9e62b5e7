import type { ChartConfiguration, PointStyle } from 'chart.js'
import { axisRange } from './axis.ts'
import { type Context, stroke, write } from './brush.ts'
import type { DrawnPoint, TrendDrawing } from './drawing.ts'
import { type LegendEntry, layFrame, MARGIN, WIDTH } from './frame.ts'
import { formatValue } from './numbers.ts'
import { commonOptions, layer, type Plan, pagePlugin, placing, ticksOf } from './plan.ts'
import { ellipsise, font, widthOf } from './text.ts'
import { faded, type Theme } from './theme.ts'

const plotHeight = 290
const axisRoom = 34
const valueSize = 15
const shapes: readonly PointStyle[] = ['circle', 'rectRounded', 'triangle', 'rectRot']
/** Past this many points a line is drawn without its dots. */
const mostDots = 40

interface Band {
  readonly at: number
  readonly low: number
  readonly high: number
}

/** Returns the stretches of points that have an interval, without a gap between them. */
function bandsOf(points: readonly DrawnPoint[]): Band[][] {
  const bands: Band[][] = []
  let current: Band[] = []
  for (const { at, low, high } of points) {
    if (low !== null && high !== null) {
      if (current.length === 0) bands.push(current)
      current.push({ at, low, high })
    } else {
      current = []
    }
  }
  return bands
}

function numbersOf({ series, target }: TrendDrawing): number[] {
  const points = series.flatMap((one) => one.points)
  return [
    ...points.flatMap((point) => [point.value, point.low, point.high]),
    target?.value ?? null,
  ].filter((value) => value !== null)
}

function entriesOf(drawing: TrendDrawing, theme: Theme): LegendEntry[] {
  const { series, frame, target, unfinished, unit } = drawing
  const colour = theme.series[0]
  const entries: LegendEntry[] = []
  if (series.length > 1) {
    for (const [index, one] of series.entries()) {
      const shape = shapes[index % shapes.length] ?? 'circle'
      entries.push({
        label: one.label,
        colour: theme.series[index] ?? colour,
        mark: 'point',
        shape,
      })
    }
  } else if (series[0]?.label) {
    entries.push({ label: series[0].label, colour, mark: 'point' })
  }
  const shade = series.length > 1 ? theme.muted : colour
  if (series.some((one) => one.points.some((point) => point.low !== null))) {
    entries.push({ label: frame.words.interval, colour: shade, mark: 'band' })
  }
  if (unfinished.length > 0) {
    entries.push({ label: frame.words.soFar, colour: shade, mark: 'unfinished' })
  }
  if (target) {
    const label = `${target.label}: ${formatValue(target.value, unit, frame.locale)}`
    entries.push({ label, colour: theme.muted, mark: 'dashed' })
  }
  return entries
}

/** Returns heights at least `apart` from each other, as near as may be to the wanted ones. */
function spread(wanted: readonly number[], apart: number): number[] {
  const order = wanted.map((_, index) => index).sort((a, b) => (wanted[a] ?? 0) - (wanted[b] ?? 0))
  const placed = [...wanted]
  for (let pass = 0; pass < order.length; pass++) {
    for (let index = 1; index < order.length; index++) {
      const [above, below] = [order[index - 1] ?? 0, order[index] ?? 0]
      const missing = apart - ((placed[below] ?? 0) - (placed[above] ?? 0))
      if (missing <= 0) continue
      placed[above] = (placed[above] ?? 0) - missing / 2
      placed[below] = (placed[below] ?? 0) + missing / 2
    }
  }
  return placed
}

/** Draws lines over time with their intervals as bands; what still grows is hollow and dashed. */
export function drawTrend(drawing: TrendDrawing, theme: Theme): Plan {
  const { series, places, unit, frame, target } = drawing
  const axis = axisRange(numbersOf(drawing), unit)
  const ticks = ticksOf(axis)
  const tickTexts = ticks.map((tick) => formatValue(tick, unit, frame.locale, axis.decimals))
  const unfinished = new Set(drawing.unfinished)

  const ends = series.flatMap((one, index) => {
    const last = one.points.findLast((point) => point.value !== null)
    if (!last || last.value === null || last.at < places - 1) return []
    return [{ index, value: last.value, text: formatValue(last.value, unit, frame.locale) }]
  })
  const endRoom = Math.max(0, ...ends.map((end) => widthOf(end.text, font(valueSize, 600)) + 14))
  const tickRoom = Math.max(...tickTexts.map((text) => widthOf(text, font(13)))) + 12

  const layout = layFrame(frame, entriesOf(drawing, theme), theme)
  const { top } = layout
  const bottom = top + plotHeight
  const height = bottom + axisRoom + layout.bottom
  const [plotLeft, plotRight] = [MARGIN + tickRoom, WIDTH - MARGIN - endRoom]
  const inset = Math.min(36, (plotRight - plotLeft) / (2 * places))
  const [left, right] = [plotLeft + inset, plotRight - Math.min(inset, 14)]
  const x =
    places > 1 ? placing({ min: 0, max: places - 1 }, left, right) : () => (left + right) / 2
  const y = placing(axis, bottom, top)

  function band(context: Context, points: readonly Band[], colour: string): void {
    const [first] = points
    if (!first) return
    if (points.length === 1) {
      const at = x(first.at)
      stroke(context, [at, y(first.low)], [at, y(first.high)], {
        colour: faded(colour, 0.35),
        width: 6,
        round: true,
      })
      return
    }
    context.fillStyle = faded(colour, series.length > 2 ? 0.1 : 0.15)
    context.beginPath()
    for (const point of points) context.lineTo(x(point.at), y(point.high))
    for (const point of points.toReversed()) context.lineTo(x(point.at), y(point.low))
    context.closePath()
    context.fill()
  }

  function under(context: Context): void {
    for (const [index, tick] of ticks.entries()) {
      const at = y(tick)
      const colour = tick === 0 && axis.min < 0 ? theme.axis : theme.grid
      stroke(context, [plotLeft, at], [plotRight, at], { colour, width: 1 })
      const style = { colour: theme.muted, size: 13, align: 'right', baseline: 'middle' } as const
      write(context, tickTexts[index] ?? '', plotLeft - 12, at, style)
    }
    if (target) {
      const style = { colour: theme.muted, width: 1.5, dash: [5, 4] }
      stroke(context, [plotLeft, y(target.value)], [plotRight, y(target.value)], style)
    }
    for (const [index, one] of series.entries()) {
      for (const points of bandsOf(one.points)) {
        band(context, points, theme.series[index] ?? theme.series[0])
      }
    }
  }

  function dates(context: Context): void {
    const style = { colour: theme.muted, size: 13, align: 'center' } as const
    const widest = Math.max(
      0,
      ...drawing.labels.map((label) => Math.min(widthOf(label.text, font(13)), 150)),
    )
    const slot = (right - left) / Math.max(1, places - 1)
    const every = Math.max(1, Math.ceil((widest + 18) / slot))
    let free = Number.NEGATIVE_INFINITY
    for (const label of drawing.labels) {
      if ((places - 1 - label.at) % every !== 0) continue
      const text = ellipsise(label.text, font(13), 150)
      const half = widthOf(text, font(13)) / 2
      const at = Math.min(Math.max(x(label.at), MARGIN + half), WIDTH - MARGIN - half)
      if (at - half < free) continue
      free = at + half + 8
      write(context, text, at, bottom + 24, style)
    }
  }

  function over(context: Context): void {
    dates(context)
    const heights = spread(
      ends.map((end) => y(end.value)),
      valueSize + 4,
    )
    for (const [index, end] of ends.entries()) {
      const style = {
        colour: theme.text,
        size: valueSize,
        weight: 600,
        baseline: 'middle',
      } as const
      write(context, end.text, right + 12, heights[index] ?? 0, style)
    }
    if (frame.words.more !== '') {
      const style = { colour: theme.muted, size: 13, align: 'right' } as const
      write(context, frame.words.more, WIDTH - MARGIN, top - 10, style)
    }
  }

  const isolated = (points: readonly DrawnPoint[], index: number): boolean =>
    (points[index - 1]?.value ?? null) === null && (points[index + 1]?.value ?? null) === null

  const configuration: ChartConfiguration<'line', { x: number; y: number | null }[]> = {
    type: 'line',
    data: {
      datasets: series.map((one, index) => {
        const colour = theme.series[index] ?? theme.series[0]
        const hollow = one.points.map((point) => unfinished.has(point.at))
        return {
          data: one.points.map((point) => ({ x: point.at, y: point.value })),
          borderColor: colour,
          borderWidth: places > mostDots ? 2 : 2.5,
          borderJoinStyle: 'round' as const,
          clip: false as const,
          pointStyle: shapes[index % shapes.length] ?? 'circle',
          pointRadius: one.points.map((_, at) => {
            if (hollow[at]) return 5
            return one.points.length <= mostDots || isolated(one.points, at) ? 4.5 : 0
          }),
          pointBackgroundColor: hollow.map((open) => (open ? theme.page : colour)),
          pointBorderColor: hollow.map((open) => (open ? colour : theme.page)),
          pointBorderWidth: hollow.map((open) => (open ? 2 : 1)),
          segment: {
            borderDash: (segment) => (hollow[segment.p1DataIndex] ? [4, 4] : undefined),
          },
        }
      }),
    },
    options: {
      ...commonOptions({ left, right, top, bottom }, height),
      scales: {
        x: {
          type: 'linear',
          display: false,
          min: places > 1 ? 0 : -1,
          max: places > 1 ? places - 1 : 1,
        },
        y: { display: false, min: axis.min, max: axis.max },
      },
    },
    plugins: [pagePlugin(layout, theme, height), layer('under', under), layer('over', over)],
  }
  return { configuration: configuration as unknown as ChartConfiguration, height }
}
