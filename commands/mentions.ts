import type { Command } from '../src/core/command.ts'
import { DIMENSIONS } from '../src/core/feedback.ts'
import { isTimeUnit, PERIOD_UNITS } from '../src/core/period.ts'
import { mentionsReport } from '../src/report/mentions-report.ts'
import { unitFor } from '../src/report/trend-report.ts'

/** How many messages came over time, with the days that are clearly more than usual. */
export const mentions: Command = {
  name: 'mentions',
  group: 'explore',
  audience: 'channel',
  needs: 'viewer',
  period: { default: 'last 30 days' },
  breakdowns: PERIOD_UNITS,
  baselines: true,
  filters: DIMENSIONS,
  views: ['chart', 'table', 'csv', 'text'],
  options: [],
  run(context) {
    const { by, period } = context.arguments
    if (by !== null && isTimeUnit(by)) return mentionsReport(mentions, context, by)
    return mentionsReport(mentions, context, period ? unitFor(period) : 'day')
  },
}
