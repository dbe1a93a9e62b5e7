import type { Command } from '../src/core/command.ts'
import { queue as unsorted } from '../src/moderation/queue.ts'

/** Logged items that are not sorted yet. */
export const queue: Command = {
  name: 'queue',
  group: 'data',
  audience: 'caller',
  needs: 'moderator',
  subject: { name: 'item', required: false, max: 1, from: 'line' },
  period: null,
  breakdowns: [],
  baselines: false,
  filters: [],
  views: ['text'],
  options: [],
  run: (context) => unsorted(queue, context.arguments.subjects[0] ?? '', context),
}
