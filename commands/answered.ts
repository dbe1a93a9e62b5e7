import type { Command } from '../src/core/command.ts'
import { settleItem } from '../src/loop/settle-item.ts'
import { WITHOUT_COMMON_GRAMMAR } from './common-grammar.ts'

/** Notes that a piece of feedback was answered. */
export const answered: Command = {
  name: 'answered',
  group: 'data',
  audience: 'caller',
  needs: 'moderator',
  writes: true,
  menu: 'message',
  subject: { name: 'item', required: false, max: 1, from: 'line' },
  ...WITHOUT_COMMON_GRAMMAR,
  views: ['text'],
  run: (context) => settleItem(context.arguments.subjects[0] ?? '', 'answered', context),
}
