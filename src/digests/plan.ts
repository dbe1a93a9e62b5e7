import type { Digest } from '../core/digest.ts'
import type { EpochSeconds } from '../core/identity.ts'
import type { DigestPlan, Store } from '../core/store.ts'
import { nextOccurrence, occurrencesBetween } from './occurrences.ts'

/** How long after its time a digest is still sent, marked as delayed. */
export const CATCH_UP_SECONDS = 6 * 3600
/** Slots that are entered as missed after a long absence, so that the history tells of it. */
const MOST_MISSED = 31
const DIGESTS_AT_ONCE = 200

/**
 * Returns the slots that came up since a digest was planned last: the newest within the
 * time of catching up is due, the ones before it are late; and when it comes up next.
 */
function slotsOf(digest: Digest, now: EpochSeconds): DigestPlan {
  const from = ((digest.nextDue ?? now + 1) - 1) as EpochSeconds
  const occurrences = occurrencesBetween(digest.schedule, from, now).slice(-MOST_MISSED)
  const newest = occurrences.at(-1)
  return {
    slots: occurrences.map((occurrence) => ({
      ...occurrence,
      state: occurrence === newest && now - occurrence.dueAt <= CATCH_UP_SECONDS ? 'due' : 'late',
    })),
    nextDue: nextOccurrence(digest.schedule, now)?.dueAt ?? null,
  }
}

/**
 * Enters the slots of every digest that is due and returns how many came up and how many
 * were missed. Safe in any number of processes at once: a slot's key is its date.
 */
export async function planDue(
  store: Pick<Store, 'digests'>,
  now: EpochSeconds,
): Promise<{ readonly due: number; readonly late: number }> {
  let due = 0
  let late = 0
  for (;;) {
    const planned = await store.digests.planDue(now, DIGESTS_AT_ONCE, (digest) =>
      slotsOf(digest, now),
    )
    for (const { state } of planned.flatMap(({ slots }) => slots)) {
      if (state === 'due') due += 1
      else late += 1
    }
    if (planned.length < DIGESTS_AT_ONCE) return { due, late }
  }
}

/**
 * Finds anew when each digest that is not due yet comes up: the rules of time zones may
 * have changed since it was planned. Returns how many moved.
 */
export async function replanAll(store: Pick<Store, 'digests'>, now: EpochSeconds): Promise<number> {
  let moved = 0
  let after: { readonly workspace: Digest['workspace']; readonly id: Digest['id'] } | null = null
  for (;;) {
    const digests: readonly Digest[] = await store.digests.active(after, DIGESTS_AT_ONCE)
    for (const digest of digests) {
      after = { workspace: digest.workspace, id: digest.id }
      if (digest.nextDue !== null && digest.nextDue <= now) continue
      const nextDue = nextOccurrence(digest.schedule, now)?.dueAt ?? null
      if (nextDue !== digest.nextDue && (await store.digests.plan(digest, [], nextDue))) moved += 1
    }
    if (digests.length < DIGESTS_AT_ONCE) return moved
  }
}
