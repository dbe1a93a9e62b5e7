import type { Command } from '../src/core/command.ts'
import { undo as takeBack } from '../src/moderation/undo.ts'
import { WITHOUT_COMMON_GRAMMAR } from './common-grammar.ts'

/** Takes back what was logged, or brings back what was taken back or merged. */
export const undo: Command = {
  name: 'undo',
  group: 'data',
  audience: 'caller',
  needs: 'moderator',
  writes: true,
  subject: { name: 'item', required: false, max: 1, from: 'line' },
  ...WITHOUT_COMMON_GRAMMAR,
  views: ['text'],
  run: (context) => takeBack(context.arguments.subjects[0] ?? '', context),
}
