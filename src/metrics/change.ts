import type { Change, Verdict } from '../core/reply.ts'
import type { Tally } from '../core/store.ts'
import { type Difference, FEW, type Measurement, type Metric, TOO_FEW } from './measurement.ts'

/** Returns whether `n` answers are measured but so few that the value is to be marked. */
export function isFew(n: number): boolean {
  return n >= TOO_FEW && n < FEW
}

/** Returns what may be said of a difference: nothing is clear while its interval holds zero. */
export function verdict(difference: { readonly low: number; readonly high: number }): Verdict {
  if (difference.low > 0) return 'up'
  if (difference.high < 0) return 'down'
  return 'no-clear-change'
}

type BaselineDays = Pick<Change['baseline'], 'from' | 'to'>

/** Returns how the headline value changed; nothing but the counts below ten answers on either side. */
export function changeBetween(
  metric: Metric,
  later: Tally,
  earlier: Tally,
  days: BaselineDays,
): Change {
  return changeOf(
    { n: later.n },
    { n: earlier.n, value: metric.measure(earlier)[0]?.value ?? null },
    () => metric.difference(later, earlier),
    days,
  )
}

/** Returns the change for a difference that was computed elsewhere; it is asked for only where there are enough answers. */
export function changeOf(
  later: { readonly n: number },
  earlier: { readonly n: number; readonly value: number | null },
  difference: () => Pick<Difference, 'value' | 'low' | 'high'>,
  days: BaselineDays,
): Change {
  const { from, to } = days
  const baseline = { from, to, value: earlier.value, n: earlier.n }
  if (later.n < TOO_FEW || earlier.n < TOO_FEW) {
    return { value: null, low: null, high: null, verdict: 'too-few', baseline }
  }
  const { value, low, high } = difference()
  return { value, low, high, verdict: verdict({ low, high }), baseline }
}

/**
 * Returns how the headline value lies against a fixed target, in its unit: the
 * interval is the value's own, moved by the target.
 */
export function changeFromTarget(measured: Measurement, target: number): Change {
  const baseline = { from: null, to: null, value: target, n: 0 }
  const { value, low, high } = measured
  if (value === null || low === null || high === null) {
    return { value: null, low: null, high: null, verdict: 'too-few', baseline }
  }
  const difference = { value: value - target, low: low - target, high: high - target }
  return { ...difference, verdict: verdict(difference), baseline }
}
