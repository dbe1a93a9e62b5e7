import type { Command } from '../src/core/command.ts'
import { DIMENSIONS } from '../src/core/feedback.ts'
import { movedReport } from '../src/report/moved-report.ts'

/** What changed most and clearly since the period before, over everything there is. */
export const moved: Command = {
  name: 'moved',
  group: 'explore',
  audience: 'channel',
  needs: 'viewer',
  period: { default: 'last 7 days' },
  breakdowns: [],
  baselines: true,
  filters: DIMENSIONS,
  views: ['chart', 'table', 'csv', 'text'],
  options: [],
  run: (context) => movedReport(moved, context),
}
