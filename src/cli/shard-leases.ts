import { randomUUID } from 'node:crypto'
import type { DeliveryStore } from '../core/store.ts'

/** A process that died keeps its shards from the others for this long. */
const LEASE_SECONDS = 20
const LOOK_MILLISECONDS = 3000
/** Discord takes one new session in so many seconds. */
const TURN_SECONDS = 5

/**
 * Returns what divides the shards of one gateway among the processes of a database by leases.
 * The oldest processes hold one more where the shards do not divide evenly, so that a new one
 * takes no more than it must. `now` is in milliseconds since 1970.
 */
export function createShardLeases(
  delivery: Pick<DeliveryStore, 'lead' | 'leaders' | 'kept' | 'keep'>,
  name: string,
  now: () => number = Date.now,
) {
  const holder = `${String(now()).padStart(15, '0')} ${randomUUID()}`
  const members = `${name}:member:`
  const countName = `${name}:shards`
  return {
    lookMilliseconds: LOOK_MILLISECONDS,
    /** Another number would make every session invalid: it changes when no other process is there. */
    async count(recommended: number): Promise<number> {
      const kept = Number(await delivery.kept(countName))
      if (kept > 0 && (await delivery.leaders(members)).length > 0) return kept
      if (kept !== recommended) await delivery.keep(countName, String(recommended))
      return recommended
    },
    async share(count: number): Promise<number> {
      await delivery.lead(`${members}${holder}`, holder, LEASE_SECONDS)
      const all = await delivery.leaders(members)
      const position = all.indexOf(`${members}${holder}`)
      return Math.floor(count / all.length) + (position < count % all.length ? 1 : 0)
    },
    hold: (shard: number) => delivery.lead(`${name}:shard:${shard}`, holder, LEASE_SECONDS),
    async release(shard: number): Promise<void> {
      if (await delivery.lead(`${name}:shard:${shard}`, holder, LEASE_SECONDS)) {
        await delivery.lead(`${name}:shard:${shard}`, holder, 0)
      }
    },
    /** Everyone's turn is another's, also that of the same process. */
    mayOpen: (group: number) => delivery.lead(`${name}:turn:${group}`, randomUUID(), TURN_SECONDS),
    leave: () => delivery.keep(`${members}${holder}`, null),
  }
}

export type ShardLeases = ReturnType<typeof createShardLeases>
