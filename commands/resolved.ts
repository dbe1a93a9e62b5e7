import type { Command } from '../src/core/command.ts'
import { settleItem } from '../src/loop/settle-item.ts'
import { WITHOUT_COMMON_GRAMMAR } from './common-grammar.ts'

/** Notes that the matter of a piece of feedback is settled. */
export const resolved: Command = {
  name: 'resolved',
  group: 'data',
  audience: 'caller',
  needs: 'moderator',
  writes: true,
  menu: 'message',
  subject: { name: 'item', required: false, max: 1, from: 'line' },
  ...WITHOUT_COMMON_GRAMMAR,
  views: ['text'],
  run: (context) => settleItem(context.arguments.subjects[0] ?? '', 'resolved', context),
}
