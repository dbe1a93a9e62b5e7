import type { TrendChart } from '../core/chart.ts'
import type { CommandContext } from '../core/command.ts'
import type { Period } from '../core/period.ts'
import type { ChartBlock, TableBlock } from '../core/reply.ts'
import { translator } from '../language/translate.ts'
import type { Volume } from '../metrics/spikes.ts'

/** A stretch of time with its messages, and what is usual for it. */
export interface Bucket {
  readonly label: string
  readonly period: Period
  readonly n: number
  readonly volume: Volume
}

/** Returns the messages over time beside what is usual, with spikes marked. */
export function mentionsChart(
  title: string,
  buckets: readonly Bucket[],
  subtitle: string,
  footnote: { readonly footnote?: string },
  { locale }: CommandContext,
): ChartBlock {
  const translate = translator(locale)
  const point = (value: number | null) =>
    value === null ? null : { value, low: null, high: null, n: value }
  const spikes = buckets.flatMap(({ volume }, index) => (volume.spike ? [index] : []))
  const growing = buckets.flatMap(({ period }, index) => (period.complete ? [] : [index]))
  const [first, last] = [buckets.at(0), buckets.at(-1)]
  const spec: TrendChart = {
    type: 'trend',
    locale,
    unit: 'count',
    title,
    subtitle,
    ...footnote,
    alt: translate('report:mentions.alt', {
      count: buckets.length,
      first: first?.label ?? '',
      last: last?.label ?? '',
      spikes: spikes.length,
    }),
    labels: buckets.map(({ label }) => label),
    series: [
      { label: translate('report:value.messages'), points: buckets.map(({ n }) => point(n)) },
      ...(buckets.some(({ volume }) => volume.usual !== null)
        ? [
            {
              label: translate('report:mentions.usual'),
              points: buckets.map(({ volume }) => point(volume.usual)),
            },
          ]
        : []),
    ],
    ...(spikes.length > 0
      ? { marked: { at: spikes, label: translate('report:mentions.more-than-usual') } }
      : {}),
    ...(growing.length > 0 ? { unfinished: growing } : {}),
  }
  return { type: 'chart', spec }
}

/** Returns a row for each stretch of time. */
export function mentionsTable(buckets: readonly Bucket[], { locale }: CommandContext): TableBlock {
  const translate = translator(locale)
  return {
    type: 'table',
    columns: [
      { key: 'period', label: translate('report:value.period'), format: 'text' },
      { key: 'n', label: translate('report:value.messages'), format: 'count' },
      { key: 'usual', label: translate('report:mentions.usual'), format: 'count' },
      { key: 'spike', label: translate('report:mentions.spike-column'), format: 'text' },
    ],
    rows: buckets.map(({ label, period, n, volume }) => [
      period.complete ? label : translate('report:trend.so-far', { label }),
      n,
      volume.usual,
      volume.spike ? '▲' : '',
    ]),
  }
}
