import type { Access } from '../core/access.ts'
import type { Logger } from '../core/adapter.ts'
import type { ChatAdapter, Destination, PlaceFacts } from '../core/delivery.ts'
import { type ClaimedSlot, type Digest, type MessageTarget, slotKey } from '../core/digest.ts'
import { UserError } from '../core/errors.ts'
import type { EpochSeconds } from '../core/identity.ts'
import type { Invocation, Place } from '../core/invocation.ts'
import type { Reply } from '../core/reply.ts'
import type { Store } from '../core/store.ts'
import { composeDigest, type DigestAnswer, emptyDigest, isEmpty } from './compose.ts'
import { linesOf } from './lines.ts'
import { CATCH_UP_SECONDS } from './plan.ts'

const SLOTS_AT_ONCE = 8
const LEASE_SECONDS = 30
const MOST_ATTEMPTS = 5
const RETRY_SECONDS = 15
/** From here on a digest says that it is delayed. */
const DELAY_TOLD_SECONDS = 300
/** So many slots in a row that fail, and the digest pauses itself. */
export const MOST_FAILURES = 3

/** What running digests takes from outside. */
export interface DigestParts {
  readonly store: Store
  readonly log: Logger
  readonly clock: () => EpochSeconds
  /** Runs a command line as if it were asked at `at`; never rejects. */
  readonly answer: (invocation: Invocation, access: Access, at: EpochSeconds) => Promise<Reply>
  /** The running adapter of a platform, or undefined where it does not run now. */
  readonly outlet: (platform: string) => Pick<ChatAdapter, 'bot' | 'encode' | 'place'> | undefined
  /**
   * Returns what the owner and the place may see together, as it is now; rejects with the
   * UserError that says why nothing. `place` is null where it goes to a person.
   */
  readonly accessOf: (digest: Digest, place: PlaceFacts | null) => Promise<Access>
  /** Tells the owner in chat that a digest is held or failed; once each time. */
  readonly tellOwner: (
    digest: Digest,
    what: 'held' | 'failed' | 'paused',
    detail: string,
    key: string,
    store: Store,
  ) => Promise<void>
}

/** Takes up slots that are due until none is left; returns how many ended. */
export async function runDue(parts: DigestParts): Promise<number> {
  let ended = 0
  for (;;) {
    const slots = await parts.store.digests.claim(SLOTS_AT_ONCE, LEASE_SECONDS)
    const ends = await Promise.all(slots.map((slot) => runSlot(parts, slot)))
    ended += ends.filter(Boolean).length
    if (slots.length < SLOTS_AT_ONCE) return ended
  }
}

/** Composes and queues one slot's message; what fails is tried again, then told. */
async function runSlot(parts: DigestParts, slot: ClaimedSlot): Promise<boolean> {
  const { store, log } = parts
  try {
    return await attempt(parts, slot)
  } catch (error) {
    const detail = error instanceof Error ? error.message : String(error)
    log.warn('digest-attempt-failed', { digest: slot.digest.id, date: slot.date, detail })
    if (slot.attempts < MOST_ATTEMPTS && !(error instanceof UserError)) {
      await store.digests.retry(slot, detail, RETRY_SECONDS * slot.attempts)
      return false
    }
    return await fail(parts, slot, error instanceof UserError ? error.id : 'digests.faulty', detail)
  }
}

async function attempt(parts: DigestParts, slot: ClaimedSlot): Promise<boolean> {
  const { store, clock, outlet, accessOf } = parts
  const { digest } = slot
  const now = clock()
  if (now > slot.dueAt + CATCH_UP_SECONDS)
    return await store.digests.complete(slot, { state: 'late' })
  const adapter = outlet(digest.target.platform)
  if (!adapter?.bot) throw new Error(`${digest.target.platform} is not running`)
  let access: Access
  let place: PlaceFacts | null
  try {
    place = await placeOf(adapter, digest.target)
    access = await accessOf(digest, place)
  } catch (error) {
    if (!(error instanceof UserError)) throw error
    return await hold(parts, slot, error.id)
  }
  const answers = await answersTo(parts, slot, place, access)
  const frame = frameOf(slot, now)
  const empty = isEmpty(answers)
  if (empty && digest.whenEmpty === 'skip') {
    return await store.digests.complete(slot, { state: 'empty' })
  }
  const reply =
    empty && digest.whenEmpty === 'line' ? emptyDigest(frame) : composeDigest(answers, frame)
  const key = slotKey(digest.workspace, digest.id, slot.date)
  const encoded = adapter.encode(reply, destinationOf(digest.target), {
    now,
    locale: digest.locale,
    audience: 'channel',
    keyPrefix: key,
    giveUpAt: (slot.dueAt + CATCH_UP_SECONDS) as EpochSeconds,
  })
  return await store.atomically(async (within) => {
    if (!(await within.digests.complete(slot, { state: 'queued' }))) return false
    await within.delivery.enqueue(encoded.parts, encoded.buttons)
    return true
  })
}

