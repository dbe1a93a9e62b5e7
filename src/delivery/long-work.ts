import { type LongWork, takesLong } from '../core/command.ts'
import type { ClaimedEvent } from '../core/delivery.ts'
import { WorkInterrupted } from '../core/errors.ts'
import type { EpochSeconds } from '../core/identity.ts'
import type { Invocation } from '../core/invocation.ts'
import type { Reply } from '../core/reply.ts'
import { audienceOf, complete, encodeAnswer, isLate, isPassing } from './answer-event.ts'
import { answerKey, detailsOf, type SharedParts, secondsOf } from './parts.ts'

/** Slack's address for answers takes five messages, of which the answer itself may need two. */
const MOST_REPORTS = 3
/** Word of how far it is that comes later is of no use. */
const WORTH_SECONDS = 30

/** What long work is done with. */
interface LongParts extends SharedParts {
  /** The program ends. */
  readonly ending: AbortSignal
  /** Something new is in the outbox. */
  readonly wakeSender: () => void
}

/** Returns whether an event's command works for minutes. */
export function isLong({ host }: Pick<SharedParts, 'host'>, { text }: Invocation): boolean {
  const command = host.commandOf(text)
  return command !== undefined && takesLong(command, text)
}

/**
 * Runs an event's command that works for minutes: without a limit of time, in transactions of
 * its own. Rejects with WorkInterrupted where the program ends before, and where it is to be
 * tried again.
 */
export async function answerAtLength(
  parts: LongParts,
  event: ClaimedEvent,
  invocation: Invocation,
): Promise<void> {
  const { host, store } = parts
  let reply: Reply
  try {
    if (parts.ending.aborted) throw new WorkInterrupted()
    reply = await host.answerOn(store, invocation, longWork(parts, event, invocation))
  } catch (error) {
    if (error instanceof WorkInterrupted || isPassing(error, event)) throw error
    reply = await host.refuse(error, invocation)
  }
  await complete(parts, store, event, invocation, reply)
}

/** Returns how the work for an event is told of in the place of its answer. */
function longWork(parts: LongParts, event: ClaimedEvent, invocation: Invocation): LongWork {
  let reports = 0
  return {
    signal: parts.ending,
    async progress(reply) {
      if (reports >= MOST_REPORTS || isLate(event, parts)) return
      const kept = { reply, locale: reply.locale, audience: audienceOf(parts, invocation, reply) }
      const keyPrefix = `${answerKey(event)}:progress${reports}`
      const encoded = encodeAnswer(parts, event, kept, { late: false, keyPrefix })
      const giveUpAt = (secondsOf(parts.timing) + WORTH_SECONDS) as EpochSeconds
      reports += 1
      try {
        const soon = encoded.parts.map((part) => ({ ...part, giveUpAt }))
        await parts.store.delivery.enqueue(soon, encoded.buttons)
        parts.wakeSender()
      } catch (error) {
        parts.log.warn('progress-not-told', { event: event.externalId, error: detailsOf(error) })
      }
    },
  }
}
