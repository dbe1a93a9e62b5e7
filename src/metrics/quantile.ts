import { incompleteBeta } from './incomplete-beta.ts'
import type { Estimate } from './measurement.ts'

/**
 * Returns the quantile of ascending values at `probability` (0–1), between the
 * two nearest values in proportion (type 7 of R. J. Hyndman and Y. Fan, “Sample
 * quantiles in statistical packages”, The American Statistician 50 (1996)
 * 361–365). Needs a value.
 */
export function quantile(sorted: ArrayLike<number>, probability: number): number {
  const position = (sorted.length - 1) * probability
  const below = Math.floor(position)
  const low = sorted[below] ?? Number.NaN
  const high = sorted[Math.min(below + 1, sorted.length - 1)] ?? low
  return low + (high - low) * (position - below)
}

/** Returns the smallest k with P(X ≤ k) ≥ `level` for X binomial with n trials. */
function binomialQuantile(n: number, probability: number, level: number): number {
  let low = 0
  let high = n
  while (low < high) {
    const k = Math.floor((low + high) / 2)
    const atMost = k >= n ? 1 : incompleteBeta(1 - probability, n - k, k + 1)
    if (atMost >= level) high = k
    else low = k + 1
  }
  return low
}

/**
 * Returns a quantile with the interval between two order statistics, which holds
 * for any distribution (H. A. David and H. N. Nagaraja, “Order Statistics”, 3rd
 * ed., 2003, section 7.1): at least 95 % wherever enough values lie on both
 * sides, else from or to the extreme value.
 */
export function quantileInterval(sorted: ArrayLike<number>, probability: number): Estimate {
  const n = sorted.length
  const value = quantile(sorted, probability)
  const lower = Math.max(1, binomialQuantile(n, probability, 0.025))
  const upper = Math.min(n, binomialQuantile(n, probability, 0.975) + 1)
  return {
    value,
    low: Math.min(value, sorted[lower - 1] ?? value),
    high: Math.max(value, sorted[upper - 1] ?? value),
  }
}
