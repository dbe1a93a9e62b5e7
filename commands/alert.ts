import { manageAlert } from '../src/alerts/manage.ts'
import { onlyReadsAlerts, readAlertRequest } from '../src/alerts/request.ts'
import type { Command } from '../src/core/command.ts'
import { WITHOUT_COMMON_GRAMMAR } from './common-grammar.ts'

/** Messages at once when something breaks, and when it is over. */
export const alert: Command = {
  name: 'alert',
  group: 'messages',
  audience: 'caller',
  needs: 'manager',
  writes: true,
  readsOnly: onlyReadsAlerts,
  subject: { name: 'request', required: false, max: 1, from: 'line' },
  ...WITHOUT_COMMON_GRAMMAR,
  views: ['table', 'csv', 'text'],
  run: (context) =>
    manageAlert(alert, readAlertRequest(context.arguments.subjects[0] ?? ''), context),
}
