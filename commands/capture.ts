import { manageCaptures } from '../src/capture/manage.ts'
import { onlyReadsCaptures, readCaptureRequest } from '../src/capture/request.ts'
import type { Command } from '../src/core/command.ts'
import { WITHOUT_COMMON_GRAMMAR } from './common-grammar.ts'

/** Channels in which a reaction logs the message that it is put on. */
export const capture: Command = {
  name: 'capture',
  group: 'data',
  audience: 'caller',
  needs: 'manager',
  writes: true,
  readsOnly: onlyReadsCaptures,
  unscoped: true,
  subject: { name: 'request', required: false, max: 1, from: 'line' },
  ...WITHOUT_COMMON_GRAMMAR,
  views: ['table', 'csv', 'text'],
  run(context) {
    const line = context.arguments.subjects[0] ?? ''
    const request = readCaptureRequest(line, context.invocation.platform)
    return manageCaptures(capture, request, context)
  },
}
