import type { Command } from '../src/core/command.ts'
import { settleItem } from '../src/loop/settle-item.ts'
import { WITHOUT_COMMON_GRAMMAR } from './common-grammar.ts'

/** Lets a piece of feedback wait for an answer again. */
export const reopen: Command = {
  name: 'reopen',
  group: 'data',
  audience: 'caller',
  needs: 'moderator',
  writes: true,
  subject: { name: 'item', required: false, max: 1, from: 'line' },
  ...WITHOUT_COMMON_GRAMMAR,
  views: ['text'],
  run: (context) => settleItem(context.arguments.subjects[0] ?? '', 'open', context),
}
