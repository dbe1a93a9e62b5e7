import type { Scale } from '../core/feedback.ts'
import type { Locale } from '../core/locale.ts'
import type { Change, HeadlineBlock, ParagraphBlock, Text } from '../core/reply.ts'
import { formatCount } from '../language/format.ts'
import { isFew } from '../metrics/change.ts'
import type { Measurement } from '../metrics/measurement.ts'
import { topBoxSize } from '../metrics/scale.ts'
import {
  formatAnswers,
  formatDifference,
  formatDifferenceInterval,
  formatInterval,
  formatValue,
  joinTexts,
  labelValues,
  textOf,
  valueLabel,
  type Wording,
} from './values.ts'

/** A change and what the other side is called: the label of a period; a target needs none. */
export interface ToldChange {
  readonly change: Change
  readonly period?: string
}

/**
 * Returns the sentence that answers the question: value, interval, answers, and
 * how it changed, each only where there are enough answers. `values` hold the
 * headline value first.
 */
export function headlineBlock(
  wording: Wording,
  values: readonly Measurement[],
  period: string,
  told?: ToldChange,
): HeadlineBlock {
  const [main] = values
  if (main === undefined) throw new RangeError('a headline needs a value')
  const few = isFew(main.n) || (told !== undefined && isFew(told.change.baseline.n))
  const text = joinTexts([
    valueText(wording, values, main, period),
    told && main.n > 0 ? changeText(wording, told) : [],
    few && main.value !== null ? textOf(wording.locale, 'report:headline.few') : [],
  ])
  return {
    type: 'headline',
    text,
    values: labelValues(values, wording.locale),
    ...(told ? { change: told.change } : {}),
  }
}

function valueText(
  { locale, name, scale, counted }: Wording,
  values: readonly Measurement[],
  main: Measurement,
  period: string,
): Text {
  if (main.n === 0) return textOf(locale, 'report:headline.none', { name, period })
  const answers = formatAnswers(main.n, locale, counted)
  if (main.value === null || main.low === null || main.high === null) {
    const counts = values.flatMap(({ key, count }) =>
      count === undefined ? [] : [`${valueLabel(key, locale)}: ${formatCount(count, locale)}`],
    )
    return counts.length === 0
      ? textOf(locale, 'report:headline.too-few', { name, period, answers })
      : textOf(locale, 'report:headline.too-few-counts', {
          name,
          period,
          answers,
          counts: counts.join(', '),
        })
  }
  if (main.value === Number.POSITIVE_INFINITY) {
    return textOf(locale, 'report:headline.endless', {
      name,
      period,
      answers,
      positive: formatCount(values.find(({ key }) => key === 'positive')?.count ?? 0, locale),
      low: formatValue(main.low, main.unit, locale),
    })
  }
  return textOf(locale, 'report:headline.value', {
    name,
    period,
    answers,
    value: { text: formatValue(main.value, main.unit, locale, scale), style: 'strong' },
    interval: formatInterval(main.low, main.high, main.unit, locale),
  })
}

/** Returns how the value changed and whether that is clear; no arrow where it is not. */
export function changeText(wording: Wording, { change, period = '' }: ToldChange): Text {
  const { locale, unit, scale } = wording
  const { baseline, verdict } = change
  const isTarget = baseline.from === null
  const target = isTarget ? formatValue(baseline.value ?? 0, unit, locale) : ''
  if (change.value === null || change.low === null || change.high === null) {
    if (isTarget) return textOf(locale, 'report:target.too-few', { target })
    return baseline.n === 0
      ? textOf(locale, 'report:change.nothing-before', { period })
      : textOf(locale, 'report:change.too-few', {
          period,
          answers: formatAnswers(baseline.n, locale, wording.counted),
        })
  }
  const numbers = {
    difference: { text: formatDifference(change.value, unit, locale), style: 'strong' as const },
    interval: formatDifferenceInterval(change.low, change.high, unit, locale),
  }
  const sentence = isTarget
    ? textOf(locale, `report:target.${verdict}`, { ...numbers, target })
    : textOf(locale, `report:change.${verdict}`, {
        ...numbers,
        period,
        baseline: formatValue(baseline.value ?? 0, unit, locale, scale),
        answers: formatAnswers(baseline.n, locale, wording.counted),
      })
  if (wording.higherIsBetter || verdict === 'no-clear-change') return sentence
  return joinTexts([
    sentence,
    textOf(locale, verdict === 'up' ? 'report:change.worse' : 'report:change.better'),
  ])
}

/** Returns the values beside the headline value in one line; undefined where there are none to show. */
export function detailParagraph(
  { locale, scale }: Wording,
  values: readonly Measurement[],
): ParagraphBlock | undefined {
  const parts = values.slice(1).flatMap((measured) => {
    const { key, value, low, high, unit, count } = measured
    if (value === null || low === null || high === null) return []
    const label = key === 'top' ? bestAnswersLabel(locale, scale) : valueLabel(key, locale)
    const shown = { text: formatValue(value, unit, locale, scale), style: 'strong' as const }
    return [
      count === undefined
        ? textOf(locale, 'report:detail.value', {
            label,
            value: shown,
            interval: formatInterval(low, high, unit, locale),
          })
        : textOf(locale, 'report:detail.share', {
            label,
            value: shown,
            count: formatCount(count, locale),
          }),
    ]
  })
  return parts.length === 0 ? undefined : { type: 'paragraph', text: joinTexts(parts, ' · ') }
}

/** Returns what the best answers are called, with their numbers: “Best answers 4–5”. */
function bestAnswersLabel(locale: Locale, scale: Scale | null): string {
  const size = scale && topBoxSize(scale)
  const label = valueLabel('top', locale)
  if (!scale || !size) return label
  const [low, high] = scale.reversed
    ? [scale.min, scale.min + size - 1]
    : [scale.max - size + 1, scale.max]
  return `${label} ${low === high ? low : `${low}–${high}`}:`
}
