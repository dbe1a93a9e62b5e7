import type { Alert, AlertSettings, Reading } from '../core/alert.ts'
import type { CommandContext } from '../core/command.ts'
import type { Locale } from '../core/locale.ts'
import type { TableBlock } from '../core/reply.ts'
import { placeText } from '../digests/place-words.ts'
import { reasonText } from '../digests/reason.ts'
import { formatInstant } from '../language/format.ts'
import { translator } from '../language/translate.ts'
import { instantCell } from '../report/entry-list.ts'
import { formatRule } from './describe.ts'
import { firing } from './firing-words.ts'
import type { Replayed } from './replay.ts'
import { shownAlert } from './shown-alert.ts'

const MOST_FIRED = 30
const MOST_INCIDENTS = 20

/** Returns the columns of a table, each a text under a word of the locale files. */
function columnsOf<Key extends ColumnKey>(keys: readonly Key[], { locale }: CommandContext) {
  const translate = translator(locale)
  return keys.map((key) => ({
    key,
    label: translate(`alerts:columns.${key}`),
    format: 'text' as const,
  }))
}

type ColumnKey =
  | 'id'
  | 'rule'
  | 'where'
  | 'state'
  | 'last'
  | 'began'
  | 'told'
  | 'ended'
  | 'subject'
  | 'what'
  | 'by'

/** Returns the table of all alerts: what they watch, where they tell it, how they stand. */
export async function alertTable(
  alerts: readonly Alert[],
  context: CommandContext,
): Promise<TableBlock> {
  const { store, workspaceId, locale } = context
  const rows = await Promise.all(
    alerts.map(async (alert) => {
      const [last] = await store.alerts.incidents(workspaceId, alert.id, 1)
      const open = last && last.resolvedAt === null
      return [
        shownAlert(alert),
        open ? translator(locale)('alerts:states.firing') : stateName(alert, context),
        formatRule(alert.rule),
        instantCell(last?.startedAt ?? null, context),
        placeText(alert, context),
      ]
    }),
  )
  const columns = columnsOf(['id', 'state', 'rule', 'last', 'where'], context)
  return { type: 'table', columns, rows }
}

/** Returns the table of the last incidents of an alert, the newest first. */
export async function incidentTable(alert: Alert, context: CommandContext): Promise<TableBlock> {
  const { locale, store } = context
  const incidents = await store.alerts.incidents(alert.workspace, alert.id, MOST_INCIDENTS)
  return {
    type: 'table',
    columns: columnsOf(['began', 'told', 'ended', 'subject', 'what', 'by'], context),
    rows: incidents.map((incident) => [
      instantCell(incident.startedAt, context),
      instantCell(incident.toldAt, context),
      instantCell(incident.resolvedAt, context),
      incident.subject || '–',
      seenText(alert, incident.reading, locale),
      incident.acknowledgedBy ?? '–',
    ]),
  }
}

/** Returns the table of when a rule would have fired, the newest first. */
export function firedTable(
  settings: AlertSettings,
  fired: readonly Replayed[],
  context: CommandContext,
): TableBlock {
  const { locale, zone } = context
  const each = settings.rule.each !== null
  const rows = fired
    .slice(-MOST_FIRED)
    .reverse()
    .map(({ at, until, reading }) => [
      formatInstant(at, locale, zone),
      until === null ? '…' : formatInstant(until, locale, zone),
      seenText(settings, reading, locale),
      ...(each ? [reading.subject] : []),
    ])
  const columns = columnsOf(
    ['began', 'ended', 'what', ...(each ? ['subject' as const] : [])],
    context,
  )
  return { type: 'table', columns, rows }
}

/** What was seen, without the names that stand in other columns. */
function seenText({ rule }: AlertSettings, reading: Reading, locale: Locale): string {
  const bare = { name: formatRule(rule), rule, locale }
  return firing(bare, { ...reading, subject: '' })
    .map(({ text }) => text)
    .join('')
}

function stateName(alert: Alert, { locale, now }: CommandContext): string {
  const translate = translator(locale)
  if (alert.state === 'active' && now < (alert.snoozedUntil ?? 0)) {
    return translate('alerts:states.snoozed')
  }
  const state = translate(`alerts:states.${alert.state}`)
  return alert.reason === null ? state : `${state}: ${reasonText(alert.reason, locale)}`
}
