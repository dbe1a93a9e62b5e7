import type { Command } from '../src/core/command.ts'
import { merge as join } from '../src/moderation/change.ts'

/** Makes a second piece of feedback part of the first. */
export const merge: Command = {
  name: 'merge',
  group: 'data',
  seldom: true,
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
  run: (context) => join(context.arguments.subjects[0] ?? '', context),
}
