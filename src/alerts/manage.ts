import type { Command, CommandContext } from '../core/command.ts'
import type { EpochSeconds } from '../core/identity.ts'
import type { Reply } from '../core/reply.ts'
import { formatInstant } from '../language/format.ts'
import { translator } from '../language/translate.ts'
import { reportOf } from '../report/report-frame.ts'
import { acknowledge } from './acknowledge.ts'
import { evaluate } from './evaluate.ts'
import { findAlert, findAlerts } from './find.ts'
import { changedAlerts, describedAlert, doneNotice, listedAlerts, testedAlert } from './replies.ts'
import type { AlertRequest } from './request.ts'
import { checkTarget, settingsOf } from './settings.ts'
import { named } from './shown-alert.ts'
import { incidentTable } from './tables.ts'

/**
 * Does what was asked with an alert and returns the answer. Throws the UserErrors of its
 * rule, its filters and its place.
 */
export async function manageAlert(
  command: Command,
  request: AlertRequest,
  context: CommandContext,
): Promise<Reply> {
  const { store, workspaceId, now, locale } = context
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
      const said = translate('alerts:said.created', named(alert))
      return describedAlert(command, alert, said, context)
    }
    case 'test':
      return await testedAlert(
        command,
        await settingsOf(request.draft, context),
        context,
        request.draft,
      )
    case 'test-stored':
      return await testedAlert(command, await findAlert(request.alert, context), context)
    case 'ack':
      return await acknowledge(command, await findAlerts(request.alerts, context), context)
    case 'snooze': {
      const until = (now + request.seconds) as EpochSeconds
      const time = formatInstant(until, locale, context.zone)
      const changes = (await findAlerts(request.alerts, context)).map(async (alert) => {
        await store.alerts.change(workspaceId, alert.id, { snoozedUntil: until })
        const said = translate('alerts:said.snoozed', { ...named(alert), time })
        return { alert: { ...alert, snoozedUntil: until }, said }
      })
      return changedAlerts(command, await Promise.all(changes), context)
    }
    case 'mute':
    case 'unmute': {
      const state = request.verb === 'mute' ? 'muted' : 'active'
      const changes = (await findAlerts(request.alerts, context)).map(async (alert) => {
        const change = { state, reason: null, snoozedUntil: null } as const
        return {
          alert: (await store.alerts.change(workspaceId, alert.id, change)) ?? alert,
          said: translate(`alerts:said.${state}`, named(alert)),
        }
      })
      return changedAlerts(command, await Promise.all(changes), context)
    }
    case 'delete': {
      const alerts = await findAlerts(request.alerts, context)
      for (const { id } of alerts) await store.alerts.remove(workspaceId, id)
      const said = alerts.map((alert) => translate('alerts:said.deleted', named(alert)))
      return doneNotice(said, locale)
    }
    case 'history': {
      const alerts = await findAlerts(request.alerts, context)
      const titles = alerts.map((alert) => translate('alerts:historyTitle', named(alert)))
      return reportOf(command, context, {
        title: titles.join('; '),
        view: 'table',
        blocks: await Promise.all(alerts.map((alert) => incidentTable(alert, context))),
      })
    }
  }
}
