import { UserError } from '../core/errors.ts'
import type { FactorMatrix } from './csi-factors.ts'
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

/** Returns the rows, by index, in which every factor and the overall score were given. */
export function completeRows(matrix: FactorMatrix): Uint32Array {
  const rows: number[] = []
  matrix.ratings.forEach((ratings, row) => {
    const overall = matrix.overall[row] ?? Number.NaN
    if (!Number.isNaN(overall) && !ratings.some(Number.isNaN)) rows.push(row)
  })
  return Uint32Array.from(rows)
}

/**
 * Returns weights by how much each factor explains of the overall score among
 * the rows given (relative weights, see `relativeWeights`); equal weights where
 * fewer than 30 respondents, or fewer than five a factor, rated everything, or
 * where nothing is explained.
 */
export function derivedWeights(matrix: FactorMatrix, rows: Uint32Array): Weights {
  const size = matrix.factors.length
  const equal = shares(
    'equal',
    matrix.factors.map(() => 1),
  )
  if (size < 2 || rows.length < Math.max(FEW, 5 * size)) return equal
  const correlation = correlations(matrix, rows)
  if (correlation === null) return equal
  const raw = relativeWeights(
    correlation.slice(0, size).map((row) => row.slice(0, size)),
    correlation.slice(0, size).map((row) => row[size] ?? 0),
  )
  const explained = raw.reduce((sum, weight) => sum + weight, 0)
  return explained > 1e-9 ? shares('derived', raw) : equal
}

/** Pearson's correlations of the factors and, last, the overall score; null where one never varies. */
function correlations(matrix: FactorMatrix, rows: Uint32Array): number[][] | null {
  const columns = Array.from({ length: matrix.factors.length + 1 }, (_, column) =>
    Float64Array.from(rows, (row) =>
      column < matrix.factors.length
        ? (matrix.ratings[row]?.[column] ?? 0)
        : (matrix.overall[row] ?? 0),
    ),
  )
  for (const column of columns) {
    const mean = column.reduce((sum, value) => sum + value, 0) / column.length
    let square = 0
    for (let row = 0; row < column.length; row += 1) {
      const deviation = (column[row] ?? 0) - mean
      column[row] = deviation
      square += deviation * deviation
    }
    if (square < 1e-12) return null
    const length = Math.sqrt(square)
    for (let row = 0; row < column.length; row += 1) column[row] = (column[row] ?? 0) / length
  }
  const product = (a: Float64Array, b: Float64Array) => {
    let sum = 0
    for (let row = 0; row < a.length; row += 1) sum += (a[row] ?? 0) * (b[row] ?? 0)
    return sum
  }
  return columns.map((a) => columns.map((b) => product(a, b)))
}
