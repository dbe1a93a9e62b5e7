import type { Command } from '../src/core/command.ts'
import { edit as change } from '../src/moderation/change.ts'
import { WITHOUT_COMMON_GRAMMAR } from './common-grammar.ts'

/** Changes fields of a piece of feedback; what they were is kept. */
export const edit: Command = {
  name: 'edit',
  group: 'data',
  audience: 'caller',
  needs: 'moderator',
  writes: true,
  subject: { name: 'item', required: false, max: 1, from: 'line' },
  ...WITHOUT_COMMON_GRAMMAR,
  views: ['text'],
  run: (context) => change(edit, context.arguments.subjects[0] ?? '', context),
}
