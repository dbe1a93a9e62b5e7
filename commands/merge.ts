import type { Command } from '../src/core/command.ts'
import { merge as join } from '../src/moderation/merge.ts'
import { WITHOUT_COMMON_GRAMMAR } from './common-grammar.ts'

/** Makes a second piece of feedback part of the first. */
export const merge: Command = {
  name: 'merge',
  group: 'data',
  seldom: true,
  audience: 'caller',
  needs: 'moderator',
  writes: true,
  subject: { name: 'item', required: false, max: 1, from: 'line' },
  ...WITHOUT_COMMON_GRAMMAR,
  views: ['text'],
  run: (context) => join(context.arguments.subjects[0] ?? '', context),
}
