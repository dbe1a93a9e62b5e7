import type { Command } from '../src/core/command.ts'
import { edit as change } from '../src/moderation/change.ts'

/** Changes fields of a piece of feedback; what they were is kept. */
export const edit: Command = {
  name: 'edit',
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
  run: (context) => change(edit, context.arguments.subjects[0] ?? '', context),
}
