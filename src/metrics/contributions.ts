import { type Difference, type Moments, Z } from './measurement.ts'
import { normalTwoSided } from './normal.ts'

/** One part of all answers in two periods; the parts of a decomposition do not overlap. */
export interface Part {
  readonly later: Moments
  readonly earlier: Moments
}

/** What one part adds to the change of the whole mean, in the unit of the answers. */
export interface Contribution {
  /** `within` plus `mix`. The totals of all parts add up to the change. */
  readonly total: Difference
  /** Through answers of this part becoming better or worse. */
  readonly within: Difference
  /** Through this part becoming a larger or smaller share of all answers. */
  readonly mix: Difference
  /** What it adds beyond its share of all answers; zero for every part of an even change. */
  readonly excess: Difference
}

/** A change by the share of a part, by its sum over all answers, and by the mean of all. */
type Gradient = readonly [share: number, sum: number, mean: number]

interface Sample {
  readonly n: number
  readonly share: number
  /** Sums over the part, for each answer of all. */
  readonly sum: number
  readonly squares: number
  readonly mean: number
  readonly meanOfSquares: number
}

function sampleOf(part: Moments, whole: Moments): Sample {
  const { n } = whole
  return {
    n,
    share: part.n / n,
    sum: part.sum / n,
    squares: part.sumOfSquares / n,
    mean: whole.sum / n,
    meanOfSquares: whole.sumOfSquares / n,
  }
}

/** The variance of a function of the three means, to first order. */
function variance(gradient: Gradient, { n, share, sum, squares, mean, meanOfSquares }: Sample) {
  const [a, b, c] = gradient
  const covariance =
    a * a * share * (1 - share) +
    b * b * (squares - sum * sum) +
    c * c * (meanOfSquares - mean * mean) +
    2 * a * b * sum * (1 - share) +
    2 * a * c * (sum - share * mean) +
    2 * b * c * (squares - sum * mean)
  return Math.max(0, covariance) / n
}

/**
 * Returns what each part adds to the change of the mean between two periods. With
 * shares w and means m of the parts, and M the average of the two whole means, a
 * part's total is w₁(m₁ − M) − w₀(m₀ − M): within it (w₁ + w₀)/2·(m₁ − m₀), the
 * rest by its share. E. M. Kitagawa, “Components of a difference between two
 * rates”, JASA 50 (1955) 1168–1194; for means the decomposition of Oaxaca and
 * Blinder. Intervals and p-values are by the delta method over both samples. A
 * part that is empty in one period adds by its share alone. Both periods need
 * an answer, and the parts have to make up the whole.
 */
export function contributions(
  parts: readonly Part[],
  whole: { readonly later: Moments; readonly earlier: Moments },
): readonly Contribution[] {
  return parts.map(({ later, earlier }) => {
    const a = sampleOf(later, whole.later)
    const b = sampleOf(earlier, whole.earlier)
    const middle = (a.mean + b.mean) / 2
    const change = a.mean - b.mean
    const moved = a.share - b.share
    const share = (a.share + b.share) / 2
    const estimate = (value: number, onLater: Gradient, onEarlier: Gradient): Difference => {
      const error = Math.sqrt(variance(onLater, a) + variance(onEarlier, b))
      const pValue = error > 0 ? normalTwoSided(value / error) : Math.abs(value) < 1e-12 ? 1 : 0
      return { value, low: value - Z * error, high: value + Z * error, pValue }
    }
    const total = a.sum - b.sum - moved * middle
    const totalOn: readonly [Gradient, Gradient] = [
      [-middle, 1, -moved / 2],
      [middle, -1, -moved / 2],
    ]
    const both = later.n > 0 && earlier.n > 0
    const [meanA, meanB] = both ? [later.sum / later.n, earlier.sum / earlier.n] : [0, 0]
    const step = meanA - meanB
    const within = both ? share * step : 0
    const withinOn: readonly [Gradient, Gradient] = both
      ? [
          [step / 2 - (share * meanA) / a.share, share / a.share, 0],
          [step / 2 + (share * meanB) / b.share, -share / b.share, 0],
        ]
      : [
          [0, 0, 0],
          [0, 0, 0],
        ]
    const excessOn: readonly [Gradient, Gradient] = [
      [-change / 2, 0, -share],
      [-change / 2, 0, share],
    ]
    return {
      total: estimate(total, ...totalOn),
      within: estimate(within, ...withinOn),
      mix: estimate(total - within, minus(totalOn[0], withinOn[0]), minus(totalOn[1], withinOn[1])),
      excess: estimate(
        total - share * change,
        plus(totalOn[0], excessOn[0]),
        plus(totalOn[1], excessOn[1]),
      ),
    }
  })
}

function plus(one: Gradient, other: Gradient): Gradient {
  return [one[0] + other[0], one[1] + other[1], one[2] + other[2]]
}

function minus(one: Gradient, other: Gradient): Gradient {
  return [one[0] - other[0], one[1] - other[1], one[2] - other[2]]
}
