import type { Command } from '../src/core/command.ts'
import { manageHook } from '../src/hooks/manage.ts'
import { onlyReadsHooks, readHookRequest } from '../src/hooks/request.ts'
import { WITHOUT_COMMON_GRAMMAR } from './common-grammar.ts'

/** Addresses that survey tools post answers to: made, looked at, given new keys and taken away. */
export const hook: Command = {
  name: 'hook',
  group: 'data',
  seldom: true,
  audience: 'caller',
  needs: 'admin',
  writes: true,
  readsOnly: onlyReadsHooks,
  unscoped: true,
  subject: { name: 'request', required: false, max: 1, from: 'line' },
  ...WITHOUT_COMMON_GRAMMAR,
  views: ['table', 'csv', 'text'],
  run: (context) => manageHook(hook, readHookRequest(context.arguments.subjects[0] ?? ''), context),
}
