import type {
  ChartSpec,
  ChartWidth,
  DistributionChart,
  DivergingChart,
  DotsChart,
  StackedShareChart,
  StackedTrendChart,
} from '../core/chart.ts'
import { ChartError } from '../core/errors.ts'
import type {
  DistributionDrawing,
  DivergingDrawing,
  DotsDrawing,
  Drawing,
  StackedShareDrawing,
  StackedTrendDrawing,
} from './drawing.ts'
import { count, drawable, frame, interval, label, mark } from './prepare-frame.ts'
import { prepareTrend } from './prepare-trend.ts'

const maximumRows = 40
const maximumParts = 8
const maximumBars = 120
const maximumColumns = 400

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
      return prepareTrend(spec, width)
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
