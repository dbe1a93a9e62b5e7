import type { Alert } from '../core/alert.ts'
import type { Command, CommandContext } from '../core/command.ts'
import type { EpochSeconds } from '../core/identity.ts'
import type { Reply } from '../core/reply.ts'
import { formatInstant } from '../language/format.ts'
import { translator } from '../language/translate.ts'
import { reportOf } from '../report/report-frame.ts'
import { evaluate } from './evaluate.ts'
import { findAlert } from './find.ts'
import { describedAlert, listedAlerts, testedAlert } from './replies.ts'
import type { AlertRequest } from './request.ts'
import { checkTarget, settingsOf } from './settings.ts'
import { incidentTable } from './tables.ts'
import { shownAlert } from './tell.ts'

/**
 * Does what was asked with an alert and returns the answer. Throws the UserErrors of its
 * rule, its filters and its place.
 */
export async function manageAlert(
  command: Command,
  request: AlertRequest,
  context: CommandContext,
): Promise<Reply> {
  const { store, workspaceId, now, locale, invocation } = context
  const translate = translator(locale)
  switch (request.verb) {
    case 'list':
      return await listedAlerts(command, context)
    case 'create': {
      const settings = await settingsOf(request.draft, context)
      await checkTarget(settings, context)
      if (settings.rule.type !== 'each') {
        await evaluate(settings.rule, context.zone, now, { store, workspace: workspaceId })
      }
      const seen = await store.alerts.newestFeedback(workspaceId)
      const alert = await store.alerts.create(workspaceId, settings, now, seen)
      return describedAlert(command, alert, translate('alerts:said.created', named(alert)), context)
    }
    case 'test':
      return await testedAlert(command, await settingsOf(request.draft, context), context)
    case 'test-stored':
      return await testedAlert(command, await findAlert(request.alert, context), context)
    case 'ack': {
      const alert = await findAlert(request.alert, context)
      const { name } = invocation.user
      const count = await store.alerts.acknowledge(workspaceId, alert.id, name, now)
      const [last] = await store.alerts.incidents(workspaceId, alert.id, 1)
      const by = count > 0 ? name : alert.rule.type === 'each' ? last?.acknowledgedBy : undefined
      const said = by
        ? translate('alerts:said.acknowledged', { ...named(alert), by })
        : translate('alerts:said.nothingOpen', named(alert))
      return describedAlert(command, alert, said, context)
    }
    case 'snooze': {
      const alert = await findAlert(request.alert, context)
      const until = (now + request.seconds) as EpochSeconds
      const time = formatInstant(until, locale, context.zone)
      await store.alerts.change(workspaceId, alert.id, { snoozedUntil: until })
      const said = translate('alerts:said.snoozed', { ...named(alert), time })
      return describedAlert(command, { ...alert, snoozedUntil: until }, said, context)
    }
    case 'mute':
    case 'unmute': {
      const alert = await findAlert(request.alert, context)
      const state = request.verb === 'mute' ? 'muted' : 'active'
      const change = { state, reason: null, snoozedUntil: null } as const
      const changed = (await store.alerts.change(workspaceId, alert.id, change)) ?? alert
      const said = translate(`alerts:said.${state}`, named(alert))
      return describedAlert(command, changed, said, context)
    }
    case 'delete': {
      const alert = await findAlert(request.alert, context)
      await store.alerts.remove(workspaceId, alert.id)
      const text = [{ text: translate('alerts:said.deleted', named(alert)), data: true as const }]
      return { kind: 'notice', level: 'success', locale, text, actions: [] }
    }
    case 'history': {
      const alert = await findAlert(request.alert, context)
      return reportOf(command, context, {
        title: translate('alerts:historyTitle', named(alert)),
        view: 'table',
        blocks: [await incidentTable(alert, context)],
      })
    }
  }
}

function named(alert: Alert): { readonly id: string; readonly name: string } {
  return { id: shownAlert(alert), name: alert.name }
}
