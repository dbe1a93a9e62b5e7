import type { Scale } from '../core/feedback.ts'
import type { FactorMatrix } from './csi-factors.ts'
import {
  drawMoments,
  type FactorMeans,
  type FactorMoments,
  factorMoments,
  meansOf,
} from './csi-moments.ts'
import { derivedWeights, type Weights } from './csi-weights.ts'
import { type Random, seededRandom, seedOf } from './random.ts'
import { takeTurn } from './turns.ts'

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

/** Returns the index of respondents drawn anew; derived weights are derived anew from them. */
function drawer(
  later: FactorMoments,
  earlier: FactorMoments | null,
  fixed: Weights,
  scale: Scale,
): (random: Random) => number {
  const sums = new Float64Array(later.width)
  const sumsEarlier = new Float64Array(earlier?.width ?? 0)
  return (random) => {
    drawMoments(later, random, sums)
    const weights = later.products ? derivedWeights(sums, later.factors) : fixed
    const value = satisfactionIndex(meansOf(sums, later.factors), weights, scale)
    if (!earlier) return value
    drawMoments(earlier, random, sumsEarlier)
    return value - satisfactionIndex(meansOf(sumsEarlier, earlier.factors), weights, scale)
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
  const draw = drawer(
    factorMoments(later, weights.weighting === 'derived'),
    earlier && factorMoments(earlier, false),
    weights,
    scale,
  )
  const draws: number[] = []
  const turn = takeTurn()
  for (let drawn = 0; drawn < replicates; drawn += 1) {
    const value = draw(random)
    if (!Number.isNaN(value)) draws.push(value)
    if (turn.isOver()) await turn.pass()
  }
  return draws
}
