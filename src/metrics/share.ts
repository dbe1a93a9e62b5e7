import type { Tally } from '../core/store.ts'
import { type Measurement, type Metric, measurement, times } from './measurement.ts'
import { newcombe, wilson } from './proportion.ts'

/** Returns `count` of `n` in percent with Wilson's interval. */
export function measureShare(key: string, count: number, n: number): Measurement {
  return measurement({ key, unit: 'percent', count }, n, () => times(100, wilson(count, n)))
}

/**
 * Returns the share, in percent, of the answers that `count` finds in a tally;
 * intervals by Wilson, differences by Newcombe.
 */
export function shareMetric(
  key: string,
  count: (tally: Tally) => number,
  higherIsBetter = true,
): Metric {
  return {
    key,
    unit: 'percent',
    higherIsBetter,
    measure: (tally) => [measureShare(key, count(tally), tally.n)],
    points: (tally) => ({
      n: tally.n,
      sum: 100 * count(tally),
      sumOfSquares: 10_000 * count(tally),
    }),
    difference: (later, earlier) =>
      times(100, newcombe([count(later), later.n], [count(earlier), earlier.n])),
  }
}
