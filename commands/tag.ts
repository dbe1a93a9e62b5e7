import type { Command } from '../src/core/command.ts'
import { tag as change } from '../src/moderation/change.ts'
import { WITHOUT_COMMON_GRAMMAR } from './common-grammar.ts'

/** Adds tags to a piece of feedback, and takes away those with a minus. */
export const tag: Command = {
  name: 'tag',
  group: 'data',
  audience: 'caller',
  needs: 'moderator',
  writes: true,
  subject: { name: 'item', required: false, max: 1, from: 'line' },
  ...WITHOUT_COMMON_GRAMMAR,
  views: ['text'],
  run: (context) => change(tag, context.arguments.subjects[0] ?? '', context),
}
