import { type ClaimedEvent, MOST_FAILURES } from '../core/delivery.ts'
import { PlatformUnreachable, WorkInterrupted } from '../core/errors.ts'
import type { Invocation } from '../core/invocation.ts'
import { complete } from './answer-event.ts'
import { answerKey, detailsOf, type SharedParts, secondsOf } from './parts.ts'
import { backOff } from './timing.ts'

/** How long the platform may be out of reach before that counts as a failure of the event. */
const UNREACHABLE_SECONDS = 24 * 3600

/** What becomes of events that could not be answered. */
export interface FailedEvents {
  /** The caller of the event could be looked up. */
  reached(event: ClaimedEvent): void
  /** Leaves the event to the next process, lets it wait, or counts its failure. Never rejects. */
  handle(event: ClaimedEvent, invocation: Invocation | null, error: unknown): Promise<void>
}

/** Returns how failed events are treated; `onAnswered` is told when one was answered all the same. */
export function createFailedEvents(parts: SharedParts, onAnswered: () => void): FailedEvents {
  const { store, log, timing, meter } = parts
  /** How often an event's caller could not be looked up, by the event's id. */
  const unreached = new Map<string, number>()

  /** The program ends: the next one goes on with the work. False where it failed otherwise. */
  async function leaveToNext(event: ClaimedEvent, error: unknown): Promise<boolean> {
    if (!(error instanceof WorkInterrupted)) return false
    try {
      await store.delivery.postponeEvent(event, 0)
    } catch (fault) {
      /** Its lease ends, and it is claimed again. */
      log.warn('event-not-given-back', { event: event.externalId, error: detailsOf(fault) })
    }
    return true
  }

  /** A platform that is down is no fault of the event: it waits. False where it waited long enough. */
  async function waitForPlatform(event: ClaimedEvent, error: unknown): Promise<boolean> {
    if (!(error instanceof PlatformUnreachable)) return false
    if (secondsOf(timing) - event.receivedAt > UNREACHABLE_SECONDS) return false
    const { externalId } = event
    const times = unreached.get(externalId) ?? 0
    unreached.set(externalId, times + 1)
    log.warn('platform-unreachable', { event: externalId, error: detailsOf(error.cause ?? error) })
    try {
      await store.delivery.postponeEvent(
        event,
        backOff(times, { first: 1, most: 60 }, timing.random),
      )
    } catch (fault) {
      /** Its lease ends, and it is claimed again. */
      log.error('event-not-given-back', { event: externalId, error: detailsOf(fault) })
    }
    return true
  }

  async function giveBack(
    event: ClaimedEvent,
    invocation: Invocation | null,
    error: unknown,
  ): Promise<void> {
    const detail = detailsOf(error)
    const { externalId, failures } = event
    log.warn('event-failed', { event: externalId, failures, error: detail })
    try {
      if (
        failures + 1 >= MOST_FAILURES &&
        invocation &&
        (await excused(event, invocation, error))
      ) {
        parts.onPoison?.(answerKey(event), detail)
        return
      }
      const seconds = backOff(failures, { first: 1, most: 60 }, timing.random)
      if ((await store.delivery.failEvent(event, detail, seconds)) !== 'dead') return
      meter.count('dead')
      parts.onPoison?.(answerKey(event), detail)
    } catch (fault) {
      /** Its lease ends, and it is claimed again. */
      log.error('event-not-given-back', { event: externalId, error: detailsOf(fault) })
    }
  }

  /** Tells the person that there will be no answer; false where even that fails. */
  async function excused(
    event: ClaimedEvent,
    invocation: Invocation,
    error: unknown,
  ): Promise<boolean> {
    try {
      const notice = await parts.host.refuse(error, invocation)
      const done = await complete(parts, store, event, invocation, notice)
      onAnswered()
      return done
    } catch {
      return false
    }
  }

  return {
    reached: ({ externalId }) => void unreached.delete(externalId),
    async handle(event, invocation, error) {
      if (await leaveToNext(event, error)) return
      if (await waitForPlatform(event, error)) return
      await giveBack(event, invocation, error)
    },
  }
}
