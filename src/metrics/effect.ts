import type { Tally } from '../core/store.ts'
import { verdict } from './change.ts'
import { benjaminiHochberg, STRICT_DISCOVERY_RATE } from './false-discovery.ts'
import type { Finding } from './groups.ts'
import { moments } from './mean.ts'
import { type Difference, type Estimate, type Metric, TOO_FEW } from './measurement.ts'

/** One metric in two periods. */
interface Sides {
  readonly later: Tally
  readonly earlier: Tally
}

/** One metric in two periods, for one subject. */
export interface Movement extends Sides {
  readonly metric: Metric
}

export interface MovementFinding extends Finding {
  /** The difference in standard deviations of single answers; null where it is not tested. */
  readonly effect: Estimate | null
}

/**
 * Returns the difference of a metric in standard deviations of its answers, which
 * makes points, percent and scores comparable (J. Cohen, “Statistical Power
 * Analysis for the Behavioral Sciences”, 2nd ed., 1988, section 2.2); the two
 * periods are pooled. Equal answers throughout have no effect.
 */
function effectOf({ metric, later, earlier }: Movement, difference: Difference): Estimate {
  const [a, b] = [later, earlier].map((tally) => metric.points?.(tally) ?? tally) as [Tally, Tally]
  const degrees = a.n + b.n - 2
  const spread = Math.sqrt(
    (moments(a).variance * (a.n - 1) + moments(b).variance * (b.n - 1)) / Math.max(1, degrees),
  )
  const scale = spread > 0 ? 1 / spread : 0
  return {
    value: difference.value * scale,
    low: difference.low * scale,
    high: difference.high * scale,
  }
}

/**
 * Returns how much more a subject moved than the rest of all answers did, in
 * standard deviations: the difference of the two differences, its interval put
 * together from theirs as in Newcombe's method. Null where the rest is too small
 * to tell.
 */
export function effectBeyond(movement: Movement, rest: Sides): Estimate | null {
  if (rest.later.n < TOO_FEW || rest.earlier.n < TOO_FEW) return null
  const own = movement.metric.difference(movement.later, movement.earlier)
  const others = movement.metric.difference(rest.later, rest.earlier)
  const value = own.value - others.value
  return effectOf(movement, {
    value,
    low: value - Math.hypot(own.value - own.low, others.high - others.value),
    high: value + Math.hypot(own.high - own.value, others.value - others.low),
    pValue: 1,
  })
}

/** Returns the end of an effect's interval that is nearer to zero, without its sign; zero where it holds zero. */
export function surelyAtLeast({ low, high }: Estimate): number {
  return low > 0 ? low : high < 0 ? -high : 0
}

/**
 * Returns what is clear among comparisons of many metrics, at a false discovery
 * rate of 1 % over all of them. Those with fewer than ten answers on a side are
 * not tested.
 */
export function scanMovements(movements: readonly Movement[]): readonly MovementFinding[] {
  const differences = movements.map(({ metric, later, earlier }) =>
    later.n < TOO_FEW || earlier.n < TOO_FEW ? null : metric.difference(later, earlier),
  )
  const tested = differences.flatMap((difference) => difference?.pValue ?? [])
  const adjusted = benjaminiHochberg(tested)
  let next = 0
  return movements.map((movement, index) => {
    const difference = differences[index] ?? null
    if (difference === null) {
      return { difference, adjusted: null, effect: null, verdict: 'too-few' }
    }
    const pValue = adjusted[next] ?? 1
    next += 1
    const clear = pValue <= STRICT_DISCOVERY_RATE
    return {
      difference,
      adjusted: pValue,
      effect: effectOf(movement, difference),
      verdict: clear ? verdict(difference) : 'no-clear-change',
    }
  })
}
