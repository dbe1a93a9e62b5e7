import type { Command } from '../src/core/command.ts'
import { manageDigest } from '../src/digests/manage.ts'
import { onlyReadsDigests, readDigestRequest } from '../src/digests/request.ts'
import { WITHOUT_COMMON_GRAMMAR } from './common-grammar.ts'

/** Reports that come by themselves: made, looked at, changed and taken away. */
export const digest: Command = {
  name: 'digest',
  group: 'messages',
  audience: 'caller',
  formWords: ['create'],
  needs: 'manager',
  writes: true,
  readsOnly: onlyReadsDigests,
  read: readDigestRequest,
  unscoped: true,
  subject: { name: 'request', required: false, max: 1, from: 'line' },
  ...WITHOUT_COMMON_GRAMMAR,
  views: ['table', 'csv', 'text'],
  run: (context) =>
    manageDigest(digest, readDigestRequest(context.arguments.subjects[0] ?? ''), context),
}