/** The place may not see it: nothing is sent, the digest waits and its owner is asked. */
async function hold(parts: DigestParts, slot: ClaimedSlot, reason: string): Promise<boolean> {
  const { store, tellOwner } = parts
  const { digest } = slot
  return await store.atomically(async (within) => {
    if (!(await within.digests.complete(slot, { state: 'held', detail: reason }))) return false
    await within.digests.change(digest.workspace, digest.id, {
      state: { type: 'held', reason, detail: reason },
    })
    const key = `${slotKey(digest.workspace, digest.id, slot.date)}:held`
    await tellOwner(digest, 'held', reason, key, within)
    return true
  })
}

async function fail(
  parts: DigestParts,
  slot: ClaimedSlot,
  reason: string,
  detail: string,
): Promise<boolean> {
  const { store, tellOwner } = parts
  const { digest } = slot
  const pauses = digest.failures + 1 >= MOST_FAILURES
  return await store.atomically(async (within) => {
    if (!(await within.digests.complete(slot, { state: 'failed', detail }))) return false
    if (pauses) {
      await within.digests.change(digest.workspace, digest.id, {
        state: { type: 'held', reason, detail },
      })
    }
    const key = `${slotKey(digest.workspace, digest.id, slot.date)}:failed`
    await tellOwner(digest, pauses ? 'paused' : 'failed', reason, key, within)
    return true
  })
}

async function placeOf(
  adapter: Pick<ChatAdapter, 'place'>,
  target: MessageTarget,
): Promise<PlaceFacts | null> {
  if (target.type === 'person') return null
  const place = await adapter.place(target.channel, target.thread)
  if (!place?.member) throw new UserError('digests.place-gone', { channel: target.channel })
  return place
}

function destinationOf(target: MessageTarget): Destination {
  return target.type === 'person'
    ? { type: 'person', user: target.user }
    : { type: 'place', channel: target.channel, thread: target.thread }
}

function frameOf({ digest, date, dueAt }: ClaimedSlot, now: EpochSeconds) {
  const id = `D-${digest.id}`
  return {
    name: digest.name,
    date,
    locale: digest.locale,
    zone: digest.schedule.zone,
    commandLine: `digest preview ${id}`,
    delayedFrom: now - dueAt > DELAY_TOLD_SECONDS ? dueAt : null,
    actions: [],
  } as const
}

function directPlace({ owner }: Digest): Place {
  const { community, user } = owner
  return { community, channel: user, thread: null, kind: 'direct', shared: false }
}

/** Asks every line as the owner, in the digest's place, as if at the time when it was due. */
async function answersTo(
  { store, answer }: Pick<DigestParts, 'store' | 'answer'>,
  { digest, date, dueAt }: ClaimedSlot,
  place: PlaceFacts | null,
  access: Access,
): Promise<readonly DigestAnswer[]> {
  const { owner, locale, schedule } = digest
  const workspace = (await store.workspaces()).find(({ id }) => id === digest.workspace)
  const lines = await linesOf(store, digest)
  return await Promise.all(
    lines.map(async (line, index) => ({
      line,
      reply: await answer(
        {
          platform: owner.platform,
          eventId: `${slotKey(digest.workspace, digest.id, date)}:q${index}`,
          workspace: workspace?.name ?? '',
          user: { id: owner.user, name: owner.name, standing: 'member', groups: [] },
          place: place ?? directPlace(digest),
          text: line,
          at: dueAt,
          locale,
          zone: schedule.zone,
          ...(place ? { share: true as const } : {}),
        },
        access,
        dueAt,
      ),
    })),
  )
}
