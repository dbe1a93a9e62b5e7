import { UserError } from '../core/errors.ts'
import type { Scale } from '../core/feedback.ts'
import type { Tally } from '../core/store.ts'
import { averageMetric } from './average.ts'
import { type Metric, measurement, times } from './measurement.ts'
import { type NetCounts, netPoints, netShare, netShareDifference } from './net-share.ts'
import { answerCount, bestAnswers, worstAnswers } from './scale.ts'
import { shareMetric } from './share.ts'

export const CES_VARIANTS = ['mean', 'index', 'share'] as const
export type CesVariant = (typeof CES_VARIANTS)[number]

/** How many answers count as easy and as hard, best and worst first. */
interface CesAnswers {
  readonly easy: number
  readonly hard: number
  readonly easyShare: number
}

/** Returns which answers count as easy and as hard on the scale; null where there is no convention. */
export function cesAnswers(scale: Scale): CesAnswers | null {
  const answers = answerCount(scale)
  if (answers === 5) return { easy: 2, hard: 2, easyShare: 2 }
  if (answers === 7) return { easy: 2, hard: 3, easyShare: 3 }
  return null
}

/**
 * Returns the Customer Effort Score (M. Dixon, K. Freeman, N. Toman, “Stop trying
 * to delight your customers”, Harvard Business Review 88 (2010) 116–122), with
 * the key `ces` in each variant. The scale's direction says which end is easy.
 *
 * - `mean`: the average answer on the scale as it was asked.
 * - `index`, −100…100 points: 1–5: % of the easiest two minus % of the hardest
 *   two; 1–7: % of the easiest two minus % of the hardest three.
 * - `share`, percent: 1–5: the easiest two; 1–7: the easiest three.
 *
 * Throws the UserError `report.no-ces-answers` where `index` or `share` is asked
 * of a scale of other than five or seven answers.
 */
export function cesMetric(scale: Scale, variant: CesVariant = 'mean'): Metric {
  if (variant === 'mean') return averageMetric('ces', scale)
  const answers = cesAnswers(scale)
  if (answers === null) {
    throw new UserError('report.no-ces-answers', { min: scale.min, max: scale.max }, 'ces mean')
  }
  if (variant === 'share') {
    return shareMetric('ces', (tally) => bestAnswers(tally, scale, answers.easyShare))
  }
  const count = (tally: Tally): NetCounts => {
    const positive = bestAnswers(tally, scale, answers.easy)
    const negative = worstAnswers(tally, scale, answers.hard)
    return { positive, neutral: tally.n - positive - negative, negative }
  }
  return {
    key: 'ces',
    unit: 'points',
    higherIsBetter: true,
    measure: (tally) => [
      measurement({ key: 'ces', unit: 'points' }, tally.n, () =>
        times(100, netShare(count(tally))),
      ),
    ],
    points: (tally) => netPoints(count(tally)),
    difference: (later, earlier) => times(100, netShareDifference(count(later), count(earlier))),
  }
}
