import type { FeedbackKind } from '../core/feedback.ts'

/** The metrics that commands take by name. */
export const METRIC_NAMES = ['nps', 'csat', 'ces', 'csi', 'rating'] as const
export type MetricName = (typeof METRIC_NAMES)[number]

/** Returns whether the word names a metric. */
export function isMetricName(word: string): word is MetricName {
  return (METRIC_NAMES as readonly string[]).includes(word)
}

/** Returns the kind of feedback that the metric is about; null where any kind will do. */
export function kindOfMetric(name: MetricName): FeedbackKind | null {
  if (name === 'rating') return 'review'
  return name === 'csi' ? null : name
}
