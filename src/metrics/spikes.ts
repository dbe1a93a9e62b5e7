import { benjaminiHochberg, FALSE_DISCOVERY_RATE } from './false-discovery.ts'
import { quantile } from './quantile.ts'
import { studentTwoSided } from './student.ts'

/** How many cycles back the usual volume is looked for, and how many of them there must be. */
export const CYCLES_BACK = 8
const FEWEST_CYCLES = 4

/** How a count stands against what is usual at its place in the cycle. */
export interface Volume {
  /** The median of the same places in earlier cycles; null where there are too few. */
  readonly usual: number | null
  /** Clearly more than usual. */
  readonly spike: boolean
}

/** Makes the variance of a Poisson count one, whatever its mean. */
function stabilised(count: number): number {
  return 2 * Math.sqrt(count + 3 / 8)
}

function median(values: readonly number[]): number {
  return quantile(Float64Array.from(values).sort(), 0.5)
}

/** How much of the information about a spread its median absolute deviation keeps. */
const MAD_EFFICIENCY = 0.37

interface Deviation {
  /** On the stabilised scale, from the median of its place. */
  readonly size: number
  readonly usual: number
}

/**
 * Returns the extra variance τ² of days that are restless beyond chance: counts
 * with mean m then have variance 1 + τ²m on the stabilised scale, and τ² is what
 * makes the median absolute deviation that of the standard normal distribution.
 */
function restlessness(deviations: readonly Deviation[]): number {
  const spread = (extra: number) =>
    1.4826 * median(deviations.map(({ size, usual }) => size / Math.sqrt(1 + extra * usual)))
  if (spread(0) <= 1) return 0
  let low = 0
  let high = 1
  while (spread(high) > 1 && high < 1e6) high *= 2
  for (let step = 0; step < 40; step += 1) {
    const middle = (low + high) / 2
    if (spread(middle) > 1) low = middle
    else high = middle
  }
  return high
}

/**
 * Returns which counts from `first` on are spikes. Each is compared with the
 * median of the same place in the eight cycles before it (`cycle` 7 for days:
 * the same weekday), after F. J. Anscombe's transformation, 2√(x + 3/8), under
 * which a Poisson count has variance one (Biometrika 35 (1948) 246–254). Where the
 * days of those cycles vary more than chance makes them, the spread grows with
 * the square root of the usual count, as it does for a negative binomial count:
 * what is restless anyway is no spike. The error of the median is added, and
 * Student's t allows for the estimated spread. Clear at a false discovery rate of
 * 5 % over all counts. Fewer than four earlier cycles say nothing.
 */
export function findSpikes(
  counts: readonly number[],
  first: number,
  cycle: number,
): readonly Volume[] {
  const compared = counts.slice(first).map((count, offset) => {
    const at = first + offset
    const start = Math.max(0, at - CYCLES_BACK * cycle)
    const places = Array.from({ length: cycle }, (_, place) =>
      samePlace(counts, at - 1 - place, start, cycle),
    )
    const own = places[cycle - 1] ?? []
    if (own.length < FEWEST_CYCLES) return { usual: null, score: 0, pValue: 1 }
    const deviations = places.flatMap((values): Deviation[] => {
      const middle = median(values.map(stabilised))
      const lost = Math.sqrt(values.length / Math.max(1, values.length - 1))
      const usual = median(values)
      return values.map((value) => ({ size: lost * Math.abs(stabilised(value) - middle), usual }))
    })
    const usual = median(own)
    const spread = Math.sqrt(1 + restlessness(deviations) * usual)
    const error = spread * Math.sqrt(1 + Math.PI / (2 * own.length))
    const score = (stabilised(count) - stabilised(usual)) / error
    const degrees = Math.max(2, MAD_EFFICIENCY * (deviations.length - cycle))
    return { usual, score, pValue: studentTwoSided(score, degrees) }
  })
  const tested = compared.filter(({ usual }) => usual !== null)
  const adjusted = benjaminiHochberg(tested.map(({ pValue }) => pValue))
  let next = 0
  return compared.map(({ usual, score }) => {
    if (usual === null) return { usual, spike: false }
    const pValue = adjusted[next] ?? 1
    next += 1
    return { usual, spike: score > 0 && pValue <= FALSE_DISCOVERY_RATE }
  })
}

/** Returns the counts at `at`, one cycle before it and so on, not before `start`. */
function samePlace(
  counts: readonly number[],
  at: number,
  start: number,
  cycle: number,
): readonly number[] {
  const values: number[] = []
  for (let index = at; index >= start; index -= cycle) values.push(counts[index] ?? 0)
  return values
}
