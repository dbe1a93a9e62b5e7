import type { Alert, AlertSettings } from '../core/alert.ts'
import type { Command, CommandContext } from '../core/command.ts'
import type { Locale } from '../core/locale.ts'
import { isLocal } from '../core/platforms.ts'
import type { Action, Notice, Reply, Text } from '../core/reply.ts'
import { placeText } from '../digests/place-words.ts'
import { formatMinute } from '../digests/schedule-words.ts'
import { formatDuration, formatInstant } from '../language/format.ts'
import { translator } from '../language/translate.ts'
import { reportOf } from '../report/report-frame.ts'
import { joinTexts } from '../report/values.ts'
import { formatAlert, formatRule } from './describe.ts'
import { replay } from './replay.ts'
import type { AlertDraft } from './request.ts'
import { shownAlert } from './shown-alert.ts'
import { alertTable, firedTable } from './tables.ts'

/** Returns the list of all alerts. */
export async function listedAlerts(command: Command, context: CommandContext): Promise<Reply> {
  const { store, workspaceId, locale } = context
  const translate = translator(locale)
  const alerts = await store.alerts.list(workspaceId)
  return reportOf(command, context, {
    title: translate('alerts:listTitle'),
    view: 'table',
    blocks: [
      alerts.length === 0
        ? { type: 'paragraph', text: [{ text: translate('alerts:none') }] }
        : await alertTable(alerts, context),
    ],
  })
}

/**
 * Returns the answer to a test: how often a rule would have fired and when, and, for one that is
 * yet to be set up, what that would make.
 */
export async function testedAlert(
  command: Command,
  settings: AlertSettings,
  context: CommandContext,
  draft?: AlertDraft,
): Promise<Reply> {
  const { store, workspaceId, locale, zone, now } = context
  const translate = translator(locale)
  const { from, fired } = await replay(settings, zone, now, { store, workspace: workspaceId })
  const since = formatInstant(from, locale, zone)
  const key = fired.length === 0 ? 'alerts:test.never' : 'alerts:test.fired'
  const summary = translate(key, { count: fired.length, since })
  const create: readonly Action[] = draft
    ? [{ label: translate('alerts:buttons.create'), command: formatAlert(settings, draft) }]
    : []
  return reportOf(command, context, {
    title: translate('alerts:test.title', { rule: formatRule(settings.rule) }),
    view: 'table',
    blocks: [
      { type: 'paragraph', text: [{ text: summary }] },
      fired.length === 0 ? undefined : firedTable(settings, fired, context),
      draft && { type: 'notes', notes: settingNotes(settings, context) },
      create.length > 0 ? { type: 'actions', actions: create } : undefined,
    ],
  })
}

/** Returns what became of alerts: of one with what can be done next, of several in a line each. */
export function changedAlerts(
  command: Command,
  changes: readonly { readonly alert: Alert; readonly said: string }[],
  context: CommandContext,
): Reply {
  const [first, ...more] = changes
  if (first && more.length === 0) return describedAlert(command, first.alert, first.said, context)
  return doneNotice(
    changes.map(({ said }) => said),
    context.locale,
  )
}

/** Returns what was done in words alone, a line each. */
export function doneNotice(said: readonly string[], locale: Locale): Notice {
  const text = joinTexts(
    said.map((each) => [{ text: each, data: true }]),
    '\n',
  )
  return { kind: 'notice', level: 'success', locale, text, actions: [] }
}

/** Returns what became of an alert, what it watches and what can be done with it. */
export function describedAlert(
  command: Command,
  alert: Alert,
  said: string,
  context: CommandContext,
): Reply {
  const translate = translator(context.locale)
  const id = shownAlert(alert)
  const sound = alert.state === 'active' ? 'mute' : 'unmute'
  return reportOf(command, context, {
    title: alert.name,
    view: 'text',
    blocks: [
      { type: 'paragraph', text: [{ text: said, data: true }] },
      { type: 'notes', notes: settingNotes(alert, context) },
      {
        type: 'actions',
        actions: (['test', 'history', sound, 'delete'] as const).map((verb) => ({
          label: translate(`alerts:buttons.${verb}`),
          command: `alert ${verb} ${id}`,
        })),
      },
    ],
  })
}

/** What is watched, where it is told, and when not. */
function settingNotes(settings: AlertSettings, context: CommandContext): readonly Text[] {
  const { rule, name, quiet, cooldownSeconds, target } = settings
  const { locale } = context
  const translate = translator(locale)
  const length = formatDuration(cooldownSeconds / 3600, locale)
  const hours = quiet && { from: formatMinute(quiet.from), to: formatMinute(quiet.to) }
  return [
    ...(name === formatRule(rule) ? [] : [[{ text: name, style: 'strong', data: true } as const]]),
    [{ text: formatRule(rule), style: 'code', data: true }],
    ...(isLocal(target.platform)
      ? []
      : [[{ text: `→ ${placeText(settings, context)}`, data: true } as const]]),
    [{ text: translate('alerts:settings.cooldown', { length }) }],
    ...(hours ? [[{ text: translate('alerts:settings.quiet', hours) }]] : []),
  ]
}
