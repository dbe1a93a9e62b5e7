import type { Scale } from '../core/feedback.ts'
import { meanInterval, welch } from './mean.ts'
import { type Metric, measurement } from './measurement.ts'

/**
 * Returns the mean answer on the scale as it was asked; Student's t interval,
 * cut at the ends of the scale, and Welch's difference. On a reversed scale the
 * lower mean is the better one.
 */
export function averageMetric(key: string, scale: Scale): Metric {
  return {
    key,
    unit: 'score',
    higherIsBetter: !scale.reversed,
    measure: (tally) => [
      measurement({ key, unit: 'score' }, tally.n, () => {
        const { value, low, high } = meanInterval(tally)
        return { value, low: Math.max(scale.min, low), high: Math.min(scale.max, high) }
      }),
    ],
    points: (tally) => tally,
    difference: welch,
  }
}
