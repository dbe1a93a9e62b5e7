import type { Breakdown, Command } from '../src/core/command.ts'
import { DIMENSIONS } from '../src/core/feedback.ts'
import { breakdownReport } from '../src/report/breakdown-report.ts'
import { openInquiry } from '../src/report/inquiry.ts'
import { sentimentReport } from '../src/report/sentiment-report.ts'
import { unitFor } from '../src/report/trend-report.ts'
import { isTimeUnit, TEXT_BREAKDOWNS } from './text-breakdowns.ts'

/** What customers feel in what they write: shares, net sentiment and loyalty. */
export const sentiment: Command = {
  name: 'sentiment',
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
    const inquiry = await openInquiry(sentiment, context, 'sentiment', undefined)
    const by: Breakdown = context.arguments.by ?? unitFor(inquiry.period)
    return isTimeUnit(by) ? sentimentReport(inquiry, by) : breakdownReport(inquiry, by)
  },
}
