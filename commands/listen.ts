import type { Command } from '../src/core/command.ts'
import { manageListeners } from '../src/listening/manage.ts'
import { onlyReadsListeners, readListenRequest } from '../src/listening/request.ts'
import { WITHOUT_COMMON_GRAMMAR } from './common-grammar.ts'

/** Places in which messages with a brand's words are kept as feedback. */
export const listen: Command = {
  name: 'listen',
  group: 'data',
  audience: 'caller',
  needs: 'manager',
  writes: true,
  readsOnly: onlyReadsListeners,
  unscoped: true,
  subject: { name: 'request', required: false, max: 1, from: 'line' },
  ...WITHOUT_COMMON_GRAMMAR,
  views: ['table', 'csv', 'text'],
  run: (context) =>
    manageListeners(listen, readListenRequest(context.arguments.subjects[0] ?? ''), context),
}
