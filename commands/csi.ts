import type { Command } from '../src/core/command.ts'
import { DIMENSIONS } from '../src/core/feedback.ts'
import { csiReport } from '../src/report/csi-report.ts'
import { BREAKDOWNS } from './metric-command.ts'

/** The satisfaction index over several factors, and the factor that costs the most. */
export const csi: Command = {
  name: 'csi',
  group: 'metrics',
  audience: 'channel',
  needs: 'viewer',
  period: { default: 'last 30 days' },
  breakdowns: BREAKDOWNS,
  baselines: true,
  filters: DIMENSIONS,
  views: ['chart', 'table', 'csv', 'text'],
  options: [{ type: 'value', name: 'weights' }],
  run: (context) => csiReport(csi, context),
}
