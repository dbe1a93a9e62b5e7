import type { Scale } from '../core/feedback.ts'
import type { FactorAnswers } from '../core/store.ts'
import { percentileEstimate, REPLICATES } from './bootstrap.ts'
import { indexReplicates, satisfactionIndex } from './csi-bootstrap.ts'
import { type FactorMatrix, prepareFactors, ratedFactors } from './csi-factors.ts'
import { type FactorMeans, meansOf, wholeMoments } from './csi-moments.ts'
import { derivedWeights, givenWeights, type Weighting, type Weights } from './csi-weights.ts'
import { meanInterval } from './mean.ts'
import { type Difference, type Measurement, measurement, TOO_FEW } from './measurement.ts'
import { takeTurn } from './turns.ts'

/** One side of the experience within the index. */
export interface CsiFactor {
  readonly factor: string
  readonly n: number
  /** On the result's scale, with Student's t interval. */
  readonly mean: number
  readonly low: number
  readonly high: number
  /** 0–100; all weights together are 100. */
  readonly weight: number
  /** How many points of the index are missing because of this factor. */
  readonly lost: number
}

export interface CsiResult {
  /** Key `csi`, 0–100 points; `n` counts those who rated any factor. */
  readonly value: Measurement
  /** The one that costs the most points first; empty where too few answered. */
  readonly factors: readonly CsiFactor[]
  readonly weighting: Weighting
  /** The weights in effect, to be given for groups of the same answers. */
  readonly weights: Readonly<Record<string, number>>
  /** The scale of the factors' means, worst answer first. */
  readonly scale: Scale
}

export interface CsiOptions {
  /** By factor, in any unit; without them the weights are derived. */
  readonly weights?: Readonly<Record<string, number>>
  readonly replicates?: number
}

function withFactors(answers: readonly FactorAnswers[]): readonly FactorAnswers[] {
  return answers.filter(({ factors }) => Object.keys(factors).length > 0)
}

function chooseWeights(matrix: FactorMatrix, options: CsiOptions): Weights {
  return options.weights
    ? givenWeights(matrix.factors, options.weights)
    : derivedWeights(wholeMoments(matrix, true), matrix.factors.length)
}

function factorMeans(matrix: FactorMatrix): FactorMeans {
  return meansOf(wholeMoments(matrix, false), matrix.factors.length)
}

/**
 * Returns the Customer Satisfaction Index: the weighted mean of the factors'
 * satisfaction as a share of the highest possible, 100·Σwᵢsᵢ / (s_max·Σwᵢ), where
 * sᵢ is the mean of those who rated factor i. Factors on different scales are
 * brought to one (see `prepareFactors`); weights are given, or derived (see
 * `derivedWeights`). Interval by the percentile bootstrap over respondents,
 * derived weights included. Throws the UserErrors of `givenWeights`.
 */
export async function customerSatisfactionIndex(
  answers: readonly FactorAnswers[],
  options: CsiOptions = {},
): Promise<CsiResult> {
  const usable = withFactors(answers)
  const n = usable.length
  const turn = takeTurn()
  const { scale, groups } = prepareFactors([usable])
  if (turn.isOver()) await turn.pass()
  const [matrix] = groups
  if (n < TOO_FEW || matrix === undefined || matrix.factors.length === 0) {
    const value = { key: 'csi', unit: 'points', value: null, low: null, high: null, n } as const
    return { value, factors: [], weighting: 'equal', weights: {}, scale }
  }
  const weights = chooseWeights(matrix, options)
  const means = factorMeans(matrix)
  const replicates = options.replicates ?? replicatesFor(n)
  if (turn.isOver()) await turn.pass()
  const draws = await indexReplicates(matrix, null, weights, scale, replicates)
  return {
    value: measurement({ key: 'csi', unit: 'points' }, n, () =>
      percentileEstimate(satisfactionIndex(means, weights, scale), draws),
    ),
    factors: factorTable(matrix, weights, scale),
    weighting: weights.weighting,
    weights: Object.fromEntries(
      matrix.factors.map((name, column) => [name, weights.values[column] ?? 0]),
    ),
    scale,
  }
}

/** How the index of later answers differs from that of earlier ones. */
export interface CsiDifference {
  readonly difference: Difference
  /** The earlier index, over the same factors and weights. */
  readonly earlier: number
  /** False where a side was asked other factors too, which its own index holds. */
  readonly sameFactors: boolean
}

/**
 * Returns how the index differs, over the factors that both sides were asked and
 * with the later weights on both, so that a change is one of satisfaction. Null
 * with fewer than ten answers on a side or no factor in common.
 */
export async function csiDifference(
  later: readonly FactorAnswers[],
  earlier: readonly FactorAnswers[],
  options: CsiOptions = {},
): Promise<CsiDifference | null> {
  const sides = [withFactors(later), withFactors(earlier)]
  if (sides.some((side) => side.length < TOO_FEW)) return null
  const turn = takeTurn()
  const { scale, groups } = prepareFactors(sides)
  if (turn.isOver()) await turn.pass()
  const [a, b] = groups
  if (a === undefined || b === undefined) return null
  const counting = (factors: readonly string[]) =>
    factors.filter((name) => !options.weights || weightOf(name, options.weights) > 0)
  const common = counting(a.factors)
  if (common.length === 0) return null
  const weights = options.weights
    ? givenWeights(
        a.factors,
        Object.fromEntries(common.map((name) => [name, weightOf(name, options.weights)])),
      )
    : chooseWeights(a, options)
  if (turn.isOver()) await turn.pass()
  const [valueA, valueB] = [a, b].map((matrix) =>
    satisfactionIndex(factorMeans(matrix), weights, scale),
  ) as [number, number]
  const draws = await indexReplicates(
    a,
    b,
    weights,
    scale,
    options.replicates ?? replicatesFor(a.rows + b.rows),
  )
  return {
    difference: percentileEstimate(valueA - valueB, draws),
    earlier: valueB,
    sameFactors: sides.every((side) => counting(ratedFactors(side)).length === common.length),
  }
}

/** Many respondents need fewer samples: their replicates lie closer together. */
function replicatesFor(respondents: number): number {
  return Math.round(Math.min(REPLICATES, Math.max(0.4 * REPLICATES, 2e6 / respondents)))
}

function weightOf(factor: string, weights: CsiOptions['weights'] = {}): number {
  const name = factor.toLocaleLowerCase()
  return Object.entries(weights).find(([each]) => each.toLocaleLowerCase() === name)?.[1] ?? 0
}

function factorTable(matrix: FactorMatrix, weights: Weights, scale: Scale): readonly CsiFactor[] {
  const width = matrix.factors.length + 1
  return matrix.factors
    .map((factor, column) => {
      const sums = { n: 0, sum: 0, sumOfSquares: 0 }
      for (let row = 0; row < matrix.rows; row += 1) {
        const rating = matrix.values[row * width + column] ?? Number.NaN
        if (Number.isNaN(rating)) continue
        sums.n += 1
        sums.sum += rating
        sums.sumOfSquares += rating * rating
      }
      const { value, low, high } = meanInterval(sums)
      const weight = 100 * (weights.values[column] ?? 0)
      return {
        factor,
        n: sums.n,
        mean: value,
        low: Math.max(scale.min, low),
        high: Math.min(scale.max, high),
        weight,
        lost: weight * (1 - value / scale.max),
      }
    })
    .sort((a, b) => b.lost - a.lost)
}
