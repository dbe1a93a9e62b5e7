import type { Difference } from './measurement.ts'
import { quantile } from './quantile.ts'

/** How many samples are drawn where the caller does not say. */
export const REPLICATES = 1000

/**
 * Returns the value with the percentile interval of its bootstrap replicates, and
 * the p-value of “zero”: twice the smaller share of replicates on either side
 * of it. B. Efron and R. J. Tibshirani, “An Introduction to the Bootstrap”,
 * 1993, chapter 13. The interval is drawn out to hold the value.
 */
export function percentileEstimate(value: number, replicates: readonly number[]): Difference {
  const sorted = Float64Array.from(replicates).sort()
  const notAbove = replicates.filter((replicate) => replicate <= 0).length
  const notBelow = replicates.filter((replicate) => replicate >= 0).length
  const rarer = Math.min(notAbove, notBelow) + 1
  return {
    value,
    low: Math.min(value, quantile(sorted, 0.025)),
    high: Math.max(value, quantile(sorted, 0.975)),
    pValue: Math.min(1, (2 * rarer) / (replicates.length + 1)),
  }
}
