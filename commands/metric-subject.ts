import { UserError } from '../src/core/errors.ts'
import { latinMetric } from '../src/language/metric-spellings.ts'
import { nearest } from '../src/language/nearest.ts'
import { METRIC_NAMES } from '../src/report/metric-names.ts'
import { type ScoredMetric, VARIANTS } from '../src/report/question.ts'

/** The metrics that can be followed and compared by their tallies. */
export const SCORED_METRICS = METRIC_NAMES.filter((name) => name !== 'csi')

/** The variants of all metrics, each once. */
export const ALL_VARIANTS: readonly string[] = [
  ...new Set(SCORED_METRICS.flatMap((name) => VARIANTS[name])),
]

/** Returns the metric that the word names. Throws the UserError `commands.unknown-metric`. */
export function scoredMetric(word: string, command: string): ScoredMetric {
  const known = SCORED_METRICS.find((name) => name === latinMetric(word))
  if (known) return known
  throw new UserError(
    'commands.unknown-metric',
    { name: word, names: METRIC_NAMES.join(', ') },
    `${command} ${nearest(word, METRIC_NAMES) ?? METRIC_NAMES[0]}`,
  )
}
