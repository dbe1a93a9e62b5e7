import { symmetricEigen } from './symmetric-eigen.ts'

/** Directions with less variance than this are combinations of the others. */
const NEGLIGIBLE = 1e-10

/**
 * Returns how much each factor explains of the overall score's variance, at
 * least 0 and together R², by relative weights: J. W. Johnson, “A heuristic
 * method for estimating the relative weight of predictor variables in multiple
 * regression”, Multivariate Behavioral Research 35 (2000) 1–19. Unlike regression
 * coefficients they stay non-negative and stable when factors go together.
 *
 * `factors` is the factors' correlation matrix row by row, `overall` their
 * correlation with the overall score.
 */
export function relativeWeights(factors: Float64Array, overall: Float64Array): Float64Array {
  const size = overall.length
  const { values, vectors } = symmetricEigen(factors, size)
  const along = new Float64Array(size)
  for (let k = 0; k < size; k += 1) {
    const value = values[k] ?? 0
    if (value <= NEGLIGIBLE) continue
    for (let row = 0; row < size; row += 1) {
      along[k] = (along[k] ?? 0) + (vectors[row * size + k] ?? 0) * (overall[row] ?? 0)
    }
    along[k] = (along[k] ?? 0) / Math.sqrt(value)
  }
  const weights = new Float64Array(size)
  for (let column = 0; column < size; column += 1) {
    let beta = 0
    for (let k = 0; k < size; k += 1) beta += (vectors[column * size + k] ?? 0) * (along[k] ?? 0)
    for (let row = 0; row < size; row += 1) {
      let loading = 0
      for (let k = 0; k < size; k += 1) {
        const root = Math.sqrt(Math.max(0, values[k] ?? 0))
        loading += (vectors[row * size + k] ?? 0) * root * (vectors[column * size + k] ?? 0)
      }
      weights[row] = (weights[row] ?? 0) + loading * loading * beta * beta
    }
  }
  return weights
}
