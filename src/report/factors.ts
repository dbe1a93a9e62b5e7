import type { DotsChart } from '../core/chart.ts'
import type { ChartBlock, ParagraphBlock, TableBlock, Text } from '../core/reply.ts'
import { translator } from '../language/translate.ts'
import type { CsiResult } from '../metrics/csi.ts'
import { ROWS_IN_PICTURE } from './breakdown-chart.ts'
import { type Frame, footnoteOf, subtitleOf } from './chart-frame.ts'
import { formatBare, formatValue, joinTexts, textOf, valueLabel, type Wording } from './values.ts'

/** More factors than this are not named in a sentence. */
const NAMED = 3

export interface FactorParts {
  /** The factors that cost the most points. */
  readonly summary: ParagraphBlock | undefined
  readonly table: TableBlock
  readonly chart: ChartBlock | undefined
  /** Where the weights come from. */
  readonly notes: readonly Text[]
}

/** Returns what a satisfaction index is made of, the factor that costs the most first. */
export function factorParts(wording: Wording, result: CsiResult, frame: Frame): FactorParts {
  const { locale } = wording
  const { factors, weighting } = result
  const translate = translator(locale)
  const named = factors
    .filter(({ lost }) => lost > 0)
    .slice(0, NAMED)
    .map(
      ({ factor, lost }): Text => [
        { text: factor, data: true },
        { text: ` ${formatBare(-lost, 'points', locale)}` },
      ],
    )
  const column = (key: string, format: TableBlock['columns'][number]['format']) => ({
    key,
    label: valueLabel(key, locale),
    format,
  })
  return {
    summary:
      named.length === 0
        ? undefined
        : {
            type: 'paragraph',
            text: [
              { text: `${translate('report:csi.weakest')} ` },
              ...joinTexts(named, ', '),
              { text: '.' },
            ],
          },
    table: {
      type: 'table',
      columns: [
        column('factor', 'text'),
        column('mean', 'score'),
        column('low', 'score'),
        column('high', 'score'),
        column('n', 'count'),
        column('weight', 'points'),
        column('lost', 'points'),
      ],
      rows: factors.map(({ factor, mean, low, high, n, weight, lost }) => [
        factor,
        mean,
        low,
        high,
        n,
        weight,
        lost,
      ]),
    },
    chart: chartOf(wording, result, frame),
    notes: factors.length === 0 ? [] : [textOf(locale, `report:csi.${weighting}`)],
  }
}

function chartOf(
  { locale }: Wording,
  { factors, scale }: CsiResult,
  frame: Frame,
): ChartBlock | undefined {
  if (factors.length === 0) return undefined
  const translate = translator(locale)
  const drawn = [...factors]
    .sort((a, b) => b.weight - a.weight)
    .slice(0, ROWS_IN_PICTURE)
    .sort((a, b) => b.mean - a.mean)
  const [worst] = factors
  const spec: DotsChart = {
    type: 'dots',
    locale,
    unit: 'score',
    title: translate('report:csi.title'),
    subtitle: subtitleOf(frame, locale, scale),
    ...footnoteOf(frame, locale, [translate('report:chart.interval')]),
    alt: translate('report:chart.alt.dots', {
      count: drawn.length,
      rows: drawn
        .map(({ factor, mean }) =>
          translate('report:chart.alt.row', {
            label: factor,
            value: formatValue(mean, 'score', locale, scale),
          }),
        )
        .join(', '),
    }),
    rows: drawn.map(({ factor, mean, low, high, n, weight }) => ({
      label: translate('report:csi.row', {
        factor,
        weight: formatValue(weight, 'percent', locale),
      }),
      value: mean,
      low,
      high,
      n,
      tone: factor === worst?.factor ? ('negative' as const) : ('accent' as const),
    })),
  }
  return { type: 'chart', spec }
}
