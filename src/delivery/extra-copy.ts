import { type ClaimedPart, retraction } from '../core/delivery.ts'
import type { EpochSeconds } from '../core/identity.ts'
import { type SharedParts, secondsOf } from './parts.ts'

/** How long the platform is asked to take a message back. */
const RETRACT_SECONDS = 86_400

/**
 * Sees to it that a message is taken back which is one too many: its holder was held up for
 * longer than its lease, and another has sent the part meanwhile.
 */
export async function removeCopy(
  { adapter, store, timing, log }: SharedParts,
  { key, platform, bot, place }: ClaimedPart,
  reference: string,
): Promise<void> {
  log.warn('sent-twice', { part: key })
  if (!adapter.retract || reference === '') return
  const now = secondsOf(timing)
  const payload = retraction(reference)
  const giveUpAt = (now + RETRACT_SECONDS) as EpochSeconds
  const copy = { key: `x:${key}:${reference}`, platform, bot, place, payload }
  await store.delivery.enqueue([{ ...copy, notBefore: now, giveUpAt }], [])
}
