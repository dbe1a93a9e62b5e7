import { isUntold } from '../capture/react.ts'
import { changesSomething } from '../core/command.ts'
import type { ClaimedEvent, Encoded } from '../core/delivery.ts'
import { StorageError } from '../core/errors.ts'
import type { EpochSeconds } from '../core/identity.ts'
import type { Invocation } from '../core/invocation.ts'
import type { Reply } from '../core/reply.ts'
import type { Store } from '../core/store.ts'
import { answerKey, type SharedParts, secondsOf } from './parts.ts'
import { type KeptReply, replyToJson } from './reply-json.ts'
import { within } from './timing.ts'

/** Seconds after the question for which its answer is worth sending. */
const ANSWER_SECONDS = 24 * 3600
/** Seconds before the platform's last moment that are left for sending. */
const MARGIN_SECONDS = 5
const COMMAND_MILLISECONDS = 60_000
const FAULTS_PASSED_OVER = 3

/** Another holder has taken over: what was done is undone. */
class TooLate extends Error {}

/**
 * Runs an event's command, and stores what is to be said with the event's done mark; for a
 * command that writes, also what it wrote, in one transaction. Rejects where it
 * is to be tried again.
 */
export async function answerEvent(
  parts: SharedParts,
  event: ClaimedEvent,
  invocation: Invocation,
): Promise<void> {
  const { host, store } = parts
  const command = host.commandOf(invocation.text)
  if (command && changesSomething(command, invocation.text)) {
    try {
      await store.atomically(async (inner) => {
        const reply = await host.answerOn(inner, invocation)
        if (!(await complete(parts, inner, event, invocation, reply))) throw new TooLate()
      })
    } catch (error) {
      if (error instanceof TooLate) return
      if (isPassing(error, event)) throw error
      const notice = await host.refuse(error, invocation)
      await complete(parts, store, event, invocation, notice)
    }
    return
  }
  const reply = await within(
    host.answer(invocation),
    COMMAND_MILLISECONDS,
    parts.timing,
    () => new Error(`no answer in ${COMMAND_MILLISECONDS} ms`),
  )
  const fault = reply.kind === 'notice' ? /^errors\.storage-(.+)$/.exec(reply.errorId ?? '') : null
  if (passes(fault?.[1], event)) throw new Error(`the database was ${fault?.[1]}`)
  await complete(parts, store, event, invocation, reply)
}

/** Returns whether an error is a fault of the database that is worth another attempt. */
export function isPassing(error: unknown, event: ClaimedEvent): boolean {
  return passes(error instanceof StorageError ? error.fault : undefined, event)
}

/** Whether a fault of the database is worth another attempt before the person is told. */
function passes(fault: string | undefined, { failures }: ClaimedEvent): boolean {
  return (fault === 'unreachable' || fault === 'locked') && failures < FAULTS_PASSED_OVER
}

/** Stores a reply and marks the event done; false where another holder has taken over. */
export async function complete(
  parts: SharedParts,
  store: Store,
  event: ClaimedEvent,
  invocation: Invocation,
  reply: Reply,
): Promise<boolean> {
  const kept: KeptReply = {
    reply,
    locale: reply.locale,
    audience: audienceOf(parts, invocation, reply),
  }
  if (invocation.reaction && isUntold(reply)) {
    return await store.delivery.completeEvent(event, { parts: [], buttons: [], reply: null })
  }
  const late = isLate(event, parts)
  const encoded = encodeAnswer(parts, event, kept, { late, keyPrefix: answerKey(event) })
  parts.atFaultPoint?.('completing')
  const done = await store.delivery.completeEvent(event, { ...encoded, reply: replyToJson(kept) })
  parts.atFaultPoint?.('completed')
  if (done) parts.meter.count('answers')
  else parts.log.warn('answer-too-late', { event: event.externalId })
  return done
}

/** Returns whether the platform takes no answer in place any more. */
export function isLate(
  { replyBy }: Pick<ClaimedEvent, 'replyBy'>,
  { timing }: Pick<SharedParts, 'timing'>,
): boolean {
  return replyBy !== null && secondsOf(timing) + MARGIN_SECONDS >= replyBy
}

/** Returns a kept reply as the platform will show it. */
export function encodeAnswer(
  { adapter, timing }: SharedParts,
  event: ClaimedEvent | Omit<ClaimedEvent, 'fence' | 'attempts' | 'failures'>,
  { reply, locale, audience }: KeptReply,
  { late, keyPrefix }: { readonly late: boolean; readonly keyPrefix: string },
): Encoded {
  const now = secondsOf(timing)
  return adapter.encode(
    reply,
    { type: 'answer', event, late },
    {
      now,
      locale,
      audience,
      keyPrefix,
      giveUpAt: Math.max(event.receivedAt + ANSWER_SECONDS, now + 3600) as EpochSeconds,
    },
  )
}

/** A mistake is shown to whoever made it; all else by the command's declaration and the person's wish. */
export function audienceOf(
  { host }: SharedParts,
  invocation: Invocation,
  reply: Reply,
): 'caller' | 'channel' {
  if (reply.kind === 'notice' && reply.level === 'error') return 'caller'
  const audience = host.commandOf(invocation.text)?.audience ?? 'caller'
  return invocation.share ? 'channel' : audience
}
