import type { Command } from '../src/core/command.ts'
import { manageDigest } from '../src/digests/manage.ts'
import { onlyReadsDigests, readSubscription } from '../src/digests/request.ts'

/** Reports that come by themselves to the one who asks, alone. */
export const subscribe: Command = {
  name: 'subscribe',
  group: 'messages',
  audience: 'caller',
  needs: 'viewer',
  writes: true,
  readsOnly: onlyReadsDigests,
  unscoped: true,
  subject: { name: 'request', required: false, max: 1, from: 'line' },
  period: null,
  breakdowns: [],
  baselines: false,
  filters: [],
  views: ['table', 'csv', 'text'],
  options: [],
  run: (context) =>
    manageDigest(subscribe, readSubscription(context.arguments.subjects[0] ?? ''), context, 'own'),
}
