import type { Alert, Incident, Reading } from '../core/alert.ts'
import type { EpochSeconds } from '../core/identity.ts'
import type { Locale } from '../core/locale.ts'
import type { Action, Block, Notice, Report, Text } from '../core/reply.ts'
import type { Store } from '../core/store.ts'
import { reasonText } from '../digests/reason.ts'
import { formatInstant } from '../language/format.ts'
import { translator } from '../language/translate.ts'
import { formatRule } from './describe.ts'
import { firing } from './firing-words.ts'
import { quotesBehind } from './quotes-behind.ts'
import { named, shownAlert } from './shown-alert.ts'

const MOST_SUBJECTS = 10

/** What is told of an alert at one moment. */
export interface AlertNews {
  readonly alert: Alert
  /** The data as its owner and its place may see them together. */
  readonly seen: Store
  readonly began: readonly Reading[]
  readonly ended: readonly Incident[]
}

/**
 * Returns one message about one or more alerts that go to the same place at the same moment:
 * what fired and by how much, with the words behind it, and what is over.
 */
export async function alertMessage(
  news: readonly AlertNews[],
  { zone, now }: { readonly zone: string; readonly now: EpochSeconds },
): Promise<Report> {
  const [first] = news
  if (!first) throw new RangeError('a message tells of an alert')
  const { locale } = first.alert
  const translate = translator(locale)
  const fired = news.filter(({ began }) => began.length > 0).map(({ alert }) => alert)
  const fires = fired.length > 0
  const title = translate(fires ? 'alerts:message.title' : 'alerts:message.titleOver', {
    names: news.map(({ alert }) => alert.name).join(', '),
  })
  const blocks: Block[] = []
  for (const { alert, seen, began, ended } of news) {
    for (const reading of began.slice(0, MOST_SUBJECTS)) {
      blocks.push({ type: 'paragraph', text: firing(alert, reading) })
    }
    if (began.length > MOST_SUBJECTS) {
      const count = began.length - MOST_SUBJECTS
      blocks.push({
        type: 'paragraph',
        text: [{ text: translate('alerts:message.more', { count }) }],
      })
    }
    for (const incident of ended.slice(0, MOST_SUBJECTS)) {
      blocks.push({ type: 'paragraph', text: over(alert, incident, zone) })
    }
    const quotes = await quotesBehind(alert, began, { store: seen, zone, now })
    if (quotes.length > 0) blocks.push({ type: 'quotes', quotes })
  }
  blocks.push({
    type: 'notes',
    notes: news.map(({ alert }) => [
      { text: `${shownAlert(alert)}: ` },
      { text: formatRule(alert.rule), data: true },
    ]),
  })
  if (fires) blocks.push({ type: 'actions', actions: buttons(fired, locale) })
  return {
    kind: 'report',
    command: 'alert',
    commandLine: `alert history ${idsOf(news.map(({ alert }) => alert))}`,
    locale,
    title,
    filters: {},
    view: 'text',
    blocks,
    sample: false,
  }
}

/** Returns what the owner of an alert is told when its place may not hear it any more. */
export function heldNotice(alert: Alert, reason: string): Notice {
  const { locale } = alert
  const translate = translator(locale)
  const id = shownAlert(alert)
  const params = { ...named(alert), reason: reasonText(reason, locale) }
  return {
    kind: 'notice',
    level: 'error',
    locale,
    text: [{ text: translate('alerts:message.held', params), data: true }],
    actions: [
      { label: translate('alerts:buttons.unmute'), command: `alert unmute ${id}` },
      { label: translate('alerts:buttons.delete'), command: `alert delete ${id}` },
    ],
  }
}

/** What is pressed on a message about several alerts is about each of them. */
function buttons(alerts: readonly Alert[], locale: Locale): readonly Action[] {
  const translate = translator(locale)
  const ids = idsOf(alerts)
  return [
    { label: translate('alerts:buttons.ack'), command: `alert ack ${ids}` },
    { label: translate('alerts:buttons.snooze'), command: `alert snooze ${ids} 4h` },
    { label: translate('alerts:buttons.mute'), command: `alert mute ${ids}` },
    { label: translate('alerts:buttons.history'), command: `alert history ${ids}` },
  ]
}

function idsOf(alerts: readonly Alert[]): string {
  return alerts.map(shownAlert).join(' ')
}

function over({ name, locale }: Alert, { subject, startedAt }: Incident, zone: string): Text {
  const time = formatInstant(startedAt, locale, zone)
  const named = subject === '' ? name : `${name}, ${subject}`
  return [
    { text: `${named}: `, style: 'strong', data: true },
    { text: translator(locale)('alerts:message.over', { time }) },
  ]
}
