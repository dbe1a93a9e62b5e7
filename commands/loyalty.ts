import type { Breakdown, Command } from '../src/core/command.ts'
import { DIMENSIONS } from '../src/core/feedback.ts'
import { breakdownReport } from '../src/report/breakdown-report.ts'
import { openInquiry } from '../src/report/inquiry.ts'
import { trendReport, unitFor } from '../src/report/trend-report.ts'
import { isTimeUnit, TEXT_BREAKDOWNS } from './text-breakdowns.ts'

/** How many positive texts there are for each negative one. */
export const loyalty: Command = {
  name: 'loyalty',
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
    const inquiry = await openInquiry(loyalty, context, 'loyalty', undefined)
    const by: Breakdown = context.arguments.by ?? unitFor(inquiry.period)
    return isTimeUnit(by) ? trendReport(inquiry, by, null) : breakdownReport(inquiry, by)
  },
}
