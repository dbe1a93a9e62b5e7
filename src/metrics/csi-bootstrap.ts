import { setImmediate } from 'node:timers/promises'
import type { Scale } from '../core/feedback.ts'
import { resample } from './bootstrap.ts'
import type { FactorMatrix } from './csi-factors.ts'
import { completeRows, derivedWeights, type Weights } from './csi-weights.ts'
import { type Random, seededRandom, seedOf } from './random.ts'

/** Milliseconds of work before other tasks get their turn. */
const TURN = 8

/** The mean rating of each factor, and how many rated it. */
export interface FactorMeans {
  readonly values: Float64Array
  readonly counts: Uint32Array
}

/** Returns the factors' means over the rows, which may repeat. */
export function factorMeans(matrix: FactorMatrix, rows: Uint32Array): FactorMeans {
  const width = matrix.factors.length
  const sums = new Float64Array(width)
  const counts = new Uint32Array(width)
  for (const row of rows) {
    const start = row * (width + 1)
    for (let column = 0; column < width; column += 1) {
      const rating = matrix.values[start + column] ?? Number.NaN
      if (Number.isNaN(rating)) continue
      sums[column] = (sums[column] ?? 0) + rating
      counts[column] = (counts[column] ?? 0) + 1
    }
  }
  return { values: sums.map((sum, column) => sum / (counts[column] ?? 0)), counts }
}

/** Returns 100·Σwᵢsᵢ / (s_max·Σwᵢ) over the factors that were rated; NaN where none was. */
export function satisfactionIndex(means: FactorMeans, weights: Weights, scale: Scale): number {
  let sum = 0
  let weight = 0
  weights.values.forEach((share, column) => {
    if ((means.counts[column] ?? 0) === 0) return
    sum += share * (means.values[column] ?? 0)
    weight += share
  })
  return weight === 0 ? Number.NaN : (100 * sum) / (scale.max * weight)
}

/** Returns the row numbers of the matrix. */
export function everyRow(matrix: FactorMatrix): Uint32Array {
  return Uint32Array.from({ length: matrix.rows }, (_, row) => row)
}

/** Returns the index of respondents drawn anew; derived weights are derived anew from them. */
function drawer(
  later: FactorMatrix,
  earlier: FactorMatrix | null,
  fixed: Weights,
  scale: Scale,
): (random: Random) => number {
  const rows = everyRow(later)
  const rowsEarlier = earlier && everyRow(earlier)
  const complete = completeRows(later)
  return (random) => {
    resample(rows, random)
    const weights = fixed.weighting === 'derived' ? derivedWeights(later, rows, complete) : fixed
    const value = satisfactionIndex(factorMeans(later, rows), weights, scale)
    if (!earlier || !rowsEarlier) return value
    resample(rowsEarlier, random)
    return value - satisfactionIndex(factorMeans(earlier, rowsEarlier), weights, scale)
  }
}

/**
 * Returns bootstrap replicates of the index, or of its difference from the
 * earlier respondents', seeded by the ratings: the same data gives the same
 * replicates. Gives way to other tasks every few milliseconds.
 */
export async function indexReplicates(
  later: FactorMatrix,
  earlier: FactorMatrix | null,
  weights: Weights,
  scale: Scale,
  replicates: number,
): Promise<readonly number[]> {
  const random = seededRandom(seedOf(later.values))
  const draw = drawer(later, earlier, weights, scale)
  const draws: number[] = []
  let turn = performance.now()
  for (let drawn = 0; drawn < replicates; drawn += 1) {
    const value = draw(random)
    if (!Number.isNaN(value)) draws.push(value)
    if (performance.now() - turn > TURN) {
      await setImmediate()
      turn = performance.now()
    }
  }
  return draws
}
