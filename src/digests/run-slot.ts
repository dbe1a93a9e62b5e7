import type { Access } from '../core/access.ts'
import type { PlaceFacts } from '../core/delivery.ts'
import { type ClaimedSlot, type Digest, slotKey } from '../core/digest.ts'
import { StorageError, UserError } from '../core/errors.ts'
import type { EpochSeconds } from '../core/identity.ts'
import type { Place } from '../core/invocation.ts'
import { composeDigest, type DigestAnswer, emptyDigest, isEmpty } from './compose.ts'
import { destinationOf, placeOf } from './destination.ts'
import { linesOf } from './lines.ts'
import { CATCH_UP_SECONDS } from './plan.ts'
import type { QueueSlot } from './queue.ts'
import { reasonOf } from './reason.ts'
import type { DigestParts } from './run-environment.ts'

const MOST_ATTEMPTS = 5
const RETRY_SECONDS = 15
/** From here on a digest says that it is delayed. */
const DELAY_TOLD_SECONDS = 300
/** So many slots in a row that fail, and the digest pauses itself. */
const MOST_FAILURES = 3

/** What one slot takes, with the queue that all share. */
export interface WorkingParts extends DigestParts {
  readonly queue: QueueSlot
}

/**
 * Composes and queues one slot's message; what fails is tried again, then told. Returns whether
 * the slot ended here.
 */
export async function runSlot(parts: WorkingParts, slot: ClaimedSlot): Promise<boolean> {
  const { store, log } = parts
  try {
    return await attempt(parts, slot)
  } catch (error) {
    const detail = error instanceof Error ? error.message : String(error)
    log.warn('digest-attempt-failed', { digest: slot.digest.id, date: slot.date, detail })
    const away = error instanceof StorageError
    if (away || (slot.attempts < MOST_ATTEMPTS && !(error instanceof UserError))) {
      await store.digests.retry(
        slot,
        detail,
        RETRY_SECONDS * Math.min(slot.attempts, MOST_ATTEMPTS),
      )
      return false
    }
    return await fail(
      parts,
      slot,
      error instanceof UserError ? reasonOf(error) : 'digests.faulty',
      detail,
    )
  }
}

async function attempt(parts: WorkingParts, slot: ClaimedSlot): Promise<boolean> {
  const { store, clock, outlet, accessOf, queue } = parts
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
    return await hold(parts, slot, reasonOf(error))
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
  return await queue({ slot, encoded })
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

function frameOf({ digest, date, dueAt }: ClaimedSlot, now: EpochSeconds) {
  const id = `D-${digest.id}`
  return {
    name: digest.name,
    date: date.slice(0, 10),
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
  const lines = await linesOf(store, digest)
  return await Promise.all(
    lines.map(async (line, index) => ({
      line,
      reply: await answer(
        {
          platform: owner.platform,
          eventId: `${slotKey(digest.workspace, digest.id, date)}:q${index}`,
          workspace: access.workspace,
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
