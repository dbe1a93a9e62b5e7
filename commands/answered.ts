import type { Command } from '../src/core/command.ts'
import { settleItem } from '../src/loop/settle-item.ts'

/** Notes that a piece of feedback was answered. */
export const answered: Command = {
  name: 'answered',
  group: 'data',
  audience: 'caller',
  needs: 'moderator',
  writes: true,
  menu: 'message',
  subject: { name: 'item', required: false, max: 1, from: 'line' },
  period: null,
  breakdowns: [],
  baselines: false,
  filters: [],
  views: ['text'],
  options: [],
  run: (context) => settleItem(context.arguments.subjects[0] ?? '', 'answered', context),
}
