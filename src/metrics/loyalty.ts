import { type Difference, type Estimate, type Measurement, measurement } from './measurement.ts'
import { wilson } from './proportion.ts'
import { logRatio, logRatioDifference } from './ratio.ts'

/** How many texts speak well and how many badly. */
export interface Opinions {
  readonly positive: number
  readonly negative: number
}

function odds(share: number): number {
  return share / (1 - share)
}

/**
 * Returns the loyalty index, positive over negative texts, with the interval of
 * the log ratio. Where one side is empty the ratio is zero or infinite, and its
 * other end is that of Wilson's interval for the share of positive texts among
 * both, as odds. Needs a text that is positive or negative.
 */
export function loyaltyIndex({ positive, negative }: Opinions): Estimate {
  if (positive > 0 && negative > 0) return logRatio(positive, negative)
  const { low, high } = wilson(positive, positive + negative)
  return positive > 0
    ? { value: Infinity, low: odds(low), high: Infinity }
    : { value: 0, low: 0, high: odds(high) }
}

/**
 * Returns the difference of the logarithms of two indexes: its exponential is the
 * factor between them. Where one of the four counts is zero, half a text is added
 * to each (J. B. S. Haldane, “The estimation and significance of the logarithm of
 * a ratio of frequencies”, Annals of Human Genetics 20 (1956) 309–311).
 */
export function loyaltyDifference(later: Opinions, earlier: Opinions): Difference {
  const counts = [later.positive, later.negative, earlier.positive, earlier.negative] as const
  const half = counts.includes(0) ? 0.5 : 0
  const [a, b, c, d] = counts
  return logRatioDifference([a + half, b + half], [c + half, d + half])
}

/** Returns the index of `n` texts under the key `loyalty`; null below ten texts or where all are neutral. */
export function measureLoyalty(opinions: Opinions, n: number): Measurement {
  const head = { key: 'loyalty', unit: 'ratio' } as const
  const enough = opinions.positive + opinions.negative > 0 ? n : 0
  return { ...measurement(head, enough, () => loyaltyIndex(opinions)), n }
}
