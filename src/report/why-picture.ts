import type { DotsChart } from '../core/chart.ts'
import type { Dimension } from '../core/feedback.ts'
import type { ChartBlock, TableBlock, Verdict } from '../core/reply.ts'
import { translator } from '../language/translate.ts'
import { listed } from './breakdown-chart.ts'
import { type Frame, footnoteOf, subtitleOf } from './chart-frame.ts'
import { formatDifference, valueLabel, type Wording } from './values.ts'
import type { WhyPart } from './why-parts.ts'

/** As many dimensions and parts of each as a picture holds. */
const DIMENSIONS_SHOWN = 3
const PARTS_SHOWN = 7

/** A part and whether it clearly adds more than its share; null for the rests, which are not tested. */
export interface JudgedPart {
  readonly part: WhyPart
  readonly verdict: Verdict | null
}

export interface JudgedDimension {
  readonly dimension: Dimension
  readonly parts: readonly JudgedPart[]
}

interface Naming {
  readonly nameOf: (dimension: Dimension, part: WhyPart) => string
}

/** Returns what the parts add, as dots with whiskers; undefined where there is none. */
export function whyChart(
  { locale, unit, higherIsBetter }: Wording,
  title: string,
  judged: readonly JudgedDimension[],
  frame: Frame,
  { nameOf }: Naming,
): ChartBlock | undefined {
  const translate = translator(locale)
  const rows = judged.slice(0, DIMENSIONS_SHOWN).flatMap(({ dimension, parts }) =>
    parts.slice(0, PARTS_SHOWN).map(({ part, verdict }) => {
      const { value, low, high } = part.total
      const clear = verdict === 'up' || verdict === 'down'
      const good = value > 0 === higherIsBetter
      return {
        label: translate('report:why.row', {
          dimension: translate(`report:dimension.${dimension}`),
          name: nameOf(dimension, part),
        }),
        n: part.later.n,
        value,
        low,
        high,
        tone: clear ? (good ? ('positive' as const) : ('negative' as const)) : ('muted' as const),
      }
    }),
  )
  if (rows.length === 0) return undefined
  const spec: DotsChart = {
    type: 'dots',
    locale,
    // A part of a change in percent may be negative, which only points can show.
    unit: unit === 'percent' ? 'points' : unit,
    title,
    subtitle: subtitleOf(frame, locale),
    ...footnoteOf(frame, locale, [translate('report:why.footnote')]),
    alt: translate('report:why.alt', {
      rows: listed(
        rows.map(({ label, value }) => `${label} ${formatDifference(value, unit, locale)}`),
        6,
      ),
    }),
    rows,
  }
  return { type: 'chart', spec }
}

/** Returns a row for each part of each dimension, the cause first. */
export function whyTable(
  { locale, unit }: Wording,
  judged: readonly JudgedDimension[],
  { nameOf }: Naming,
): TableBlock {
  const translate = translator(locale)
  const column = (key: string, label: string, format: TableBlock['columns'][number]['format']) => ({
    key,
    label,
    format,
  })
  const why = (key: 'dimension' | 'part' | 'total' | 'within' | 'mix' | 'excess' | 'verdict') =>
    translate(`report:why.columns.${key}`)
  const mean = ({ n, sum }: { readonly n: number; readonly sum: number }) =>
    n > 0 ? sum / n : null
  const bound = (of: string, key: 'low' | 'high') => `${of}: ${valueLabel(key, locale)}`
  return {
    type: 'table',
    columns: [
      column('dimension', why('dimension'), 'text'),
      column('part', why('part'), 'text'),
      column('contribution', why('total'), unit),
      column('low', valueLabel('low', locale), unit),
      column('high', valueLabel('high', locale), unit),
      column('within', why('within'), unit),
      column('mix', why('mix'), unit),
      column('n', valueLabel('n', locale), 'count'),
      column('beforeN', translate('commands:changes.columns.beforeN'), 'count'),
      column('verdict', why('verdict'), 'text'),
      column('excess', why('excess'), unit),
      column('value', valueLabel('value', locale), unit),
      column('before', translate('commands:changes.columns.before'), unit),
      column('withinLow', bound(why('within'), 'low'), unit),
      column('withinHigh', bound(why('within'), 'high'), unit),
      column('mixLow', bound(why('mix'), 'low'), unit),
      column('mixHigh', bound(why('mix'), 'high'), unit),
      { ...column('key', valueLabel('key', locale), 'text'), forPrograms: true },
    ],
    rows: judged.flatMap(({ dimension, parts }) =>
      parts.map(({ part, verdict }) => {
        const { total, within, mix, excess, later, earlier, name } = part
        return [
          translate(`report:dimension.${dimension}`),
          nameOf(dimension, part),
          total.value,
          total.low,
          total.high,
          within.value,
          mix.value,
          later.n,
          earlier.n,
          verdict === null || verdict === 'too-few'
            ? ''
            : translate(`report:why.verdict.${verdict}`),
          excess.value,
          mean(later),
          mean(earlier),
          within.low,
          within.high,
          mix.low,
          mix.high,
          `${dimension}:${name.type === 'value' ? name.name : `(${name.type})`}`,
        ]
      }),
    ),
  }
}
