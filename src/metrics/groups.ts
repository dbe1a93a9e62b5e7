import type { Verdict } from '../core/reply.ts'
import type { Tally } from '../core/store.ts'
import { verdict } from './change.ts'
import { benjaminiHochberg, FALSE_DISCOVERY_RATE } from './false-discovery.ts'
import { type Difference, type Metric, TOO_FEW } from './measurement.ts'
import { combineTallies, subtractTally } from './tally.ts'

/** One comparison of a scan. */
export interface Finding {
  /** Null below ten answers on either side. */
  readonly difference: Difference | null
  /** The Benjamini–Hochberg adjusted p-value; null with `difference`. */
  readonly adjusted: number | null
  readonly verdict: Verdict
}

/** What is found of a group that has no other to differ from. */
export const ALONE: Finding = { difference: null, adjusted: null, verdict: 'no-clear-change' }

/**
 * Returns what is clear among many comparisons: those whose adjusted p-value is
 * at most the false discovery rate of 5 %, so that a long list has few false
 * alarms. Comparisons with fewer than ten answers on a side are not tested.
 */
export function scanPairs(metric: Metric, pairs: readonly Pair[]): readonly Finding[] {
  return findingsOf(pairs.map((pair) => pairDifference(metric, pair)))
}

/** Two groups of answers that are compared. */
export interface Pair {
  readonly later: Tally
  readonly earlier: Tally
}

/** Returns how the two differ; null with fewer than ten answers on a side. */
export function pairDifference(metric: Metric, { later, earlier }: Pair): Difference | null {
  return later.n < TOO_FEW || earlier.n < TOO_FEW ? null : metric.difference(later, earlier)
}

/** Returns what is clear among differences that were found one by one, as {@link scanPairs} does. */
export function findingsOf(differences: readonly (Difference | null)[]): readonly Finding[] {
  const tested = differences.filter((difference) => difference !== null)
  const adjusted = benjaminiHochberg(tested.map(({ pValue }) => pValue))
  let next = 0
  return differences.map((difference) => {
    if (difference === null) return { difference, adjusted: null, verdict: 'too-few' }
    const pValue = adjusted[next] ?? 1
    next += 1
    return {
      difference,
      adjusted: pValue,
      verdict: pValue <= FALSE_DISCOVERY_RATE ? verdict(difference) : 'no-clear-change',
    }
  })
}

/**
 * Returns, for each group in the order given, how it lies against all the other
 * groups together: `up` is clearly above the rest, `down` clearly below.
 */
export function scanGroups(metric: Metric, groups: readonly Tally[]): readonly Finding[] {
  const whole = combineTallies(groups)
  return scanPairs(
    metric,
    groups.map((group) => ({ later: group, earlier: subtractTally(whole, group) })),
  )
}
