import type { Command } from '../src/core/command.ts'
import { manageDigest } from '../src/digests/manage.ts'
import { onlyReadsDigests, readSubscription } from '../src/digests/request.ts'
import { WITHOUT_COMMON_GRAMMAR } from './common-grammar.ts'

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
  ...WITHOUT_COMMON_GRAMMAR,
  views: ['table', 'csv', 'text'],
  run: (context) =>
    manageDigest(subscribe, readSubscription(context.arguments.subjects[0] ?? ''), context, 'own'),
}
