import type {
  ChartPoint,
  ChartSpec,
  ChartWidth,
  DistributionChart,
  DivergingChart,
  DotsChart,
  NumberUnit,
  StackedShareChart,
  StackedTrendChart,
  TrendChart,
} from '../core/chart.ts'
import { ChartError } from '../core/errors.ts'
import type { Locale } from '../core/locale.ts'
import { translator } from '../language/translate.ts'
import { cleanText } from './clean-text.ts'
import { downSample, MAXIMUM_POINTS } from './down-sample.ts'
import type {
  DistributionDrawing,
  DivergingDrawing,
  DotsDrawing,
  Drawing,
  DrawingFrame,
  DrawnPoint,
  StackedShareDrawing,
  StackedTrendDrawing,
  TrendDrawing,
} from './drawing.ts'

const labelLength = 120
const maximumRows = 40
const maximumSeries = 6
const maximumParts = 8
const maximumBars = 120
const maximumColumns = 400
const maximumEvents = 12
/** Beyond this a number is a fault in the data, and an axis that holds it shows nothing else. */
const largest = 1e12

const label = (text: string): string => cleanText(text, labelLength)

function drawable(value: number | null, unit?: NumberUnit): number | null {
  if (unit === 'ratio') return value !== null && value >= 0 ? value : null
  return value !== null && Number.isFinite(value) && Math.abs(value) <= largest ? value : null
}

function count(value: number): number {
  return Math.max(0, drawable(value) ?? 0)
}

function interval(
  point: ChartPoint,
  unit: NumberUnit,
): { low: number | null; high: number | null } {
  const low = drawable(point.low, unit)
  const high = drawable(point.high, unit)
  return low !== null && high !== null && low <= high ? { low, high } : { low: null, high: null }
}

function mark(of: { readonly value: number; readonly label: string } | undefined) {
  const value = of ? drawable(of.value) : null
  return of && value !== null ? { value, label: label(of.label) } : null
}

const knownWords = new Map<Locale, DrawingFrame['words']>()

function wordsOf(locale: Locale): DrawingFrame['words'] {
  const known = knownWords.get(locale)
  if (known) return known
  const translate = translator(locale)
  const words = {
    interval: translate('chart:interval'),
    soFar: translate('chart:soFar'),
    none: translate('chart:none'),
  }
  knownWords.set(locale, words)
  return words
}

function frame(spec: ChartSpec, width: ChartWidth, leftOut: number): DrawingFrame {
  const locale = spec.locale ?? 'en'
  return {
    title: cleanText(spec.title, 200),
    subtitle: cleanText(spec.subtitle, 300),
    footnote: cleanText(spec.footnote ?? '', 400),
    locale,
    width,
    words: wordsOf(locale),
    more: leftOut > 0 ? translator(locale)('chart:more', { count: leftOut }) : '',
  }
}

function stackedShare(spec: StackedShareChart, width: ChartWidth): StackedShareDrawing {
  if (spec.parts.length === 0 || spec.parts.length > maximumParts) {
    throw new ChartError('invalid', `a stacked bar has 1 to ${maximumParts} parts`)
  }
  if (spec.rows.some((row) => row.shares.length !== spec.parts.length)) {
    throw new ChartError('invalid', 'a row has a share for each part')
  }
  const rows = spec.rows.slice(0, maximumRows).map((row) => {
    const shares = row.shares.map((share) => Math.min(100, count(share)))
    const empty = count(row.n) === 0 || shares.every((share) => share === 0)
    return { label: label(row.label), n: empty ? 0 : row.n, shares }
  })
  if (rows.every((row) => row.n === 0)) throw new ChartError('invalid', 'no row holds an answer')
  return {
    type: spec.type,
    frame: frame(spec, width, spec.rows.length - rows.length),
    parts: spec.parts.map((part) => ({ label: label(part.label), tone: part.tone })),
    rows,
  }
}

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

