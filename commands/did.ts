import type { Command } from '../src/core/command.ts'
import { DIMENSIONS } from '../src/core/feedback.ts'
import { manageImprovements } from '../src/loop/improvements.ts'

/** What was made better, and whether it helped. */
export const did: Command = {
  name: 'did',
  group: 'explore',
  audience: 'channel',
  needs: 'moderator',
  writes: true,
  readsOnly: (request) => request === '',
  subject: { name: 'improvement', required: false, max: 20, from: 'free-text' },
  period: null,
  breakdowns: [],
  baselines: false,
  filters: DIMENSIONS.filter((dimension) => dimension !== 'author' && dimension !== 'customer'),
  views: ['table', 'csv', 'text'],
  options: [
    { type: 'value', name: 'at' },
    { type: 'value', name: 'metric' },
    { type: 'value', name: 'tell' },
  ],
  run: (context) => manageImprovements(did, context),
}
