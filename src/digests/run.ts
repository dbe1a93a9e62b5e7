import type { Access } from '../core/access.ts'
import type { Logger } from '../core/adapter.ts'
import type { ChatAdapter, PlaceFacts } from '../core/delivery.ts'
import { type ClaimedSlot, type Digest, slotKey } from '../core/digest.ts'
import { StorageError, UserError } from '../core/errors.ts'
import type { EpochSeconds } from '../core/identity.ts'
import type { Invocation, Place } from '../core/invocation.ts'
import type { Reply } from '../core/reply.ts'
import type { Store } from '../core/store.ts'
import { composeDigest, type DigestAnswer, emptyDigest, isEmpty } from './compose.ts'
import { destinationOf, placeOf } from './destination.ts'
import { linesOf } from './lines.ts'
import { CATCH_UP_SECONDS } from './plan.ts'
import { createQueue, type QueueSlot } from './queue.ts'
import { reasonOf } from './reason.ts'

const AT_ONCE = 32
/** A slot of a process that died is taken over after this. */
const LEASE_SECONDS = 25
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
  /** Something new is in the outbox. */
  readonly wake?: () => void
}

interface WorkingParts extends DigestParts {
  readonly queue: QueueSlot
}

/** Takes up slots that are due until none is left; returns how many ended. */
export async function runDue(parts: DigestParts): Promise<number> {
  const runner = createDigestRunner(parts)
  await runner.takeUp()
  return await runner.idle()
}

/** Composes and queues digests, a bounded number at once; a slow one holds up no other. */
export interface DigestRunner {
  /** Takes up what is due as far as there is room, and the rest as room comes free. */
  takeUp(): Promise<void>
  /** Resolves when nothing is in hand, to how many slots have ended. */
  idle(): Promise<number>
}

export function createDigestRunner(parts: DigestParts): DigestRunner {
  const inHand = new Set<Promise<void>>()
  const working = { ...parts, queue: createQueue(parts) }
  let ended = 0
  let taking: Promise<void> = Promise.resolve()
  let isTaking = false
  let again = false

  async function take(): Promise<void> {
    isTaking = true
    try {
      while (again) {
        again = false
        const free = AT_ONCE - inHand.size
        if (free < AT_ONCE / 2) continue
        const slots = await parts.store.digests.claim(free, LEASE_SECONDS)
        const more = slots.length === free
        for (const slot of slots) {
          const running = run(slot).finally(() => {
            inHand.delete(running)
            if (more) void takeUp().catch(() => undefined)
          })
          inHand.add(running)
        }
        again ||= more
      }
    } finally {
      isTaking = false
    }
  }
  async function run(slot: ClaimedSlot): Promise<void> {
    try {
      if (await runSlot(working, slot)) ended += 1
    } catch (error) {
      /** Its lease ends, and it is claimed again. */
      const detail = error instanceof Error ? error.message : String(error)
      parts.log.error('digest-not-ended', { digest: slot.digest.id, date: slot.date, detail })
    }
  }
  function takeUp(): Promise<void> {
    again = true
    if (!isTaking) taking = take()
    return taking
  }
  return {
    takeUp,
    async idle() {
      while (isTaking || inHand.size > 0) {
        await taking
        if (inHand.size > 0) await Promise.race(inHand)
      }
      return ended
    },
  }
}

/** Composes and queues one slot's message; what fails is tried again, then told. */
async function runSlot(parts: WorkingParts, slot: ClaimedSlot): Promise<boolean> {
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
