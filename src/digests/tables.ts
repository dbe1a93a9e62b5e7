import { scopeText } from '../access/scope.ts'
import type { CommandContext } from '../core/command.ts'
import { type Digest, type DigestSlot, slotKey } from '../core/digest.ts'
import type { Block } from '../core/reply.ts'
import type { PartState } from '../core/store.ts'
import { formatInstant } from '../language/format.ts'
import { translator } from '../language/translate.ts'
import { placeText } from './place-words.ts'
import { reasonText } from './reason.ts'
import { shownDigest } from './replies.ts'
import { describeSchedule } from './schedule-words.ts'

const LISTED_SLOTS = 14

/** Returns the digests of the workspace as a table, with what went out last. */
export async function digestTable(
  digests: readonly Digest[],
  context: CommandContext,
): Promise<Block> {
  const { locale, store } = context
  const translate = translator(locale)
  const rows = await Promise.all(
    digests.map(async (digest) => {
      const slots = await store.digests.slots(digest.workspace, digest.id, LISTED_SLOTS)
      const [last] = slots
      return [
        shownDigest(digest),
        digest.name,
        stateName(digest, context),
        digest.state.type === 'active' && digest.nextDue !== null
          ? formatInstant(digest.nextDue, locale, digest.schedule.zone)
          : '–',
        last ? await slotLine(last, context) : '–',
        await lastError(slots, context),
        describeSchedule(digest.schedule, locale),
        placeText(digest, context),
        await scopeOf(digest, context),
      ]
    }),
  )
  const columns = [
    'id',
    'name',
    'state',
    'next',
    'last',
    'error',
    'when',
    'where',
    'scope',
  ] as const
  return {
    type: 'table',
    columns: columns.map((key) => ({
      key,
      label: translate(`digests:columns.${key}`),
      format: 'text',
    })),
    rows,
  }
}

/** What its place may see of the data now. */
async function scopeOf({ target }: Digest, { store }: CommandContext): Promise<string> {
  if (target.type !== 'place') return '–'
  const { type: _, ...place } = target
  const account = { platform: place.platform, community: null, user: '' }
  const { links } = await store.access.grants({ account, groups: [], place })
  return scopeText(links[0]?.scope ?? []) || '–'
}

/** What went wrong last, of the slots that are listed. */
async function lastError(slots: readonly DigestSlot[], context: CommandContext): Promise<string> {
  const found = slots.find(({ detail }) => detail !== null)
  const [last] = slots
  const messages = last && last !== found ? await messagesOf(last, context) : []
  const undelivered = messages.find(({ state }) => state === 'dead')
  const detail = undelivered?.detail ?? found?.detail ?? null
  return detail === null ? '–' : reasonText(detail, context.locale)
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
        outcomeOf(slot, messages, context),
        formatInstant(slot.dueAt, locale, zone),
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
      { key: 'state', label: translate('digests:columns.state'), format: 'text' },
      { key: 'due', label: translate('digests:columns.due'), format: 'text' },
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
