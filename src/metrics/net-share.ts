import { type Difference, type Estimate, type Moments, Z } from './measurement.ts'
import { normalTwoSided } from './normal.ts'

/** How many answers of one sample speak for, neither way, and against. */
export interface NetCounts {
  readonly positive: number
  readonly neutral: number
  readonly negative: number
}

/** Returns what each item adds to the net share in points: 100, nothing or −100. */
export function netPoints(counts: NetCounts): Moments {
  return {
    n: total(counts),
    sum: 100 * (counts.positive - counts.negative),
    sumOfSquares: 10_000 * (counts.positive + counts.negative),
  }
}

function total(counts: NetCounts): number {
  return counts.positive + counts.neutral + counts.negative
}

function plain(counts: NetCounts): number {
  return (counts.positive - counts.negative) / total(counts)
}

/** The estimate after adding 0.75 / 1.5 / 0.75 answers, and its variance. */
function adjusted(counts: NetCounts): { net: number; variance: number } {
  const n = total(counts) + 3
  const positive = (counts.positive + 0.75) / n
  const negative = (counts.negative + 0.75) / n
  const net = positive - negative
  return { net, variance: (positive + negative - net * net) / n }
}

/**
 * Returns the share for minus the share against (−1…1) with the adjusted Wald
 * interval: 0.75, 1.5 and 0.75 answers are added to those for, neither and
 * against, then p − d ± z·√((p + d − (p−d)²)/n). B. Rocks, “Interval estimation
 * for the ‘Net Promoter Score’”, The American Statistician 70 (2016) 365–372.
 * The value is the plain one. Needs an answer.
 */
export function netShare(counts: NetCounts): Estimate {
  const { net, variance } = adjusted(counts)
  const half = Z * Math.sqrt(variance)
  return {
    value: plain(counts),
    low: Math.max(-1, net - half),
    high: Math.min(1, net + half),
  }
}

/**
 * Returns the plain difference of two net shares (−2…2); its interval and
 * p-value are those of the difference of the two adjusted estimates. Two
 * opposite extremes can pull both estimates inwards past the plain value; the
 * interval is then drawn out to hold it.
 */
export function netShareDifference(later: NetCounts, earlier: NetCounts): Difference {
  const value = plain(later) - plain(earlier)
  const a = adjusted(later)
  const b = adjusted(earlier)
  const error = Math.sqrt(a.variance + b.variance)
  const centre = a.net - b.net
  return {
    value,
    low: Math.min(value, Math.max(-2, centre - Z * error)),
    high: Math.max(value, Math.min(2, centre + Z * error)),
    pValue: normalTwoSided(centre / error),
  }
}
