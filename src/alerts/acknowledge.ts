import type { Alert } from '../core/alert.ts'
import type { Command, CommandContext } from '../core/command.ts'
import type { Reply } from '../core/reply.ts'
import { translator } from '../language/translate.ts'
import { changedAlerts, doneNotice } from './replies.ts'
import { named } from './shown-alert.ts'

/** Marks what alerts told of as the asker's concern; the places that were told hear who took it. */
export async function acknowledge(
  command: Command,
  alerts: readonly Alert[],
  context: CommandContext,
): Promise<Reply> {
  const { store, workspaceId, now, locale, invocation } = context
  const translate = translator(locale)
  const { name } = invocation.user
  const changes: { readonly alert: Alert; readonly said: string }[] = []
  const taken: Alert[] = []
  for (const alert of alerts) {
    const [before] = await store.alerts.incidents(workspaceId, alert.id, 1)
    const count = await store.alerts.acknowledge(workspaceId, alert.id, name, now)
    const other = alert.rule.type === 'each' ? before?.acknowledgedBy : undefined
    const by = count > 0 ? name : other
    const said = by
      ? translate('alerts:said.acknowledged', { ...named(alert), by })
      : translate('alerts:said.nothingOpen', named(alert))
    changes.push({ alert, said })
    if (count > 0 && before?.acknowledgedBy !== name) taken.push(alert)
  }
  await tellPlaces(taken, context)
  return changedAlerts(command, changes, context)
}

/** One message for each place and language: who looks after which of its alerts. */
async function tellPlaces(alerts: readonly Alert[], context: CommandContext): Promise<void> {
  const { workspaceId, now } = context
  const { user } = context.invocation
  const groups = new Map<string, Alert[]>()
  for (const alert of alerts) {
    if (alert.target.type === 'person') continue
    const key = JSON.stringify([alert.target, alert.locale])
    groups.set(key, [...(groups.get(key) ?? []), alert])
  }
  for (const group of groups.values()) {
    const [first] = group
    if (!first) continue
    const { id, target, locale } = first
    const translate = translator(locale)
    const list = new Intl.ListFormat(locale, { type: 'conjunction' }).format(
      group.map((alert) => translate('alerts:message.named', named(alert))),
    )
    const said = translate('alerts:message.taken', { by: user.name, list })
    const key = `a:${workspaceId}:${id}:${now}:taken:${user.id}`
    await context.tell(target, doneNotice([said], locale), key)
  }
}
