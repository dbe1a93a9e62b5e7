import { incompleteBeta } from './incomplete-beta.ts'
import { normalTwoSided } from './normal.ts'

/** The exact 97.5th percentile of the standard normal distribution. */
const NORMAL_QUANTILE = 1.959963984540054

/** From here on the series of {@link expansion} is the more exact of the two ways. */
const MANY = 1000

/** Returns the chance, 0–1, that Student's t with `df` > 0 degrees of freedom lies at least as far from zero as `t`. */
export function studentTwoSided(t: number, df: number): number {
  if (Number.isNaN(t)) return 1
  if (!Number.isFinite(t)) return 0
  if (df >= 1e8) return normalTwoSided(t)
  return incompleteBeta(df / (df + t * t), df / 2, 0.5)
}

/** Abramowitz & Stegun 26.7.5: the quantile of t as a series in 1/df around that of the normal. */
function expansion(df: number): number {
  const x = NORMAL_QUANTILE
  const g1 = (x ** 3 + x) / 4
  const g2 = (5 * x ** 5 + 16 * x ** 3 + 3 * x) / 96
  const g3 = (3 * x ** 7 + 19 * x ** 5 + 17 * x ** 3 - 15 * x) / 384
  const g4 = (79 * x ** 9 + 776 * x ** 7 + 1482 * x ** 5 - 1920 * x ** 3 - 945 * x) / 92_160
  return x + (g1 + (g2 + (g3 + g4 / df) / df) / df) / df
}

/**
 * Returns the 97.5th percentile of Student's t with `df` > 0 degrees of
 * freedom, which need not be whole, to ten digits.
 */
export function studentQuantile(df: number): number {
  if (df >= MANY) return expansion(df)
  const known = quantiles.get(df)
  if (known !== undefined) return known
  const quantile = bisect(df)
  if (Number.isInteger(df)) quantiles.set(df, quantile)
  return quantile
}

/** Quantiles of whole degrees of freedom that were asked for: one for each number of answers. */
const quantiles = new Map<number, number>()

function bisect(df: number): number {
  let low = NORMAL_QUANTILE
  let high = 2 * low
  while (studentTwoSided(high, df) > 0.05) high *= 2
  for (let step = 0; step < 200 && high - low > 1e-14 * high; step += 1) {
    const middle = (low + high) / 2
    if (studentTwoSided(middle, df) > 0.05) low = middle
    else high = middle
  }
  return (low + high) / 2
}
