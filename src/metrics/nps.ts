import { UserError } from '../core/errors.ts'
import type { Series, Tally } from '../core/store.ts'
import { type Metric, measurement, times } from './measurement.ts'
import { type NetCounts, netPoints, netShare, netShareDifference } from './net-share.ts'
import { wilson } from './proportion.ts'
import { bestAnswers, worstAnswers } from './scale.ts'

/** Returns whether the question is the 0–10 “would you recommend”, the only one that has an NPS. */
export function isRecommendQuestion(series: Pick<Series, 'kind' | 'scale'>): boolean {
  const { kind, scale } = series
  return kind === 'nps' && scale !== null && scale.min === 0 && scale.max === 10
}

/**
 * Returns the Net Promoter Score, −100…100 points: the share of promoters (9–10)
 * minus that of detractors (0–6). F. F. Reichheld, “The one number you need to
 * grow”, Harvard Business Review 81 (2003) 46–54. Interval by adjusted Wald, the
 * three shares by Wilson. Throws the UserError `report.not-a-recommend-question`
 * for any other question.
 */
export function npsMetric(series: Pick<Series, 'kind' | 'scale'>): Metric {
  const { scale } = series
  if (scale === null || !isRecommendQuestion(series)) {
    throw new UserError('report.not-a-recommend-question', {
      min: scale?.min ?? 0,
      max: scale?.max ?? 0,
    })
  }
  const count = (tally: Tally): NetCounts => {
    const positive = bestAnswers(tally, scale, 2)
    const negative = worstAnswers(tally, scale, 7)
    return { positive, neutral: tally.n - positive - negative, negative }
  }
  return {
    key: 'nps',
    unit: 'points',
    higherIsBetter: true,
    measure(tally) {
      const { n } = tally
      const { positive, neutral, negative } = count(tally)
      const share = (key: string, answers: number) =>
        measurement({ key, unit: 'percent', count: answers }, n, () =>
          times(100, wilson(answers, n)),
        )
      return [
        measurement({ key: 'nps', unit: 'points' }, n, () => times(100, netShare(count(tally)))),
        share('promoters', positive),
        share('passives', neutral),
        share('detractors', negative),
      ]
    },
    points: (tally) => netPoints(count(tally)),
    difference: (later, earlier) => times(100, netShareDifference(count(later), count(earlier))),
  }
}
