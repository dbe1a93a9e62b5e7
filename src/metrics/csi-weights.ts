import { UserError } from '../core/errors.ts'
import { FEW } from './measurement.ts'
import { relativeWeights } from './relative-weights.ts'

/** Where the weights come from: the user, the data, or nowhere. */
export type Weighting = 'given' | 'derived' | 'equal'

/** Weights that follow the factors and add up to one. */
export interface Weights {
  readonly weighting: Weighting
  readonly values: readonly number[]
}

function shares(weighting: Weighting, values: readonly number[]): Weights {
  const sum = values.reduce((total, value) => total + value, 0)
  return { weighting, values: values.map((value) => value / sum) }
}

/**
 * Returns the weights that a person gave; factors that are not named weigh
 * nothing. Throws the UserErrors `report.unknown-factor` and `report.bad-weight`.
 */
export function givenWeights(
  factors: readonly string[],
  given: Readonly<Record<string, number>>,
): Weights {
  const spelled = new Map(factors.map((name) => [name.toLocaleLowerCase(), name]))
  const weights = new Map<string, number>()
  for (const [name, weight] of Object.entries(given)) {
    const factor = spelled.get(name.toLocaleLowerCase())
    if (factor === undefined) {
      throw new UserError('report.unknown-factor', { name, known: factors.join(', ') })
    }
    if (!Number.isFinite(weight) || weight < 0) throw new UserError('report.bad-weight', { name })
    weights.set(factor, weight)
  }
  const values = factors.map((name) => weights.get(name) ?? 0)
  if (values.every((value) => value === 0)) {
    throw new UserError('report.bad-weight', { name: Object.keys(given).join(', ') })
  }
  return shares('given', values)
}

/**
 * Returns weights by how much each of `size` factors explains of the overall score
 * among those who rated everything, whose moments (see `FactorMoments`) the sums
 * hold (relative weights, see `relativeWeights`); equal weights where fewer than 30 respondents, or fewer
 * than five a factor, rated everything, or where nothing is explained.
 */
export function derivedWeights(sums: Float64Array, size: number): Weights {
  const equal = () =>
    shares(
      'equal',
      Array.from({ length: size }, () => 1),
    )
  if (size < 2) return equal()
  const covariance = covariances(sums, size)
  if (covariance === null) return equal()
  const width = size + 1
  const correlation = (a: number, b: number) =>
    (covariance[a * width + b] ?? 0) /
    Math.sqrt((covariance[a * width + a] ?? 0) * (covariance[b * width + b] ?? 0))
  const raw = Array.from(
    relativeWeights(
      Float64Array.from({ length: size * size }, (_, index) =>
        correlation(Math.floor(index / size), index % size),
      ),
      Float64Array.from({ length: size }, (_, index) => correlation(index, size)),
    ),
  )
  const explained = raw.reduce((sum, weight) => sum + weight, 0)
  return explained > 1e-9 ? shares('derived', raw) : equal()
}

/** Sums of products of deviations, factors first, then the overall score; null where they tell nothing. */
function covariances(sums: Float64Array, size: number): Float64Array | null {
  const width = size + 1
  const n = sums[2 * size] ?? 0
  if (n < Math.max(FEW, 5 * size)) return null
  const totals = 2 * size + 1
  let at = totals + width
  const products = new Float64Array(width * width)
  for (let a = 0; a < width; a += 1) {
    for (let b = a; b < width; b += 1) {
      const product = (sums[at] ?? 0) - ((sums[totals + a] ?? 0) * (sums[totals + b] ?? 0)) / n
      at += 1
      if (a === b && product < 1e-9) return null
      products[a * width + b] = product
      products[b * width + a] = product
    }
  }
  return products
}
