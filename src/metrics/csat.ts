import { UserError } from '../core/errors.ts'
import type { Scale } from '../core/feedback.ts'
import { averageMetric } from './average.ts'
import type { Metric } from './measurement.ts'
import { bestAnswers, topBoxSize } from './scale.ts'
import { shareMetric } from './share.ts'

/**
 * Returns the share of the best answers of the scale (see `topBoxSize`), in
 * percent, under `key`; null where the scale is too wide to have such answers.
 */
export function topBoxMetric(key: string, scale: Scale): Metric | null {
  const size = topBoxSize(scale)
  return size === null ? null : shareMetric(key, (tally) => bestAnswers(tally, scale, size))
}

/** Returns `first` with the measurements of `second`, if any, after its own. */
export function followedBy(first: Metric, second: Metric | null): Metric {
  if (second === null) return first
  return {
    ...first,
    measure: (tally) => [...first.measure(tally), ...second.measure(tally)],
  }
}

export const CSAT_VARIANTS = ['top', 'mean'] as const
export type CsatVariant = (typeof CSAT_VARIANTS)[number]

/**
 * Returns customer satisfaction: `csat`, the share of satisfied customers in
 * percent, and `mean`, the average answer; the variant comes first. Satisfied
 * are those who gave the best answer of a scale of up to three, the best two of
 * four to seven, the best three of eight to eleven. Throws the UserError
 * `report.no-top-box` where `top` is asked of a wider scale.
 */
export function csatMetric(scale: Scale, variant: CsatVariant = 'top'): Metric {
  const mean = averageMetric('mean', scale)
  const top = topBoxMetric('csat', scale)
  if (variant === 'mean') return followedBy(mean, top)
  if (top === null) {
    throw new UserError('report.no-top-box', { min: scale.min, max: scale.max }, 'csat mean')
  }
  return followedBy(top, mean)
}
