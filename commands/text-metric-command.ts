import type { Command } from '../src/core/command.ts'
import { DIMENSIONS } from '../src/core/feedback.ts'
import type { TimeUnit } from '../src/core/period.ts'
import { isTimeUnit } from '../src/core/period.ts'
import type { Report } from '../src/core/reply.ts'
import { breakdownReport } from '../src/report/breakdown-report.ts'
import { type Inquiry, openInquiry } from '../src/report/inquiry.ts'
import { unitFor } from '../src/report/trend-report.ts'
import { TEXT_BREAKDOWNS } from './text-breakdowns.ts'

/** Returns the command of a metric of texts: over time as `overTime` tells it, else by a dimension. */
export function textMetricCommand(
  metric: 'loyalty' | 'sentiment',
  overTime: (inquiry: Inquiry, unit: TimeUnit) => Report | Promise<Report>,
): Command {
  const command: Command = {
    name: metric,
    group: 'metrics',
    audience: 'channel',
    needs: 'viewer',
    period: { default: 'last 30 days' },
    breakdowns: TEXT_BREAKDOWNS,
    baselines: true,
    filters: DIMENSIONS,
    views: ['chart', 'table', 'csv', 'text'],
    options: [],
    async run(context) {
      const inquiry = await openInquiry(command, context, metric, undefined)
      const by = context.arguments.by ?? unitFor(inquiry.period)
      return isTimeUnit(by) ? overTime(inquiry, by) : breakdownReport(inquiry, by)
    },
  }
  return command
}
