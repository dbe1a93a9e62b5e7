import type { Scale } from '../core/feedback.ts'
import type { Tally } from '../core/store.ts'
import { loyaltyDifference, measureLoyalty } from './loyalty.ts'
import { type Metric, measurement, times } from './measurement.ts'
import { type NetCounts, netPoints, netShare, netShareDifference } from './net-share.ts'
import { measureShare } from './share.ts'
import { EMPTY_TALLY } from './tally.ts'

/** Opinions are counted as −1, 0 and 1. */
export const OPINION_SCALE: Scale = { min: -1, max: 1, reversed: false }

/** Returns how many of the counted opinions are positive, neutral and negative. */
export function opinionCounts({ bins }: Pick<Tally, 'bins'>): NetCounts {
  const [negative = 0, neutral = 0, positive = 0] = bins
  return { positive, neutral, negative }
}

/** Returns the tally of so many opinions. */
export function opinionTally({ positive, neutral, negative }: NetCounts): Tally {
  return {
    n: positive + neutral + negative,
    sum: positive - negative,
    sumOfSquares: positive + negative,
    bins: EMPTY_TALLY.bins.map((_, index) => [negative, neutral, positive][index] ?? 0),
  }
}

/**
 * Returns net sentiment, `net`: the share of positive minus the share of negative
 * texts in points, −100…100, with the adjusted Wald interval that NPS has (B.
 * Rocks, The American Statistician 70 (2016) 365–372); then the shares
 * `positive`, `neutral` and `negative` in percent with Wilson's intervals, and
 * the loyalty index, `loyalty`.
 */
export const sentimentMetric: Metric = {
  key: 'net',
  unit: 'points',
  higherIsBetter: true,
  measure(tally) {
    const counts = opinionCounts(tally)
    const { n } = tally
    return [
      measurement({ key: 'net', unit: 'points' }, n, () => times(100, netShare(counts))),
      measureShare('positive', counts.positive, n),
      measureShare('neutral', counts.neutral, n),
      measureShare('negative', counts.negative, n),
      measureLoyalty(counts, n),
    ]
  },
  points: (tally) => netPoints(opinionCounts(tally)),
  difference: (later, earlier) =>
    times(100, netShareDifference(opinionCounts(later), opinionCounts(earlier))),
}

/** Returns the loyalty index, `loyalty`, then the shares behind it; its differences are of logarithms. */
export const loyaltyMetric: Metric = {
  key: 'loyalty',
  unit: 'ratio',
  higherIsBetter: true,
  measure(tally) {
    const [net, positive, neutral, negative, loyalty] = sentimentMetric.measure(tally)
    return [loyalty, positive, neutral, negative, net].filter((value) => value !== undefined)
  },
  difference: (later, earlier) => loyaltyDifference(opinionCounts(later), opinionCounts(earlier)),
}
