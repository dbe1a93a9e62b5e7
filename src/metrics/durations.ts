import type { DurationCount, DurationGroup } from '../core/store.ts'
import { type Difference, type Measurement, measurement, Z } from './measurement.ts'
import { normalTwoSided } from './normal.ts'
import { quantileInterval } from './quantile.ts'
import { measureShare } from './share.ts'

/** Lengths of time in hours, ascending. */
export type Hours = Float64Array

/** Returns each length of time as often as it occurs, in hours. */
export function hoursOf({ durations }: Pick<DurationGroup, 'durations'>): Hours {
  const all = new Float64Array(durations.reduce((sum, { count }) => sum + count, 0))
  let next = 0
  for (const { minutes, count } of durations) {
    all.fill(minutes / 60, next, next + count)
    next += count
  }
  return all
}

/** Returns a quantile of lengths of time, in hours, with its interval of order statistics. */
export function measureHours(key: string, hours: Hours, probability: number): Measurement {
  return measurement({ key, unit: 'hours' }, hours.length, () =>
    quantileInterval(hours, probability),
  )
}

/**
 * Returns the difference of a quantile between two independent samples, in hours. Its interval
 * is recovered from those of the two quantiles: G. Y. Zou and A. Donner, “Construction of
 * confidence limits about effect measures: a general approach”, Statistics in Medicine 27 (2008)
 * 1693–1702. The p-value is that of a normal error as wide as the interval.
 */
export function hoursDifference(later: Hours, earlier: Hours, probability: number): Difference {
  const a = quantileInterval(later, probability)
  const b = quantileInterval(earlier, probability)
  const value = a.value - b.value
  const low = value - Math.hypot(a.value - a.low, b.high - b.value)
  const high = value + Math.hypot(a.high - a.value, b.value - b.low)
  const error = (high - low) / (2 * Z)
  return {
    value,
    low,
    high,
    pValue: error === 0 ? Number(value === 0) : normalTwoSided(value / error),
  }
}

/** How many met a target, of those that had time for it. */
export type TargetCounts = readonly [met: number, n: number]

/** Returns how many items met the target, of those that were said long enough ago. */
export function targetCounts(group: DurationGroup, targetMinutes: number): TargetCounts {
  const dueOf = (counts: readonly DurationCount[]) => counts.reduce((sum, { due }) => sum + due, 0)
  const met = dueOf(group.durations.filter(({ minutes }) => minutes < targetMinutes))
  return [met, dueOf(group.durations) + group.waiting.due]
}

/** Returns the share that met a target in percent, with Wilson's interval. */
export function measureTarget(key: string, [met, n]: TargetCounts): Measurement {
  return measureShare(key, met, n)
}

/** Returns the items of all groups as one. */
export function mergeDurations(groups: readonly DurationGroup[]): DurationGroup {
  const merged = new Map<number, { count: number; due: number }>()
  let count = 0
  let due = 0
  for (const { durations, waiting } of groups) {
    count += waiting.count
    due += waiting.due
    for (const each of durations) {
      const known = merged.get(each.minutes) ?? { count: 0, due: 0 }
      merged.set(each.minutes, { count: known.count + each.count, due: known.due + each.due })
    }
  }
  return {
    value: null,
    durations: [...merged]
      .map(([minutes, counts]) => ({ minutes, ...counts }))
      .sort((a, b) => a.minutes - b.minutes),
    waiting: { count, due },
  }
}

/**
 * Returns what is left of durations without some of them; both are ascending, and the second
 * are among the first.
 */
export function withoutDurations(
  all: readonly DurationCount[],
  some: readonly DurationCount[],
): readonly DurationCount[] {
  let next = 0
  return all.map((each) => {
    const gone = some[next]?.minutes === each.minutes ? some[next++] : undefined
    return gone
      ? { minutes: each.minutes, count: each.count - gone.count, due: each.due - gone.due }
      : each
  })
}
