import type { Difference } from './measurement.ts'
import { quantile } from './quantile.ts'
import type { Random } from './random.ts'

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

function drawn(values: Float64Array, random: Random): Float64Array {
  const { length } = values
  return values.map(() => values[Math.floor(random() * length)] ?? 0)
}

/**
 * Returns the difference of a quantile between two independent samples, such as
 * the median response time of two weeks, by the percentile bootstrap.
 */
export function quantileDifference(
  later: readonly number[],
  earlier: readonly number[],
  probability: number,
  random: Random,
  replicates: number = REPLICATES,
): Difference {
  const samples = [Float64Array.from(later), Float64Array.from(earlier)] as const
  const difference = (a: Float64Array, b: Float64Array) =>
    quantile(a.sort(), probability) - quantile(b.sort(), probability)
  const values = Array.from({ length: replicates }, () =>
    difference(drawn(samples[0], random), drawn(samples[1], random)),
  )
  return percentileEstimate(difference(samples[0].slice(), samples[1].slice()), values)
}
