import type { Scale } from '../core/feedback.ts'
import { averageMetric } from './average.ts'
import { followedBy, topBoxMetric } from './csat.ts'
import type { Metric } from './measurement.ts'

/**
 * Returns the average rating, `rating`, on the scale as it was asked, followed
 * by `top`, the share of the best answers in percent (two of a 1–5 scale; see
 * `topBoxSize`), where the scale has such.
 */
export function ratingMetric(scale: Scale): Metric {
  return followedBy(averageMetric('rating', scale), topBoxMetric('top', scale))
}
