import type { NumberUnit } from '../core/chart.ts'
import type { MetricValue } from '../core/reply.ts'
import type { Tally } from '../core/store.ts'

/** The 97.5th percentile of the standard normal distribution: every interval is at 95 %. */
export const Z = 1.959964

/** Fewer answers than this are counted and not measured. */
export const TOO_FEW = 10

/** Fewer answers than this are measured and marked. */
export const FEW = 30

/** A value and its 95 % interval. */
export interface Estimate {
  readonly value: number
  readonly low: number
  readonly high: number
}

/** Later minus earlier (or first minus second), its 95 % interval and two-sided p-value. */
export interface Difference extends Estimate {
  readonly pValue: number
}

/** Number, sum and sum of squares of some values. */
export type Moments = Pick<Tally, 'n' | 'sum' | 'sumOfSquares'>

/** A metric's value before it has a label in the user's language. */
export type Measurement = Omit<MetricValue, 'label'>

/** One way to turn counted answers to one question into numbers. */
export interface Metric {
  /** The key of the first measurement. */
  readonly key: string
  readonly unit: NumberUnit
  /** False where a smaller value is the better one. */
  readonly higherIsBetter: boolean
  /** Returns the headline value first; values are null below {@link TOO_FEW} answers. */
  measure(tally: Tally): readonly Measurement[]
  /** Returns what each answer adds to the headline value, where that is their mean. */
  points?(tally: Tally): Moments
  /** Returns the difference of the headline values. Both sides need an answer. */
  difference(later: Tally, earlier: Tally): Difference
}

const NOTHING = { value: null, low: null, high: null } as const

/** Returns a measurement of `n` answers; `estimate` is called only where there are enough of them. */
export function measurement(
  head: { readonly key: string; readonly unit: NumberUnit; readonly count?: number },
  n: number,
  estimate: () => Estimate,
): Measurement {
  const { key, unit, count } = head
  const found = n < TOO_FEW ? NOTHING : estimate()
  const told = { key, unit, value: found.value, low: found.low, high: found.high, n }
  return count === undefined ? told : { ...told, count }
}

/** Returns the estimate with its three numbers multiplied. */
export function times<E extends Estimate>(factor: number, estimate: E): E {
  return {
    ...estimate,
    value: estimate.value * factor,
    low: estimate.low * factor,
    high: estimate.high * factor,
  }
}
