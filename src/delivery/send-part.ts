import { type ClaimedPart, retracted, type SendOutcome } from '../core/delivery.ts'
import { encodeAnswer } from './answer-event.ts'
import { removeCopy } from './extra-copy.ts'
import { answerKey, type DeadReason, detailsOf, type SharedParts, secondsOf } from './parts.ts'
import { replyFromJson } from './reply-json.ts'
import { backOff, within } from './timing.ts'

/** A call takes at most ten seconds; less of a lease is not enough to begin one. */
const LEAST_LEASE_SECONDS = 12
const CALL_MILLISECONDS = 15_000
/** What an unknown call made may be seen only after a while. */
const READ_BACK_SECONDS = 5
const MOST_CRASHES = 5
const LONGEST_WAIT_SECONDS = 3600

type Undeliverable = Extract<SendOutcome, { type: 'undeliverable' }>

/** Reads back or makes the call of one part, and writes down what became of it. */
export async function sendPart(parts: SharedParts, part: ClaimedPart): Promise<void> {
  const { adapter, store, timing, meter } = parts
  if (part.giveUpAt <= secondsOf(timing)) return await bury(parts, part, 'given-up', 'too late')
  const reference = retracted(part.payload)
  if (reference !== undefined) return await takeBack(parts, part, reference)
  if (part.doubtful) {
    meter.count('doubtful')
    const found = await call(parts, part, 'read-back', () => adapter.findSent(part))
    if (found !== null) return await settle(parts, part, found, true)
  }
  /** Right before the call: another may have taken over meanwhile. */
  const lease = await store.delivery.remainingLease(part)
  if (lease < LEAST_LEASE_SECONDS) {
    await store.delivery.partLater(part, {
      afterSeconds: 0,
      doubtful: part.doubtful,
      attempted: false,
      detail: 'the lease was too short',
    })
    return
  }
  parts.atFaultPoint?.('sending')
  const outcome = await call(parts, part, 'send', () =>
    adapter.send(part, (memo) => store.delivery.notePart(part, memo)),
  )
  parts.atFaultPoint?.('posted')
  await settle(parts, part, outcome, false)
}

/** Taking something back twice does no harm: nothing is read back. */
async function takeBack(parts: SharedParts, part: ClaimedPart, reference: string): Promise<void> {
  const { adapter } = parts
  const outcome = await call(parts, part, 'retract', async (): Promise<SendOutcome> => {
    if (adapter.retract) return await adapter.retract(part, reference)
    return { type: 'undeliverable', reason: 'expired', detail: 'cannot be taken back' }
  })
  await settle(parts, part, outcome, false)
}

async function call<Outcome>(
  { timing, log }: SharedParts,
  part: ClaimedPart,
  what: string,
  work: () => Promise<Outcome>,
): Promise<Outcome | SendOutcome> {
  try {
    return await within(work(), CALL_MILLISECONDS, timing, () => new Error('no answer'))
  } catch (error) {
    /** Adapters do not reject: whatever this is, something may have been made. */
    log.error('adapter-failed', { what, part: part.key, error: detailsOf(error) })
    if (part.attempts + 1 >= MOST_CRASHES) {
      return { type: 'undeliverable', reason: 'invalid', detail: detailsOf(error) }
    }
    return { type: 'unknown', detail: detailsOf(error) }
  }
}

