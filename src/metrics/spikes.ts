import { benjaminiHochberg, FALSE_DISCOVERY_RATE } from './false-discovery.ts'
import { normalTwoSided } from './normal.ts'
import { quantile } from './quantile.ts'

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

/**
 * Returns which counts from `first` on are spikes. Each is compared with the
 * median of the same place in the eight cycles before it (`cycle` 7 for days:
 * the same weekday), after F. J. Anscombe's transformation, 2√(x + 3/8), under
 * which a Poisson count has variance one (Biometrika 35 (1948) 246–254). The
 * spread is the median absolute deviation of all days of those cycles, at least
 * one, so that what is restless anyway is no spike; the error of the median
 * itself is added. Clear at a false discovery rate of 5 % over all counts.
 * Fewer than four earlier cycles say nothing.
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
    if (own.length < FEWEST_CYCLES) return { usual: null, score: 0 }
    const deviations = places.flatMap((values) => {
      const middle = median(values.map(stabilised))
      return values.map((value) => Math.abs(stabilised(value) - middle))
    })
    const spread = Math.max(1, 1.4826 * median(deviations))
    const error = spread * Math.sqrt(1 + Math.PI / (2 * own.length))
    const usual = median(own)
    return { usual, score: (stabilised(count) - stabilised(usual)) / error }
  })
  const tested = compared.filter(({ usual }) => usual !== null)
  const adjusted = benjaminiHochberg(tested.map(({ score }) => normalTwoSided(score)))
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
