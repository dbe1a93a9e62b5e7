import type { Command } from '../src/core/command.ts'
import { UserError } from '../src/core/errors.ts'
import { DIMENSIONS } from '../src/core/feedback.ts'
import { isTimeUnit } from '../src/core/period.ts'
import { openInquiry } from '../src/report/inquiry.ts'
import { whyReport } from '../src/report/why-report.ts'
import { ALL_VARIANTS, scoredMetric } from './metric-subject.ts'
import { TEXT_BREAKDOWNS } from './text-breakdowns.ts'

/** Which aspects, stores and sources carry the change of a metric between two periods. */
export const why: Command = {
  name: 'why',
  group: 'explore',
  audience: 'channel',
  needs: 'viewer',
  subject: { name: 'metric', required: true, max: 1, from: 'metric' },
  period: { default: 'last 30 days' },
  // An answer with several tags would be counted several times.
  breakdowns: TEXT_BREAKDOWNS.filter((by) => !isTimeUnit(by) && by !== 'tag'),
  baselines: true,
  filters: DIMENSIONS,
  views: ['chart', 'table', 'csv', 'text'],
  options: [{ type: 'choice', name: 'variant', values: ALL_VARIANTS }],
  async run(context) {
    const { subjects, by, options } = context.arguments
    const metric = scoredMetric(subjects[0] ?? '', 'why')
    if (metric === 'loyalty') throw new UserError('commands.why-loyalty', {}, 'why "sentiment"')
    const inquiry = await openInquiry(why, context, metric, options['variant'])
    return whyReport(inquiry, by !== null && !isTimeUnit(by) ? by : null)
  },
}
