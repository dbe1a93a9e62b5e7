import type { EffectStore } from '../../src/core/store.ts'
import type { Engine } from './engine.ts'
import { storable } from './text.ts'

/** Lines that were carried out. Times are epoch seconds. */
export interface EffectTables {
  effect: { platform: string; event: string; forget_at: number }
}

/** Returns the notes of lines that had their effect. */
export function createEffectStore(engine: Engine): EffectStore {
  return {
    take: (platform, eventId, now, forgetAt) =>
      engine.write(async (trx) => {
        await trx
          .deleteFrom('effect')
          .where('platform', '=', platform)
          .where('forget_at', '<', now)
          .execute()
        const { numInsertedOrUpdatedRows } = await trx
          .insertInto('effect')
          .values({ platform, event: storable(eventId), forget_at: forgetAt })
          .onConflict((conflict) => conflict.doNothing())
          .executeTakeFirst()
        return (numInsertedOrUpdatedRows ?? 0n) > 0n
      }),
  }
}
