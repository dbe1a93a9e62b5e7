import type { Command } from '../src/core/command.ts'
import { DIMENSIONS } from '../src/core/feedback.ts'
import { waitingReport } from '../src/loop/waiting.ts'

/** What waits for an answer, the oldest first. */
export const open: Command = {
  name: 'open',
  group: 'data',
  audience: 'caller',
  needs: 'moderator',
  period: null,
  breakdowns: [],
  baselines: false,
  filters: DIMENSIONS,
  views: ['text'],
  options: [{ type: 'value', name: 'after' }],
  run: (context) => waitingReport(open, context),
}
