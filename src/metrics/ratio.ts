import { type Difference, type Estimate, Z } from './measurement.ts'
import { normalTwoSided } from './normal.ts'

/**
 * Returns the ratio of two counts of one sample, such as positive to negative
 * messages, with exp(ln r ± z·√(1/a + 1/b)), the delta method on the logarithm.
 * Both counts must be positive.
 */
export function logRatio(over: number, under: number): Estimate {
  const half = Z * Math.sqrt(1 / over + 1 / under)
  const value = over / under
  return { value, low: value * Math.exp(-half), high: value * Math.exp(half) }
}

/**
 * Returns the difference of the logarithms of two such ratios: its exponential
 * is the factor between them. All four counts must be positive.
 */
export function logRatioDifference(
  later: readonly [over: number, under: number],
  earlier: readonly [over: number, under: number],
): Difference {
  const value = Math.log(later[0] / later[1]) - Math.log(earlier[0] / earlier[1])
  const error = Math.sqrt(1 / later[0] + 1 / later[1] + 1 / earlier[0] + 1 / earlier[1])
  return {
    value,
    low: value - Z * error,
    high: value + Z * error,
    pValue: normalTwoSided(value / error),
  }
}
