import { durationNamed } from '../src/alerts/rule-words.ts'
import type { Command } from '../src/core/command.ts'
import { UserError } from '../src/core/errors.ts'
import { DIMENSIONS } from '../src/core/feedback.ts'
import { PERIOD_UNITS } from '../src/core/period.ts'
import { responseReport } from '../src/loop/response-report.ts'

/** How long people waited for an answer and for the end of their matter. */
export const response: Command = {
  name: 'response',
  group: 'explore',
  audience: 'channel',
  needs: 'viewer',
  period: { default: 'last 30 days' },
  breakdowns: [
    ...(['source', 'store', 'channel', 'stage', 'segment', 'brand', 'product'] as const),
    ...PERIOD_UNITS,
  ],
  baselines: true,
  filters: DIMENSIONS,
  views: ['chart', 'table', 'csv', 'text'],
  options: [{ type: 'value', name: 'target' }],
  async run(context) {
    const target = context.arguments.options['target']
    const seconds = target === undefined ? undefined : durationNamed(target)
    if (target !== undefined && seconds === undefined) {
      throw new UserError('loop.no-target', { text: target.slice(0, 40) }, 'target:24h')
    }
    return await responseReport(response, context, seconds)
  },
}
