import type { FeedbackKind } from '../core/feedback.ts'

/** The metrics that commands take by name. */
export const METRIC_NAMES = ['nps', 'csat', 'ces', 'csi', 'rating', 'sentiment', 'loyalty'] as const
export type MetricName = (typeof METRIC_NAMES)[number]

/** Returns whether the word names a metric. */
export function isMetricName(word: string): word is MetricName {
  return (METRIC_NAMES as readonly string[]).includes(word)
}

/** Returns the kind of series that the metric is about; null where any kind will do. */
export function kindOfMetric(name: MetricName): FeedbackKind | 'sentiment' | null {
  if (name === 'rating') return 'review'
  if (isOpinionMetric(name)) return 'sentiment'
  return name === 'csi' ? null : name
}

/** Returns whether the metric is about what texts say rather than about scores. */
export function isOpinionMetric(name: MetricName): name is 'sentiment' | 'loyalty' {
  return name === 'sentiment' || name === 'loyalty'
}