/** Writes down what a call, or reading back, came to. */
async function settle(
  parts: SharedParts,
  part: ClaimedPart,
  outcome: SendOutcome,
  readBack: boolean,
): Promise<void> {
  const { store, timing, meter, log } = parts
  const { delivery } = store
  if (outcome.type !== 'failed' && outcome.type !== 'unknown') parts.hearing.heard()
  switch (outcome.type) {
    case 'sent': {
      const { reference, url = null } = outcome
      const mark = await delivery.partSent(part, reference, url)
      if (mark === 'known') log.warn('sent-too-late', { part: part.key })
      if (mark === 'twice') await removeCopy(parts, part, reference)
      meter.count('sent')
      meter.wasAnswered(eventOf(part.key), timing.now())
      parts.onSent?.(part)
      return
    }
    case 'rate-limited': {
      const seconds = waitOf(outcome.retryAfterSeconds, part.attempts)
      const place = outcome.scope === 'place' ? part.place : null
      meter.count('limited')
      log.info('limited', { platform: part.platform, scope: outcome.scope, seconds })
      await delivery.pause(part.platform, part.bot, place, seconds)
      await delivery.partLater(part, {
        afterSeconds: 0,
        doubtful: part.doubtful,
        attempted: false,
        detail: 'limited',
      })
      return
    }
    case 'failed':
    case 'unknown': {
      const doubtful = outcome.type === 'unknown' || (readBack && part.doubtful)
      const wait = backOff(part.attempts, { first: 1, most: 60 }, timing.random)
      log.warn('not-sent', { part: part.key, outcome: outcome.type, detail: outcome.detail })
      await delivery.partLater(part, {
        afterSeconds: doubtful ? Math.max(READ_BACK_SECONDS, wait) : wait,
        doubtful,
        attempted: true,
        detail: outcome.detail,
      })
      return
    }
    case 'undeliverable':
      return await settleUndeliverable(parts, part, outcome)
    case 'unauthorised':
      await delivery.partLater(part, {
        afterSeconds: 1,
        doubtful: part.doubtful,
        attempted: false,
        detail: outcome.detail,
      })
      parts.onUnauthorised?.(outcome.detail)
  }
}

async function settleUndeliverable(
  parts: SharedParts,
  part: ClaimedPart,
  outcome: Undeliverable,
): Promise<void> {
  const { delivery } = parts.store
  const { reason, detail, movedTo } = outcome
  if (movedTo !== undefined && movedTo !== part.place) {
    await delivery.movePlace(part.platform, part.bot, part.place, movedTo)
    await parts.store.access.movePlace(part.platform, part.place, movedTo)
    await delivery.partLater(part, { afterSeconds: 0, doubtful: false, attempted: true, detail })
    return
  }
  if (reason === 'expired' && (await answeredLate(parts, part, detail))) return
  await bury(parts, part, reason, detail)
}

/** Says in the channel what came too late in place; false where there is nothing to say again. */
async function answeredLate(
  parts: SharedParts,
  part: ClaimedPart,
  detail: string,
): Promise<boolean> {
  const answered = await parts.store.delivery.answeredEvent(part)
  if (!answered) return false
  const keyPrefix = `${answerKey(answered.event)}:late`
  if (part.key.startsWith(keyPrefix)) return false
  const kept = replyFromJson(answered.reply)
  const encoded = encodeAnswer(parts, answered.event, kept, { late: true, keyPrefix })
  return await parts.store.delivery.replaceParts(part, detail, encoded.parts, encoded.buttons)
}

async function bury(
  parts: SharedParts,
  part: ClaimedPart,
  reason: DeadReason,
  detail: string,
): Promise<void> {
  if (!(await parts.store.delivery.partDead(part, `${reason}: ${detail}`))) return
  parts.meter.count('dead')
  parts.log.warn('undeliverable', { part: part.key, reason, detail })
  parts.onDead?.(part, reason, detail)
  if (reason === 'invalid') parts.onPoison?.(part.key, detail)
}

/** A platform that does not say how long, or says nonsense, is left alone for longer each time. */
function waitOf(retryAfterSeconds: number, attempts: number): number {
  if (!(retryAfterSeconds > 0)) return Math.min(60, 2 ** attempts)
  return Math.min(LONGEST_WAIT_SECONDS, retryAfterSeconds)
}

/** The event that a part answers, as its key tells it. */
function eventOf(key: string): string {
  return key.replace(/:(late:)?\d+$/, '')
}
