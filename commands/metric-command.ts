import type { Breakdown, Command } from '../src/core/command.ts'
import { DIMENSIONS } from '../src/core/feedback.ts'
import { PERIOD_UNITS } from '../src/core/period.ts'
import { metricReport } from '../src/report/metric-report.ts'
import { type ScoredMetric, VARIANTS } from '../src/report/question.ts'

/** What answers can be cut by: every dimension that names no person, and time. */
export const BREAKDOWNS: readonly Breakdown[] = [
  ...DIMENSIONS.filter((dimension) => dimension !== 'author' && dimension !== 'customer'),
  ...PERIOD_UNITS,
]

/** Returns the command of a metric: its value, its change, its parts. */
export function metricCommand(metric: ScoredMetric): Command {
  const variants = VARIANTS[metric]
  const command: Command = {
    name: metric,
    group: 'metrics',
    audience: 'channel',
    needs: 'viewer',
    period: { default: 'last 30 days' },
    breakdowns: BREAKDOWNS,
    baselines: true,
    filters: DIMENSIONS,
    views: ['chart', 'table', 'csv', 'text'],
    options: variants.length > 0 ? [{ type: 'choice', name: 'variant', values: variants }] : [],
    run: (context) => metricReport(command, context, metric, context.arguments.options['variant']),
  }
  return command
}
