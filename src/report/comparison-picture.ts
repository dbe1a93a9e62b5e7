import type { DotsChart } from '../core/chart.ts'
import type { ChartBlock, TableBlock } from '../core/reply.ts'
import { translator } from '../language/translate.ts'
import { type Frame, footnoteOf, subtitleOf } from './chart-frame.ts'
import type { ShareRow } from './distribution.ts'
import { formatValue, valueLabel, type Wording } from './values.ts'

/** Returns the sides as dots with whiskers; undefined where none has enough answers. */
export function comparisonChart(
  wording: Wording,
  title: string,
  sides: readonly ShareRow[],
  frame: Frame,
): ChartBlock | undefined {
  const { locale, unit } = wording
  const translate = translator(locale)
  const rows = sides.flatMap(({ label, values: [main] }) =>
    main === undefined || main.value === null
      ? []
      : [
          {
            label,
            tone: 'accent' as const,
            value: main.value,
            low: main.low,
            high: main.high,
            n: main.n,
          },
        ],
  )
  if (rows.length === 0) return undefined
  const spec: DotsChart = {
    type: 'dots',
    locale,
    unit,
    title,
    subtitle: subtitleOf(frame, locale),
    ...footnoteOf(frame, locale, [
      translate('report:chart.interval'),
      ...(wording.higherIsBetter ? [] : [translate('report:chart.lower-is-better')]),
    ]),
    alt: translate('report:chart.alt.dots', {
      count: rows.length,
      rows: rows
        .map(({ label, value }) =>
          translate('report:chart.alt.row', { label, value: formatValue(value, unit, locale) }),
        )
        .join(', '),
    }),
    rows,
  }
  return { type: 'chart', spec }
}

/** Returns the sides with all their values, a row each. */
export function comparisonTable(wording: Wording, sides: readonly ShareRow[]): TableBlock {
  const { locale, unit } = wording
  const column = (key: string, format: TableBlock['columns'][number]['format']) => ({
    key,
    label: valueLabel(key, locale),
    format,
  })
  const [main, ...others] = sides[0]?.values ?? []
  return {
    type: 'table',
    columns: [
      column('label', 'text'),
      column(main?.key ?? 'value', unit),
      column('low', unit),
      column('high', unit),
      column('n', 'count'),
      ...others.map(({ key, unit: format }) => column(key, format)),
    ],
    rows: sides.map(({ label, values: [value, ...rest] }) => [
      label,
      value?.value ?? null,
      value?.low ?? null,
      value?.high ?? null,
      value?.n ?? 0,
      ...rest.map((other) => other.value),
    ]),
  }
}
