import type { DistributionChart, StackedShareChart, Tone } from '../core/chart.ts'
import type { Scale } from '../core/feedback.ts'
import type { ChartBlock, TableBlock } from '../core/reply.ts'
import type { Tally } from '../core/store.ts'
import { formatNumber } from '../language/format.ts'
import { translator } from '../language/translate.ts'
import { type Measurement, TOO_FEW } from '../metrics/measurement.ts'
import { type AnswerCount, distribution, topBoxSize } from '../metrics/scale.ts'
import { type Frame, footnoteOf, subtitleOf, valueTitle } from './chart-frame.ts'
import { formatAnswers, formatValue, valueLabel, type Wording } from './values.ts'

export interface DistributionParts {
  readonly table: TableBlock
  /** Undefined below ten answers. */
  readonly chart: ChartBlock | undefined
}

/** Returns how often each answer was given, lowest first; the title says the value `measured`. */
export function distributionParts(
  wording: Wording,
  tally: Tally,
  scale: Scale,
  frame: Frame,
  measured?: Measurement,
): DistributionParts {
  const { locale } = wording
  const translate = translator(locale)
  const answers = distribution(tally, scale)
  const bars = answers.map(({ low, high, count, share }, index) => ({
    label: answerLabel({ low, high }, wording),
    count,
    share,
    tone: toneOf(index, answers.length, scale),
  }))
  const enough = tally.n >= TOO_FEW
  const spec: DistributionChart = {
    type: 'distribution',
    locale,
    title: translate('report:distribution.title', { name: valueTitle(wording, measured) }),
    subtitle: subtitleOf(frame, locale),
    ...footnoteOf(frame, locale, [
      ...(measured ? [translate('report:chart.brackets')] : []),
      ...(wording.higherIsBetter ? [] : [translate('report:chart.lower-is-better')]),
    ]),
    alt: translate('report:chart.alt.distribution', {
      bars: bars
        .map(({ label, share, count }) =>
          translate('report:chart.alt.bar', {
            label,
            share: formatValue(share, 'percent', locale),
            count,
          }),
        )
        .join(', '),
    }),
    bars,
  }
  return {
    table: {
      type: 'table',
      columns: [
        { key: 'answer', label: valueLabel('answer', locale), format: 'text' },
        { key: 'n', label: valueLabel('n', locale), format: 'count' },
        { key: 'share', label: valueLabel('share', locale), format: 'percent' },
      ],
      rows: bars.map(({ label, count, share }) => [label, count, enough ? share : null]),
    },
    chart: enough ? { type: 'chart', spec } : undefined,
  }
}

function answerLabel(
  { low, high }: Pick<AnswerCount, 'low' | 'high'>,
  { locale }: Wording,
): string {
  const format = (value: number) =>
    formatNumber(value, locale, { decimals: Number.isInteger(value) ? 0 : 1 })
  if (low === high) return format(low)
  return translator(locale)('report:distribution.range', { low: format(low), high: format(high) })
}

function toneOf(index: number, answers: number, scale: Scale): Tone {
  const size = topBoxSize(scale) ?? 2
  const fromBest = scale.reversed ? index : answers - 1 - index
  if (fromBest < size) return 'positive'
  return answers - 1 - fromBest < size ? 'negative' : 'neutral'
}

/** One stacked bar: a period or a group, with its measurements. */
export interface ShareRow {
  readonly label: string
  readonly values: readonly Measurement[]
}

/**
 * Returns promoters, passives and detractors as bars of 100 %, a row each;
 * undefined where no row has enough answers. The title
 * says the value of the first, where none is given.
 */
export function npsShares(
  wording: Wording,
  rows: readonly ShareRow[],
  frame: Frame,
  title?: string,
): ChartBlock | undefined {
  const { locale } = wording
  const translate = translator(locale)
  const parts = [
    { key: 'promoters', tone: 'positive' },
    { key: 'passives', tone: 'neutral' },
    { key: 'detractors', tone: 'negative' },
  ] as const
  const drawn = rows.flatMap(({ label, values }) => {
    const shares = parts.flatMap(({ key }) => values.find((each) => each.key === key)?.value ?? [])
    return shares.length === parts.length ? [{ label, n: values[0]?.n ?? 0, shares }] : []
  })
  if (drawn.length === 0) return undefined
  const labels = parts.map(({ key }) => valueLabel(key, locale))
  const spec: StackedShareChart = {
    type: 'stacked-share',
    locale,
    title:
      title ?? translate('report:chart.shares', { name: valueTitle(wording, rows[0]?.values[0]) }),
    subtitle: subtitleOf(frame, locale),
    ...footnoteOf(frame, locale, [translate('report:chart.brackets')]),
    alt: translate('report:chart.alt.shares', {
      rows: drawn
        .map(({ label, n, shares }) =>
          translate('report:chart.alt.shares-row', {
            label,
            answers: formatAnswers(n, locale),
            parts: shares
              .map((share, index) =>
                translate('report:chart.alt.row', {
                  label: labels[index] ?? '',
                  value: formatValue(share, 'percent', locale),
                }),
              )
              .join(', '),
          }),
        )
        .join('; '),
    }),
    parts: parts.map(({ tone }, index) => ({ label: labels[index] ?? '', tone })),
    rows: drawn,
  }
  return { type: 'chart', spec }
}
