import type { ClaimedPart } from '../core/delivery.ts'
import { createLimiter } from './limiter.ts'
import { type Loop, startLoop } from './loop.ts'
import { detailsOf, type SharedParts } from './parts.ts'
import { sendPart } from './send-part.ts'

/** Parts in hand, each to another place, unless the platform says otherwise. */
const AT_ONCE = 64
const LEASE_SECONDS = 25
/** A turn that is further off is waited for in the outbox. */
const LONGEST_TURN_MILLISECONDS = 5_000
const POLL_MILLISECONDS = 500

/** Sends what is in the outbox of one bot. */
export interface Sender {
  wake(): void
  /** Takes no more parts; resolves when those in hand are done. */
  stop(): Promise<void>
}

/** Begins to send what is in the outbox of a bot, within the rates of its platform. */
export function startSender(parts: SharedParts): Sender {
  const { adapter, store, log, timing, bot } = parts
  const limiter = createLimiter(adapter.rates)
  const inHand = new Set<Promise<void>>()
  const stopping = new AbortController()
  let unauthorised = false
  let loop: Loop | undefined
  const sending: SharedParts = {
    ...parts,
    onUnauthorised(detail) {
      if (unauthorised) return
      unauthorised = true
      parts.onUnauthorised?.(detail)
    },
  }

  async function round(): Promise<boolean> {
    const free = (adapter.rates?.atOnce ?? AT_ONCE) - inHand.size
    if (free <= 0 || unauthorised) return false
    const claimed = await store.delivery.claimParts(adapter.name, bot, free, LEASE_SECONDS)
    for (const part of claimed) {
      const sent = send(part).finally(() => {
        inHand.delete(sent)
        loop?.wake()
      })
      inHand.add(sent)
    }
    return false
  }

  async function send(part: ClaimedPart): Promise<void> {
    try {
      const wait = limiter.take(part.place, timing.now(), LONGEST_TURN_MILLISECONDS)
      if (wait > LONGEST_TURN_MILLISECONDS) return await back(part, wait / 1000, true)
      if (wait > 0) await timing.wait(wait, stopping.signal)
      if (stopping.signal.aborted || unauthorised) return await back(part, 0, false)
      await sendPart(sending, part)
    } catch (error) {
      /** Its lease ends, and it is claimed again and read back. */
      log.error('outbox-failed', { part: part.key, error: detailsOf(error) })
    }
  }

  async function back(part: ClaimedPart, seconds: number, paused: boolean): Promise<void> {
    if (paused) await store.delivery.pause(part.platform, bot, part.place, seconds)
    await store.delivery.partLater(part, {
      afterSeconds: 0,
      doubtful: part.doubtful,
      attempted: false,
      detail: 'not its turn',
    })
  }

  loop = startLoop({
    timing,
    pollMilliseconds: POLL_MILLISECONDS,
    round,
    onFault: (error) => log.error('outbox-failed', { error: detailsOf(error) }),
  })
  return {
    wake: () => loop?.wake(),
    async stop() {
      stopping.abort()
      await loop?.stop()
      await Promise.allSettled(inHand)
    },
  }
}