function trend(spec: TrendChart, width: ChartWidth): TrendDrawing {
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

function distribution(spec: DistributionChart, width: ChartWidth): DistributionDrawing {
  if (spec.bars.length > maximumBars) {
    throw new ChartError('invalid', `a distribution has at most ${maximumBars} bars`)
  }
  const bars = spec.bars.map((bar) => ({
    label: label(bar.label),
    count: count(bar.count),
    share: Math.min(100, count(bar.share)),
    tone: bar.tone,
  }))
  if (bars.every((bar) => bar.count === 0)) throw new ChartError('invalid', 'no answer was given')
  return { type: spec.type, frame: frame(spec, width, 0), bars }
}

function dots(spec: DotsChart, width: ChartWidth): DotsDrawing {
  const rows = spec.rows.slice(0, maximumRows).map((row) => {
    const value = drawable(row.value, spec.unit)
    const none = { low: null, high: null }
    const bounds = value === null ? none : interval(row, spec.unit)
    return { label: label(row.label), n: count(row.n), value, ...bounds, tone: row.tone }
  })
  if (rows.every((row) => row.value === null)) {
    throw new ChartError('invalid', 'no row holds a value')
  }
  return {
    type: spec.type,
    frame: frame(spec, width, spec.rows.length - rows.length),
    unit: spec.unit,
    rows,
    reference: mark(spec.reference),
  }
}

function diverging(spec: DivergingChart, width: ChartWidth): DivergingDrawing {
  const rows = spec.rows.slice(0, maximumRows).map((row) => ({
    label: label(row.label),
    group: label(row.group ?? ''),
    n: count(row.n),
    positive: count(row.positive),
    negative: count(row.negative),
  }))
  if (rows.every((row) => row.positive + row.negative === 0)) {
    throw new ChartError('invalid', 'no row holds anything for or against')
  }
  const { positive, negative } = spec.sides
  return {
    type: spec.type,
    frame: frame(spec, width, spec.rows.length - rows.length),
    sides: { positive: label(positive), negative: label(negative) },
    rows,
  }
}

function stackedTrend(spec: StackedTrendChart, width: ChartWidth): StackedTrendDrawing {
  if (spec.parts.length === 0 || spec.parts.length > maximumParts) {
    throw new ChartError('invalid', `a stacked column has 1 to ${maximumParts} parts`)
  }
  const from = Math.max(0, spec.labels.length - maximumColumns)
  const columns = spec.labels.slice(from).map((_, index) => {
    const column = spec.columns[from + index]
    const shares = spec.parts.map((_part, at) => count(column?.shares[at] ?? 0))
    const total = shares.reduce((sum, share) => sum + share, 0)
    return column && total > 0 ? { shares: shares.map((share) => (100 * share) / total) } : null
  })
  if (columns.every((column) => column === null)) {
    throw new ChartError('invalid', 'no column holds an answer')
  }
  return {
    type: spec.type,
    frame: frame(spec, width, 0),
    parts: spec.parts.map((part) => ({ label: label(part.label), tone: part.tone })),
    labels: spec.labels.slice(from).map((text, at) => ({ at, text: label(text) })),
    columns,
    unfinished: (spec.unfinished ?? []).map((at) => at - from).filter((at) => at >= 0),
  }
}

/**
 * Returns what a worker needs to draw the chart: texts cleaned and cut, numbers that no axis can hold
 * left out, lines at most 500 points long. Throws {@link ChartError} `invalid` where nothing is left.
 */
export function prepareDrawing(spec: ChartSpec, width: ChartWidth = 900): Drawing {
  switch (spec.type) {
    case 'stacked-share':
      return stackedShare(spec, width)
    case 'trend':
      return trend(spec, width)
    case 'distribution':
      return distribution(spec, width)
    case 'dots':
      return dots(spec, width)
    case 'diverging':
      return diverging(spec, width)
    case 'stacked-trend':
      return stackedTrend(spec, width)
  }
}
