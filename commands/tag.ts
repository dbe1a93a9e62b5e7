import type { Command } from '../src/core/command.ts'
import { tag as change } from '../src/moderation/change.ts'

/** Adds tags to a piece of feedback, and takes away those with a minus. */
export const tag: Command = {
  name: 'tag',
  group: 'data',
  audience: 'caller',
  needs: 'moderator',
  writes: true,
  subject: { name: 'item', required: false, max: 1, from: 'line' },
  period: null,
  breakdowns: [],
  baselines: false,
  filters: [],
  views: ['text'],
  options: [],
  run: (context) => change(tag, context.arguments.subjects[0] ?? '', context),
}
