import type { ClaimedSlot } from '../core/digest.ts'
import { createQueue } from './queue.ts'
import type { DigestParts } from './run-environment.ts'
import { runSlot } from './run-slot.ts'

const AT_ONCE = 32
/** A slot of a process that died is taken over after this. */
const LEASE_SECONDS = 25

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

/** Returns a runner, which takes up nothing until it is told to. */
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
