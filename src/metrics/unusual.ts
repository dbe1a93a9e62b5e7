import { incompleteBeta } from './incomplete-beta.ts'

/** A count against the counts of the same time in earlier cycles. */
export interface Unusual {
  /** The mean of the earlier counts. */
  readonly usual: number
  /** The chance of a count as high as this one, were everything as usual: 0–1. */
  readonly pValue: number
}

/** Fewer earlier cycles than this say nothing of what is usual. */
const FEWEST_EARLIER = 4

/**
 * Returns how a count stands against earlier ones: the probability that a Poisson count is
 * at least so high, when the rate is known from the earlier counts alone, with Jeffreys'
 * prior. The predictive distribution is negative binomial (A. Gelman et al., Bayesian Data
 * Analysis, section 2.6). Where the earlier counts vary more than Poisson counts do, all are
 * divided by their variance-to-mean ratio first, as in quasi-Poisson models. Null below
 * {@link FEWEST_EARLIER} earlier counts.
 */
export function unusualCount(count: number, earlier: readonly number[]): Unusual | null {
  const cycles = earlier.length
  if (cycles < FEWEST_EARLIER) return null
  const sum = earlier.reduce((total, each) => total + each, 0)
  const usual = sum / cycles
  const squares = earlier.reduce((total, each) => total + (each - usual) ** 2, 0)
  const variance = squares / (cycles - 1)
  const dispersion = usual > 0 ? Math.max(1, variance / usual) : 1
  const pValue =
    count <= 0 ? 1 : incompleteBeta(1 / (cycles + 1), count / dispersion, sum / dispersion + 0.5)
  return { usual, pValue }
}
