import type { CommandContext } from '../core/command.ts'
import type { Digest, DigestSlot } from '../core/digest.ts'
import { slotKey } from '../core/digest.ts'
import type { Action, Block, Form, Text } from '../core/reply.ts'
import type { PartState } from '../core/store.ts'
import { formatInstant } from '../language/format.ts'
import { lookUp, translator } from '../language/translate.ts'
import { formatTarget } from './place-words.ts'
import { READY_SETS } from './ready-sets.ts'
import { reasonText } from './reason.ts'
import { describeSchedule } from './schedule-words.ts'

const LISTED_SLOTS = 14

/** Returns the id of a digest as people see it. */
export function shownDigest({ id }: Pick<Digest, 'id'>): string {
  return `D-${id}`
}

/** Returns the digests of the workspace as a table, with what went out last. */
export async function digestTable(
  digests: readonly Digest[],
  context: CommandContext,
): Promise<Block> {
  const { locale, store } = context
  const translate = translator(locale)
  const label = (key: 'id' | 'name' | 'when' | 'where' | 'next' | 'last' | 'state') =>
    translate(`digests:columns.${key}`)
  const rows = await Promise.all(
    digests.map(async (digest) => {
      const [last] = await store.digests.slots(digest.workspace, digest.id, 1)
      return [
        shownDigest(digest),
        digest.name,
        describeSchedule(digest.schedule, locale),
        formatTarget(digest.target),
        digest.state.type === 'active' && digest.nextDue !== null
          ? formatInstant(digest.nextDue, locale, digest.schedule.zone)
          : '–',
        last ? await slotLine(last, context) : '–',
        stateName(digest, context),
      ]
    }),
  )
  return {
    type: 'table',
    columns: (['id', 'name', 'when', 'where', 'next', 'last', 'state'] as const).map((key) => ({
      key,
      label: label(key),
      format: 'text',
    })),
    rows,
  }
}

/** Returns when each slot was due, queued and sent, how often it was tried, and its message. */
export async function slotTable(digest: Digest, context: CommandContext): Promise<Block> {
  const { locale, store } = context
  const { zone } = digest.schedule
  const translate = translator(locale)
  const slots = await store.digests.slots(digest.workspace, digest.id, LISTED_SLOTS)
  const rows = await Promise.all(
    slots.map(async (slot) => {
      const messages = await messagesOf(slot, context)
      const sentAt = messages.flatMap(({ sentAt: at }) => (at === null ? [] : [at]))
      const attempts = messages.reduce((sum, { attempts: tries }) => sum + tries, 0)
      return [
        slot.date.slice(0, 10),
        formatInstant(slot.dueAt, locale, zone),
        outcomeOf(slot, messages, context),
        sentAt.length === 0
          ? '–'
          : formatInstant(Math.max(...sentAt) as typeof slot.dueAt, locale, zone),
        Math.max(0, slot.attempts - 1) + Math.max(0, attempts - messages.length),
        messages.map(({ url, reference }) => url ?? reference ?? '').find(Boolean) ?? '–',
        slot.detail ?? messages.find(({ detail }) => detail !== null)?.detail ?? '',
      ]
    }),
  )
  return {
    type: 'table',
    columns: [
      { key: 'date', label: translate('digests:columns.date'), format: 'text' },
      { key: 'due', label: translate('digests:columns.due'), format: 'text' },
      { key: 'state', label: translate('digests:columns.state'), format: 'text' },
      { key: 'sent', label: translate('digests:columns.sent'), format: 'text' },
      { key: 'retries', label: translate('digests:columns.retries'), format: 'count' },
      { key: 'message', label: translate('digests:columns.message'), format: 'text' },
      { key: 'detail', label: translate('digests:columns.detail'), format: 'text' },
    ],
    rows,
  }
}

async function messagesOf(
  slot: DigestSlot,
  { store }: CommandContext,
): Promise<readonly PartState[]> {
  if (slot.state !== 'queued') return []
  return await store.delivery.partStates(`${slotKey(slot.workspace, slot.digest, slot.date)}:`)
}

function outcomeOf(
  slot: DigestSlot,
  messages: readonly PartState[],
  { locale }: CommandContext,
): string {
  const translate = translator(locale)
  if (slot.state !== 'queued') return translate(`digests:slots.${slot.state}`)
  if (messages.some(({ state }) => state === 'dead')) return translate('digests:slots.undelivered')
  const sent = messages.length > 0 && messages.every(({ state }) => state === 'sent')
  return translate(sent ? 'digests:slots.sent' : 'digests:slots.queued')
}

async function slotLine(slot: DigestSlot, context: CommandContext): Promise<string> {
  const messages = await messagesOf(slot, context)
  const outcome = outcomeOf(slot, messages, context)
  const link = messages.map(({ url }) => url).find(Boolean)
  return [slot.date.slice(0, 10), outcome, link].filter(Boolean).join(' · ')
}

function stateName({ state }: Digest, { locale }: CommandContext): string {
  const translate = translator(locale)
  if (state.type !== 'held') return translate(`digests:states.${state.type}`)
  return `${translate('digests:states.held')}: ${reasonText(state.reason, locale)}`
}

/** Returns one digest in words: what it is, when and where it goes, and what can be done with it. */
export function describedDigest(
  command: string,
  digest: Digest,
  said: string,
  context: CommandContext,
): readonly Block[] {
  const { locale } = context
  const translate = translator(locale)
  const id = shownDigest(digest)
  const next: Text =
    digest.state.type === 'active' && digest.nextDue !== null
      ? [
          {
            text: ` ${translate('digests:next', {
              time: formatInstant(digest.nextDue, locale, digest.schedule.zone),
            })}`,
          },
        ]
      : []
  const toggle = digest.state.type === 'active' ? 'pause' : 'resume'
  const actions: readonly Action[] = (['preview', 'now', toggle, 'history', 'delete'] as const).map(
    (verb) => ({ label: translate(`digests:verbs.${verb}`), command: `${command} ${verb} ${id}` }),
  )
  return [
    { type: 'paragraph', text: [{ text: said, data: true }, ...next] },
    {
      type: 'notes',
      notes: [
        [{ text: describeSchedule(digest.schedule, locale) }],
        [{ text: `→ ${formatTarget(digest.target)}`, data: true }],
        ...digest.contents.map((line): Text => [{ text: line, style: 'code', data: true }]),
      ],
    },
    { type: 'actions', actions },
  ]
}

/** Returns the form in which a new digest is described. */
export function digestForm({ locale, zone }: CommandContext): Form {
  const translate = translator(locale)
  const field = (name: 'name' | 'days' | 'at' | 'zone' | 'contents' | 'empty' | 'in') =>
    ({ name, label: translate(`digests:form.${name}`) }) as const
  const choices = (values: readonly string[]) =>
    values.map((value) => ({
      value,
      label: lookUp(locale, `digests:choices.${value}`) ?? value,
    }))
  return {
    kind: 'form',
    locale,
    title: translate('digests:form.title'),
    command: 'digest create',
    fields: [
      { ...field('name'), type: 'text', required: true },
      {
        ...field('days'),
        type: 'choice',
        required: true,
        choices: choices(['weekdays', 'daily', 'monday', 'monthly']),
        value: 'weekdays',
      },
      { ...field('at'), type: 'text', required: true, value: '09:00' },
      {
        ...field('contents'),
        type: 'long-text',
        required: true,
        value: READY_SETS[0],
      },
      { ...field('zone'), type: 'text', required: false, value: zone },
    ],
  }
}
