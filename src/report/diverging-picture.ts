import type { DivergingChart } from '../core/chart.ts'
import type { Locale } from '../core/locale.ts'
import type { ChartBlock } from '../core/reply.ts'
import { translator } from '../language/translate.ts'
import { listed } from './breakdown-chart.ts'
import { type Frame, footnoteOf, subtitleOf } from './chart-frame.ts'

/** Returns bars to both sides; undefined where nothing is said for or against. */
export function divergingPicture(
  title: string,
  rows: DivergingChart['rows'],
  frame: Frame,
  locale: Locale,
): ChartBlock | undefined {
  const drawn = rows.filter(({ positive, negative }) => positive + negative > 0)
  if (drawn.length === 0) return undefined
  const translate = translator(locale)
  const spec: DivergingChart = {
    type: 'diverging',
    locale,
    title,
    subtitle: subtitleOf(frame, locale),
    ...footnoteOf(frame, locale, [translate('report:aspects.footnote')]),
    alt: translate('report:aspects.alt', {
      rows: listed(
        drawn.map(({ label, group, n, positive, negative }) =>
          translate('report:aspects.alt-row', {
            label: group === undefined ? label : `${group}, ${label}`,
            positive,
            negative,
            n,
          }),
        ),
        6,
      ),
    }),
    sides: {
      positive: translate('report:aspects.praised'),
      negative: translate('report:aspects.scolded'),
    },
    rows: drawn,
  }
  return { type: 'chart', spec }
}
