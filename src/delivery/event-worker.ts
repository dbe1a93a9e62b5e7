import type { ClaimedEvent } from '../core/delivery.ts'
import { PlatformUnreachable } from '../core/errors.ts'
import type { Invocation } from '../core/invocation.ts'
import { translator } from '../language/translate.ts'
import { answerEvent, complete } from './answer-event.ts'
import { createFailedEvents } from './failed-events.ts'
import { FairQueue } from './fair-queue.ts'
import { Lanes } from './lanes.ts'
import { answerAtLength, isLong } from './long-work.ts'
import { type Loop, startLoop } from './loop.ts'
import { detailsOf, type SharedParts } from './parts.ts'
import { within } from './timing.ts'

/** Events in hand: being decoded, waiting for their turn, being answered. */
const IN_HAND = 24
const AT_ONCE = 3
const AT_ONCE_EACH = 2
/** Questions of one person in hand; the others wait in the inbox, so that there is room for other people. */
const IN_HAND_EACH = 12
/** Commands that work for minutes: one runs and some wait, so that they hold up no questions. */
const LONG_AT_ONCE = 1
const LONG_IN_HAND = 6
const LONG_PAUSE_SECONDS = 3
/** Questions of one person that wait; further ones are not answered. */
const MOST_WAITING = 1000
const LEASE_SECONDS = 25
const RENEW_MILLISECONDS = 8000
const DECODE_MILLISECONDS = 20_000
/** Claims without an end: the process died each time. What only waited for its turn then was claimed too. */
const MOST_CLAIMS = 50
const POLL_MILLISECONDS = 500

/** Answers the events of one bot. */
export interface EventWorker {
  wake(): void
  /** Takes no more events; resolves when those in hand are done. */
  stop(): Promise<void>
}

/**
 * Begins to answer the events of a bot from its inbox; `onAnswered` is called where something may
 * be sent.
 */
export function startEventWorker(parts: SharedParts, onAnswered: () => void): EventWorker {
  const { adapter, store, log, timing, bot, hearing } = parts
  const queue = new FairQueue(AT_ONCE, AT_ONCE_EACH)
  const longQueue = new FairQueue(LONG_AT_ONCE, LONG_AT_ONCE)
  const ending = new AbortController()
  let longInHand = 0
  const lanes = new Lanes()
  const failed = createFailedEvents(parts, onAnswered)
  const inHand = new Map<ClaimedEvent, Promise<void>>()
  /** Ids of events that wait in the inbox for their turn, by person. */
  const postponed = new Map<string, Set<string>>()
  let loop: Loop | undefined

  async function round(): Promise<boolean> {
    const free = IN_HAND - inHand.size
    if (free <= 0) return false
    const events = await store.delivery.claimEvents(adapter.name, bot, free, LEASE_SECONDS)
    for (const event of events) {
      const handled = handle(event).finally(() => {
        inHand.delete(event)
        loop?.wake()
      })
      inHand.set(event, handled)
    }
    return events.length === free && inHand.size < IN_HAND
  }

  async function handle(event: ClaimedEvent): Promise<void> {
    let invocation: Invocation | null = null
    const lane = laneOf(event)
    const { turn, forward } = lanes.enter(lane)
    try {
      if (event.attempts >= MOST_CLAIMS) throw new Error('the process ended each time')
      invocation = await within(
        adapter.decode(event),
        DECODE_MILLISECONDS,
        timing,
        () => new PlatformUnreachable(adapter.name),
      )
      hearing.heard()
      failed.reached(event)
      await turn
      if (invocation === null) {
        forward()
        await store.delivery.completeEvent(event, { parts: [], buttons: [], reply: null })
        return
      }
      if (isLong(parts, invocation)) await answerLong(event, invocation, forward)
      else await answerInTurn(event, invocation, lane, forward)
    } catch (error) {
      await failed.handle(event, invocation, error)
    } finally {
      forward()
    }
  }

  function laneOf(event: ClaimedEvent): string {
    try {
      return adapter.lane?.(event) ?? event.externalId
    } catch {
      return event.externalId
    }
  }

  async function answerInTurn(
    event: ClaimedEvent,
    invocation: Invocation,
    lane: string,
    forward: () => void,
  ): Promise<void> {
    const person = personOf(invocation)
    const waiting = postponed.get(person) ?? new Set()
    if (queue.load(person) >= IN_HAND_EACH) {
      if (waiting.size >= MOST_WAITING && !waiting.has(event.externalId)) {
        await refuseFlood(event, invocation)
        return
      }
      postponed.set(person, waiting.add(event.externalId))
      forward()
      /** About as long as those before it take, so that it is seldom claimed in vain. */
      await store.delivery.postponeEvent(event, 0.1 + (waiting.size / IN_HAND_EACH) * 0.25)
      return
    }
    waiting.delete(event.externalId)
    if (waiting.size === 0) postponed.delete(person)
    const answered = queue.run(person, lane, () =>
      hearing.work(() => answerEvent(parts, event, invocation)),
    )
    forward()
    await answered
    onAnswered()
  }

  async function answerLong(
    event: ClaimedEvent,
    invocation: Invocation,
    forward: () => void,
  ): Promise<void> {
    forward()
    if (longInHand >= LONG_IN_HAND) {
      await store.delivery.postponeEvent(event, LONG_PAUSE_SECONDS)
      return
    }
    longInHand += 1
    const long = { ...parts, ending: ending.signal, wakeSender: onAnswered }
    try {
      await longQueue.run(personOf(invocation), event.externalId, () =>
        hearing.work(() => answerAtLength(long, event, invocation)),
      )
    } finally {
      longInHand -= 1
    }
    onAnswered()
  }

  async function refuseFlood(event: ClaimedEvent, invocation: Invocation): Promise<void> {
    const locale = invocation.locale ?? 'en'
    const text = translator(locale)('delivery:tooMany', { count: MOST_WAITING })
    await complete(parts, store, event, invocation, {
      kind: 'notice',
      level: 'error',
      locale,
      text: [{ text }],
      actions: [],
      errorId: 'delivery.tooMany',
    })
    onAnswered()
  }

  loop = startLoop({
    timing,
    pollMilliseconds: POLL_MILLISECONDS,
    round,
    onFault: (error) => log.error('inbox-failed', { error: detailsOf(error) }),
  })
  const renewing = startLoop({
    timing,
    pollMilliseconds: RENEW_MILLISECONDS,
    async round() {
      await store.delivery.renewEvents([...inHand.keys()], LEASE_SECONDS)
      return false
    },
    onFault: (error) => log.warn('lease-not-renewed', { error: detailsOf(error) }),
  })
  return {
    wake: () => loop?.wake(),
    async stop() {
      await loop?.stop()
      ending.abort()
      await Promise.allSettled(inHand.values())
      await renewing.stop()
    },
  }
}

function personOf({ place, user }: Invocation): string {
  return `${place.community ?? ''} ${user.id}`
}
