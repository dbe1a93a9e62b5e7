import type { ChartPoint, ChartWidth, NumberUnit, TrendChart } from '../core/chart.ts'
import { ChartError } from '../core/errors.ts'
import { downSample, MAXIMUM_POINTS } from './down-sample.ts'
import type { DrawnPoint, TrendDrawing } from './drawing.ts'
import { drawable, frame, interval, label, mark } from './prepare-frame.ts'

const maximumSeries = 6
const maximumEvents = 12

function line(
  points: readonly (ChartPoint | null)[],
  places: number,
  unit: NumberUnit,
): readonly DrawnPoint[] {
  const drawn = points.slice(0, places).map((point, at): DrawnPoint => {
    const value = point ? drawable(point.value, unit) : null
    if (!point || value === null) return { at, value: null, low: null, high: null }
    return { at, value, ...interval(point, unit) }
  })
  return downSample(drawn)
}

/** Returns a line chart ready to draw. Throws a ChartError where no point holds a value. */
export function prepareTrend(spec: TrendChart, width: ChartWidth): TrendDrawing {
  const places = spec.labels.length
  const series = spec.series
    .slice(0, maximumSeries)
    .map((one) => ({ label: label(one.label), points: line(one.points, places, spec.unit) }))
  if (!series.some((one) => one.points.some((point) => point.value !== null))) {
    throw new ChartError('invalid', 'no point holds a value')
  }
  const every = Math.ceil(places / MAXIMUM_POINTS)
  const marked = (spec.marked?.at ?? []).flatMap((at) => {
    const value = drawable(spec.series[0]?.points[at]?.value ?? null, spec.unit)
    return value === null ? [] : [{ at, value }]
  })
  return {
    type: spec.type,
    frame: frame(spec, width, spec.series.length - series.length),
    unit: spec.unit,
    places,
    labels: spec.labels.flatMap((text, at) =>
      at % every === 0 ? [{ at, text: label(text) }] : [],
    ),
    series,
    unfinished: (spec.unfinished ?? []).slice(-MAXIMUM_POINTS),
    marked:
      spec.marked && marked.length > 0
        ? { points: marked.slice(0, MAXIMUM_POINTS), label: label(spec.marked.label) }
        : null,
    target: mark(spec.target),
    events: (spec.events ?? [])
      .filter(({ at }) => at >= -0.5 && at <= places - 0.5)
      .slice(-maximumEvents)
      .map((event) => ({ at: event.at, label: label(event.label) })),
  }
}
