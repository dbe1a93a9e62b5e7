import type { ChartPoint, TrendChart } from '../core/chart.ts'
import type { TimeUnit } from '../core/period.ts'
import type { Cell, ChartBlock, ParagraphBlock, TableBlock, Text } from '../core/reply.ts'
import { formatCount } from '../language/format.ts'
import { translator } from '../language/translate.ts'
import type { Measurement } from '../metrics/measurement.ts'
import { type Frame, footnoteOf, subtitleOf } from './chart-frame.ts'
import {
  formatAnswers,
  formatInterval,
  formatValue,
  joinTexts,
  textOf,
  valueLabel,
  type Wording,
} from './values.ts'

/** A picture holds this many points a line and this many lines; the table has them all. */
const POINTS_IN_PICTURE = 500
export const LINES_IN_PICTURE = 6

/** One line; its points follow the labels of the trend. */
export interface TrendLine {
  /** Null for the only line. */
  readonly name: string | null
  readonly points: readonly Measurement[]
}

export interface TrendOptions {
  readonly unit: TimeUnit
  readonly labels: readonly string[]
  readonly lines: readonly TrendLine[]
  /** True where the last point is still growing. */
  readonly unfinished: boolean
  /** A target of the headline value. */
  readonly target?: number
  /** What happened, counted in labels. */
  readonly events?: TrendChart['events']
}

export interface TrendParts {
  /** The highest, the lowest and the latest point; of the first line. */
  readonly summary: ParagraphBlock
  readonly table: TableBlock
  /** Undefined where no point has enough answers. */
  readonly chart: ChartBlock | undefined
  readonly notes: readonly Text[]
}

/** Returns what a metric's way through time says. The lines with the most answers are drawn. */
export function trendParts(wording: Wording, options: TrendOptions, frame: Frame): TrendParts {
  const { locale } = wording
  const { labels, lines, unfinished } = options
  const drawn = [...lines].sort((a, b) => answersOf(b) - answersOf(a)).slice(0, LINES_IN_PICTURE)
  const summary = summaryOf(wording, options)
  const measured = lines.some(({ points }) => points.some(({ value }) => value !== null))
  return {
    summary: { type: 'paragraph', text: summary },
    table: tableOf(wording, options),
    chart: measured ? chartOf(wording, { ...options, lines: drawn }, frame, summary) : undefined,
    notes: [
      ...(unfinished ? [textOf(locale, 'report:note.unfinished-point')] : []),
      ...(lines.length > LINES_IN_PICTURE
        ? [
            textOf(locale, 'report:note.series-in-picture', {
              shown: LINES_IN_PICTURE,
              total: formatCount(lines.length, locale),
            }),
          ]
        : []),
      ...(labels.length > POINTS_IN_PICTURE
        ? [
            textOf(locale, 'report:note.points-in-picture', {
              shown: POINTS_IN_PICTURE,
              total: formatCount(labels.length, locale),
            }),
          ]
        : []),
    ],
  }
}

function answersOf({ points }: TrendLine): number {
  return points.reduce((sum, { n }) => sum + n, 0)
}

function labelOf({ labels, unfinished }: TrendOptions, index: number, { locale }: Wording): string {
  const label = labels[index] ?? ''
  return unfinished && index === labels.length - 1
    ? translator(locale)('report:trend.so-far', { label })
    : label
}

function summaryOf(wording: Wording, options: TrendOptions): Text {
  const { locale, unit, scale } = wording
  const [line] = options.lines
  const points = (line?.points ?? []).flatMap(({ value, low, high, n }, index) =>
    value === null || low === null || high === null
      ? []
      : [{ value, low, high, n, at: labelOf(options, index, wording) }],
  )
  const last = points.at(-1)
  if (last === undefined) return textOf(locale, 'report:trend.nothing')
  const by = (better: (a: number, b: number) => boolean) =>
    points.reduce((best, point) => (better(point.value, best.value) ? point : best))
  const highest = by((a, b) => a > b)
  const lowest = by((a, b) => a < b)
  const format = (value: number) => formatValue(value, unit, locale, scale)
  const latest = textOf(locale, 'report:trend.last', {
    value: { text: format(last.value), style: 'strong' },
    interval: formatInterval(last.low, last.high, unit, locale),
    period: last.at,
    answers: formatAnswers(last.n, locale, wording.counted),
  })
  const range = textOf(locale, 'report:trend.range', {
    highest: format(highest.value),
    highestAt: highest.at,
    lowest: format(lowest.value),
    lowestAt: lowest.at,
  })
  const name = line?.name
  const lead: Text = name == null ? [] : [{ text: name, data: true }, { text: ':' }]
  return joinTexts([lead, latest, points.length > 1 ? range : []])
}

function tableOf(wording: Wording, options: TrendOptions): TableBlock {
  const { locale, unit } = wording
  const several = options.lines.some(({ name }) => name !== null)
  const key = options.lines[0]?.points[0]?.key ?? 'value'
  const column = (name: string, format: TableBlock['columns'][number]['format']) => ({
    key: name,
    label: valueLabel(name, locale),
    format,
  })
  return {
    type: 'table',
    columns: [
      column('period', 'text'),
      ...(several ? [column('series', 'text')] : []),
      column(key, unit),
      column('low', unit),
      column('high', unit),
      column('n', 'count'),
    ],
    rows: options.labels.flatMap((_, index) =>
      options.lines.map(({ name, points }): Cell[] => {
        const point = points[index]
        return [
          labelOf(options, index, wording),
          ...(several ? [name ?? translator(locale)('report:breakdown.not-given')] : []),
          point?.value ?? null,
          point?.low ?? null,
          point?.high ?? null,
          point?.n ?? 0,
        ]
      }),
    ),
  }
}

function chartOf(wording: Wording, options: TrendOptions, frame: Frame, summary: Text): ChartBlock {
  const { locale, name, unit } = wording
  const translate = translator(locale)
  const from = Math.max(0, options.labels.length - POINTS_IN_PICTURE)
  const labels = options.labels.slice(from)
  const spec: TrendChart = {
    type: 'trend',
    locale,
    unit,
    title: translate('report:trend.title', {
      name,
      unit: translate(`report:dimension.${options.unit}`),
    }),
    subtitle: subtitleOf(frame, locale, unit === 'score' ? wording.scale : null),
    ...footnoteOf(frame, locale, [
      translate('report:chart.interval'),
      ...(wording.higherIsBetter ? [] : [translate('report:chart.lower-is-better')]),
    ]),
    alt: translate('report:chart.alt.trend', {
      count: labels.length,
      first: labels[0] ?? '',
      last: labels.at(-1) ?? '',
      summary: summary.map(({ text }) => text).join(''),
    }),
    labels,
    series: options.lines.map((line) => ({
      label: line.name ?? name,
      points: line.points.slice(from).map(pointOf),
    })),
    ...(options.unfinished ? { unfinished: [labels.length - 1] } : {}),
    ...(options.events === undefined || options.events.length === 0
      ? {}
      : { events: options.events.map(({ at, label }) => ({ at: at - from, label })) }),
    ...(options.target === undefined
      ? {}
      : {
          target: {
            value: options.target,
            label: translate('report:chart.target'),
          },
        }),
  }
  return { type: 'chart', spec }
}

function pointOf({ value, low, high, n }: Measurement): ChartPoint | null {
  return value === null ? null : { value, low, high, n }
}
