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
 * `factors` is the factors' correlation matrix, `overall` their correlation
 * with the overall score.
 */
export function relativeWeights(
  factors: readonly (readonly number[])[],
  overall: readonly number[],
): readonly number[] {
  const { values, vectors } = symmetricEigen(factors)
  const roots = values.map((value) => (value > NEGLIGIBLE ? Math.sqrt(value) : 0))
  const between = (scale: (root: number) => number, row: number, column: number) =>
    roots.reduce(
      (sum, root, k) =>
        root === 0
          ? sum
          : sum + (vectors[row]?.[k] ?? 0) * scale(root) * (vectors[column]?.[k] ?? 0),
      0,
    )
  const standing = overall.map((_, row) =>
    overall.reduce((sum, r, column) => sum + between((root) => 1 / root, row, column) * r, 0),
  )
  return overall.map((_, row) =>
    standing.reduce(
      (sum, beta, column) => sum + between((root) => root, row, column) ** 2 * beta ** 2,
      0,
    ),
  )
}
