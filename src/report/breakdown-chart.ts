import type { DotsChart, Tone } from '../core/chart.ts'
import type { Breakdown } from '../core/command.ts'
import type { ChartBlock } from '../core/reply.ts'
import { translator } from '../language/translate.ts'
import { isFew } from '../metrics/change.ts'
import type { Measurement } from '../metrics/measurement.ts'
import { type BreakdownGroup, nameOf, verdictOf } from './breakdown-group.ts'
import { type Frame, footnoteOf, subtitleOf } from './chart-frame.ts'
import { formatValue, type Wording } from './values.ts'

/** More rows than this are not drawn; the table has them all. */
export const ROWS_IN_PICTURE = 25

function toneOf(group: BreakdownGroup, { higherIsBetter }: Wording): Tone {
  const verdict = verdictOf(group)
  if (verdict === 'up' || verdict === 'down') {
    return (verdict === 'up') === higherIsBetter ? 'positive' : 'negative'
  }
  return isFew(group.values[0]?.n ?? 0) ? 'quiet' : 'muted'
}

/** Returns dots with whiskers; undefined where no group has enough answers. */
export function breakdownChart(
  wording: Wording,
  dimension: Breakdown,
  measured: readonly BreakdownGroup[],
  overall: Measurement,
  frame: Frame,
): ChartBlock | undefined {
  if (measured.length === 0) return undefined
  const { locale, name, unit } = wording
  const translate = translator(locale)
  const shown = mostAnswered(measured)
  const rows = shown.map((group) => ({
    label: nameOf(group, wording),
    tone: toneOf(group, wording),
    value: group.values[0]?.value ?? 0,
    low: group.values[0]?.low ?? null,
    high: group.values[0]?.high ?? null,
    n: group.values[0]?.n ?? 0,
  }))
  const spec: DotsChart = {
    type: 'dots',
    locale,
    unit,
    title: translate('report:breakdown.title', {
      name,
      dimension: translate(`report:dimension.${dimension}`),
    }),
    subtitle: subtitleOf(frame, locale, unit === 'score' ? wording.scale : null),
    ...footnoteOf(frame, locale, [
      translate('report:chart.interval'),
      ...(wording.higherIsBetter ? [] : [translate('report:chart.lower-is-better')]),
    ]),
    alt: translate('report:chart.alt.dots', {
      count: rows.length,
      rows: listed(
        rows.map(({ label, value }) =>
          translate('report:chart.alt.row', { label, value: formatValue(value, unit, locale) }),
        ),
      ),
    }),
    rows,
    ...(overall.value === null
      ? {}
      : {
          reference: {
            value: overall.value,
            label: translate('report:chart.all'),
          },
        }),
  }
  return { type: 'chart', spec }
}

/** Returns the rows with the most answers, as many as a picture holds, in the order given. */
function mostAnswered(measured: readonly BreakdownGroup[]): readonly BreakdownGroup[] {
  if (measured.length <= ROWS_IN_PICTURE) return measured
  const answers = (group: BreakdownGroup) => group.values[0]?.n ?? 0
  const chosen = new Set(
    [...measured].sort((a, b) => answers(b) - answers(a)).slice(0, ROWS_IN_PICTURE),
  )
  return measured.filter((group) => chosen.has(group))
}

/** Returns a list with its middle left out where it is long. */
export function listed(items: readonly string[], ends = 4): string {
  if (items.length <= 2 * ends + 1) return items.join(', ')
  return [...items.slice(0, ends), '…', ...items.slice(-ends)].join(', ')
}
