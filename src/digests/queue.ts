import type { Encoded } from '../core/delivery.ts'
import type { ClaimedSlot } from '../core/digest.ts'
import type { Store } from '../core/store.ts'

interface Composed {
  readonly slot: ClaimedSlot
  readonly encoded: Encoded
}

/**
 * Ends a slot and puts its message into the outbox, in one transaction; false where another
 * process has taken the slot over.
 */
export type QueueSlot = (composed: Composed) => Promise<boolean>

/** Returns a way to end slots in which those that are ready together share a transaction. */
export function createQueue({
  store,
  wake,
}: {
  readonly store: Store
  readonly wake?: () => void
}): QueueSlot {
  let waiting: {
    readonly composed: Composed
    resolve(held: boolean): void
    reject(error: unknown): void
  }[] = []
  let working = false

  async function work(): Promise<void> {
    working = true
    while (waiting.length > 0) {
      const together = waiting
      waiting = []
      try {
        const held = await queueAll(
          store,
          together.map(({ composed }) => composed),
        )
        for (const { composed, resolve } of together) resolve(held.has(composed.slot))
        wake?.()
      } catch (error) {
        for (const { reject } of together) reject(error)
      }
    }
    working = false
  }
  return (composed) =>
    new Promise((resolve, reject) => {
      waiting.push({ composed, resolve, reject })
      if (!working) void work()
    })
}

async function queueAll(store: Store, all: readonly Composed[]): Promise<ReadonlySet<ClaimedSlot>> {
  return await store.atomically(async (within) => {
    const held = await within.digests.queued(all.map(({ slot }) => slot))
    const encoded = all.filter(({ slot }) => held.has(slot)).map((each) => each.encoded)
    if (encoded.length > 0) {
      await within.delivery.enqueue(
        encoded.flatMap(({ parts }) => parts),
        encoded.flatMap(({ buttons }) => buttons),
      )
    }
    return held
  })
}
