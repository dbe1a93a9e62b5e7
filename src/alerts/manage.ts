import { accountOf } from '../core/access.ts'
import type { Alert, AlertSettings, Reading } from '../core/alert.ts'
import type { Command, CommandContext } from '../core/command.ts'
import { UserError } from '../core/errors.ts'
import type { AlertId, EpochSeconds } from '../core/identity.ts'
import type { Action, Block, Reply } from '../core/reply.ts'
import { formatTarget, targetNamed } from '../digests/place-words.ts'
import { reasonText } from '../digests/reason.ts'
import { resolveFilters } from '../dispatch/resolve-filters.ts'
import { formatInstant } from '../language/format.ts'
import { translator } from '../language/translate.ts'
import { knownAspect } from '../report/aspect-names.ts'
import { reportOf } from '../report/report-frame.ts'
import { formatRule } from './describe.ts'
import { evaluate } from './evaluate.ts'
import { replay } from './replay.ts'
import type { AlertDraft, AlertRequest } from './request.ts'
import { firing, shownAlert } from './tell.ts'

const COOLDOWN_SECONDS = 3600
const MOST_FIRED = 30
const MOST_INCIDENTS = 20
const LONGEST_NAME = 80

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
      return await listed(command, context)
    case 'create': {
      const settings = await settingsOf(request.draft, context)
      await checkTarget(settings, context)
      if (settings.rule.type !== 'each') {
        await evaluate(settings.rule, context.zone, now, watching(context))
      }
      const seen = await store.alerts.newestFeedback(workspaceId)
      const alert = await store.alerts.create(workspaceId, settings, now, seen)
      return described(command, alert, translate('alerts:said.created', named(alert)), context)
    }
    case 'test':
      return await tested(command, await settingsOf(request.draft, context), context)
    case 'test-stored':
      return await tested(command, await findAlert(request.alert, context), context)
    case 'ack': {
      const alert = await findAlert(request.alert, context)
      const by = invocation.user.name
      const count = await store.alerts.acknowledge(workspaceId, alert.id, by, now)
      const key = count === 0 ? 'alerts:said.nothingOpen' : 'alerts:said.acknowledged'
      return described(command, alert, translate(key, { ...named(alert), by }), context)
    }
    case 'snooze': {
      const alert = await findAlert(request.alert, context)
      const until = (now + request.seconds) as EpochSeconds
      const time = formatInstant(until, locale, context.zone)
      await store.alerts.change(workspaceId, alert.id, { snoozedUntil: until })
      const said = translate('alerts:said.snoozed', { ...named(alert), time })
      return described(command, { ...alert, snoozedUntil: until }, said, context)
    }
    case 'mute':
    case 'unmute': {
      const alert = await findAlert(request.alert, context)
      const state = request.verb === 'mute' ? 'muted' : 'active'
      const change = { state, reason: null, snoozedUntil: null } as const
      const changed = (await store.alerts.change(workspaceId, alert.id, change)) ?? alert
      const said = translate(`alerts:said.${state}`, named(alert))
      return described(command, changed, said, context)
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

function watching({ store, workspaceId }: CommandContext) {
  return { store, workspace: workspaceId }
}

async function settingsOf(draft: AlertDraft, context: CommandContext): Promise<AlertSettings> {
  const { store, workspaceId, invocation, locale, zone, aspects, access } = context
  const { rule } = draft
  const known = await store.names(workspaceId, 'aspect', { limit: 100 })
  const asked = rule.filters.map(({ dimension, names }) => ({
    dimension,
    names:
      dimension === 'aspect'
        ? names.map((name) => knownAspect(name, context, known, (each) => `aspect:${each}`))
        : names,
  }))
  const lineWith = (filters: typeof asked) => `alert ${formatRule({ ...rule, filters })}`
  const filters = await resolveFilters(
    store,
    workspaceId,
    asked,
    (others) => lineWith([...others] as typeof asked),
    aspects,
  )
  const whole = { ...rule, filters: [...filters, ...access.scope] }
  const name = (draft.name ?? formatRule(rule)).slice(0, LONGEST_NAME)
  const local = invocation.platform === 'console' || invocation.platform === 'web'
  return {
    name,
    owner: {
      ...accountOf(invocation.platform, invocation.user, invocation.place),
      name: invocation.user.name,
    },
    target:
      local && draft.place === undefined
        ? { type: 'person', platform: invocation.platform, user: invocation.user.id }
        : targetNamed(draft.place, invocation),
    rule: whole,
    locale: draft.locale ?? locale,
    cooldownSeconds: draft.cooldownSeconds ?? COOLDOWN_SECONDS,
    quiet: draft.quiet ? { ...draft.quiet, zone } : null,
  }
}

/** An alert has a place that the bot can write to; a test needs none. */
async function checkTarget({ target }: AlertSettings, context: CommandContext): Promise<void> {
  const { platform } = target
  if (platform === 'console' || platform === 'web') {
    throw new UserError('digests.place-needed', { place: platform }, 'in:telegram:-1001234567890')
  }
  if (target.type === 'person') return
  const facts = await context.place(platform, target.channel, target.thread)
  if (!facts?.member) throw new UserError('digests.place-gone', { channel: target.channel })
}

async function findAlert(text: string, { store, workspaceId }: CommandContext): Promise<Alert> {
  const number = /^(?:a-?)?(\d{1,9})$/i.exec(text)?.[1]
  const byId =
    number === undefined
      ? undefined
      : await store.alerts.find(workspaceId, Number(number) as AlertId)
  if (byId) return byId
  const all = await store.alerts.list(workspaceId)
  const byName = all.find(({ name }) => name.toLowerCase() === text.toLowerCase())
  if (byName) return byName
  const [first] = all
  throw new UserError(
    'alerts.no-such-alert',
    { name: text.slice(0, 60) },
    first ? `alert history ${shownAlert(first)}` : 'alert on detractor',
  )
}

async function tested(
  command: Command,
  settings: AlertSettings,
  context: CommandContext,
): Promise<Reply> {
  const { locale, zone, now } = context
  const translate = translator(locale)
  const { from, fired } = await replay(settings, zone, now, watching(context))
  const since = formatInstant(from, locale, zone)
  const key = fired.length === 0 ? 'alerts:test.never' : 'alerts:test.fired'
  const summary = translate(key, { count: fired.length, since })
  const rows = fired
    .slice(-MOST_FIRED)
    .reverse()
    .map(({ at, until, reading }) => [
      formatInstant(at, locale, zone),
      until === null ? '…' : formatInstant(until, locale, zone),
      seenText(settings, reading),
      reading.subject,
    ])
  const each = settings.rule.each !== null
  const table: Block | undefined =
    rows.length === 0
      ? undefined
      : {
          type: 'table',
          columns: [
            { key: 'began', label: translate('alerts:columns.began'), format: 'text' },
            { key: 'ended', label: translate('alerts:columns.ended'), format: 'text' },
            { key: 'what', label: translate('alerts:columns.what'), format: 'text' },
            ...(each
              ? [
                  {
                    key: 'subject',
                    label: translate('alerts:columns.subject'),
                    format: 'text',
                  } as const,
                ]
              : []),
          ],
          rows: rows.map((row) => (each ? row : row.slice(0, 3))),
        }
  const create: Action = {
    label: translate('alerts:buttons.create'),
    command: `alert ${formatRule(settings.rule)}`,
  }
  return reportOf(command, context, {
    title: translate('alerts:test.title', { rule: formatRule(settings.rule) }),
    view: 'table',
    blocks: [
      { type: 'paragraph', text: [{ text: summary }] },
      table,
      { type: 'actions', actions: [create] },
    ],
  })
}

/** What was seen, without the names that stand in other columns. */
function seenText({ rule, locale }: AlertSettings, reading: Reading): string {
  const bare = { name: formatRule(rule), rule, locale }
  return firing(bare, { ...reading, subject: '' })
    .map(({ text }) => text)
    .join('')
}

async function incidentTable(alert: Alert, context: CommandContext): Promise<Block> {
  const { locale, zone, store } = context
  const translate = translator(locale)
  const incidents = await store.alerts.incidents(alert.workspace, alert.id, MOST_INCIDENTS)
  const time = (at: EpochSeconds | null) => (at === null ? '–' : formatInstant(at, locale, zone))
  return {
    type: 'table',
    columns: (['began', 'told', 'ended', 'subject', 'what', 'by'] as const).map((key) => ({
      key,
      label: translate(`alerts:columns.${key}`),
      format: 'text',
    })),
    rows: incidents.map((incident) => [
      time(incident.startedAt),
      time(incident.toldAt),
      time(incident.resolvedAt),
      incident.subject || '–',
      seenText(alert, incident.reading),
      incident.acknowledgedBy ?? '–',
    ]),
  }
}

async function listed(command: Command, context: CommandContext): Promise<Reply> {
  const { store, workspaceId, locale } = context
  const translate = translator(locale)
  const alerts = await store.alerts.list(workspaceId)
  const rows = await Promise.all(
    alerts.map(async (alert) => {
      const [last] = await store.alerts.incidents(workspaceId, alert.id, 1)
      const open = last && last.resolvedAt === null
      return [
        shownAlert(alert),
        formatRule(alert.rule),
        formatTarget(alert.target),
        open ? translate('alerts:states.firing') : stateName(alert, context),
        last ? formatInstant(last.startedAt, locale, context.zone) : '–',
      ]
    }),
  )
  const columns = (['id', 'rule', 'where', 'state', 'last'] as const).map((key) => ({
    key,
    label: translate(`alerts:columns.${key}`),
    format: 'text' as const,
  }))
  return reportOf(command, context, {
    title: translate('alerts:listTitle'),
    view: 'table',
    blocks: [
      alerts.length === 0
        ? { type: 'paragraph', text: [{ text: translate('alerts:none') }] }
        : { type: 'table', columns, rows },
    ],
  })
}

function stateName(alert: Alert, { locale, now }: CommandContext): string {
  const translate = translator(locale)
  if (alert.state === 'active' && now < (alert.snoozedUntil ?? 0)) {
    return translate('alerts:states.snoozed')
  }
  const state = translate(`alerts:states.${alert.state}`)
  return alert.reason === null ? state : `${state}: ${reasonText(alert.reason, locale)}`
}

function described(command: Command, alert: Alert, said: string, context: CommandContext): Reply {
  const translate = translator(context.locale)
  const id = shownAlert(alert)
  const sound = alert.state === 'active' ? 'mute' : 'unmute'
  return reportOf(command, context, {
    title: alert.name,
    view: 'text',
    blocks: [
      { type: 'paragraph', text: [{ text: said, data: true }] },
      {
        type: 'notes',
        notes: [
          [{ text: formatRule(alert.rule), style: 'code', data: true }],
          [{ text: `→ ${formatTarget(alert.target)}`, data: true }],
        ],
      },
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
