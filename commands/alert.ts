import { manageAlert } from '../src/alerts/manage.ts'
import { onlyReadsAlerts, readAlertRequest } from '../src/alerts/request.ts'
import type { Command } from '../src/core/command.ts'

/** Messages at once when something breaks, and when it is over. */
export const alert: Command = {
  name: 'alert',
  group: 'messages',
  audience: 'caller',
  needs: 'manager',
  writes: true,
  readsOnly: onlyReadsAlerts,
  subject: { name: 'request', required: false, max: 1, from: 'line' },
  period: null,
  breakdowns: [],
  baselines: false,
  filters: [],
  views: ['table', 'csv', 'text'],
  options: [],
  run: (context) =>
    manageAlert(alert, readAlertRequest(context.arguments.subjects[0] ?? ''), context),
}
