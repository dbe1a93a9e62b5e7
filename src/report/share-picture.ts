import type { DotsChart } from '../core/chart.ts'
import type { Locale } from '../core/locale.ts'
import type { ChartBlock } from '../core/reply.ts'
import { translator } from '../language/translate.ts'
import type { Measurement } from '../metrics/measurement.ts'
import { listed } from './breakdown-chart.ts'
import { type Frame, footnoteOf, subtitleOf } from './chart-frame.ts'
import { formatValue } from './values.ts'

/** Returns shares as dots with whiskers; undefined where there is none. */
export function sharePicture(
  title: string,
  groups: readonly { readonly name: string; readonly n: number; readonly share: Measurement }[],
  frame: Frame,
  locale: Locale,
): ChartBlock | undefined {
  const rows = groups.flatMap(({ name, n, share: { value, low, high } }) =>
    value === null ? [] : [{ label: name, n, value, low, high, tone: 'accent' as const }],
  )
  if (rows.length === 0) return undefined
  const translate = translator(locale)
  const spec: DotsChart = {
    type: 'dots',
    locale,
    unit: 'percent',
    title,
    subtitle: subtitleOf(frame, locale),
    ...footnoteOf(frame, locale, [translate('report:chart.interval')]),
    alt: translate('report:chart.alt.dots', {
      count: rows.length,
      rows: listed(
        rows.map(({ label, value }) =>
          translate('report:chart.alt.row', {
            label,
            value: formatValue(value, 'percent', locale),
          }),
        ),
      ),
    }),
    rows,
  }
  return { type: 'chart', spec }
}
