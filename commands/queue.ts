import type { Command } from '../src/core/command.ts'
import { queue as unsorted } from '../src/moderation/queue.ts'
import { WITHOUT_COMMON_GRAMMAR } from './common-grammar.ts'

/** Logged items that are not sorted yet. */
export const queue: Command = {
  name: 'queue',
  group: 'data',
  audience: 'caller',
  needs: 'moderator',
  subject: { name: 'item', required: false, max: 1, from: 'line' },
  ...WITHOUT_COMMON_GRAMMAR,
  views: ['text'],
  run: (context) => unsorted(queue, context.arguments.subjects[0] ?? '', context),
}
