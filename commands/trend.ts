import type { Command } from '../src/core/command.ts'
import { UserError } from '../src/core/errors.ts'
import { DIMENSIONS } from '../src/core/feedback.ts'
import { isTimeUnit } from '../src/core/period.ts'
import { csiReport } from '../src/report/csi-report.ts'
import { openInquiry } from '../src/report/inquiry.ts'
import { trendReport, unitFor } from '../src/report/trend-report.ts'
import { BREAKDOWNS } from './metric-command.ts'
import { ALL_VARIANTS, scoredMetric } from './metric-subject.ts'

/** A metric's way through time, in one line or in one for each value of a dimension. */
export const trend: Command = {
  name: 'trend',
  group: 'explore',
  audience: 'channel',
  needs: 'viewer',
  subject: { name: 'metric', required: true, max: 1, from: 'metric' },
  period: { default: 'last 12 weeks' },
  breakdowns: BREAKDOWNS,
  baselines: true,
  filters: DIMENSIONS,
  views: ['chart', 'table', 'csv', 'text'],
  options: [
    { type: 'choice', name: 'variant', values: ALL_VARIANTS },
    { type: 'value', name: 'weights' },
  ],
  async run(context) {
    const { subjects, by, options, period } = context.arguments
    if (subjects[0]?.toLowerCase() === 'csi') {
      if (by !== null && !isTimeUnit(by)) {
        throw new UserError('commands.one-line-only', { metric: 'csi' }, `csi by ${by}`)
      }
      const unit = by ?? (period ? unitFor(period) : 'week')
      return csiReport(trend, { ...context, arguments: { ...context.arguments, by: unit } })
    }
    const metric = scoredMetric(subjects[0] ?? '', 'trend')
    const inquiry = await openInquiry(trend, context, metric, options['variant'])
    if (by !== null && !isTimeUnit(by)) return trendReport(inquiry, unitFor(inquiry.period), by)
    return trendReport(inquiry, by ?? unitFor(inquiry.period), null)
  },
}
