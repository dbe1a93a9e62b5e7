import { sql } from 'kysely'
import type { ClaimedPart } from '../../../src/core/delivery.ts'
import type { Writer } from '../engine.ts'
import { storable } from '../text.ts'
import { after, type DeliveryBase } from './base.ts'

/** Stands for the bot as a whole among the places. */
export const BOT = ''

export async function pause(
  base: DeliveryBase,
  platform: string,
  bot: string,
  place: string | null,
  seconds: number,
): Promise<void> {
  const until = after(base, seconds)
  await base.write((trx) =>
    trx
      .insertInto('pause')
      .values({ platform, bot, place: storable(place ?? BOT), until, trial: 0 })
      .onConflict((conflict) =>
        conflict.columns(['platform', 'bot', 'place']).doUpdateSet({
          /** The end of a trial's lease is no pause that the platform asked for. */
          until: sql<number>`CASE WHEN pause.trial = 0 AND pause.until > excluded.until
            THEN pause.until ELSE excluded.until END`,
          trial: 0,
        }),
      )
      .execute(),
  )
}

/**
 * Returns how many parts of a bot may be taken: none during a pause, one after it,
 * which tries whether the pause is over, and as many as there are else.
 */
export async function mayTry(
  base: DeliveryBase,
  trx: Writer,
  platform: string,
  bot: string,
): Promise<'none' | 'one' | 'any'> {
  const key = sql<boolean>`platform = ${platform} AND bot = ${bot} AND place = ${BOT}`
  /** Locks the row, where there is one, so that two processes do not both try. */
  const paused = await trx.selectFrom('pause').select('until').where(key).executeTakeFirst()
  if (!paused) return 'any'
  const { numUpdatedRows } = await trx
    .updateTable('pause')
    .set({ until: sql`until` })
    .where(key)
    .where('until', '<=', base.now())
    .executeTakeFirst()
  return numUpdatedRows > 0n ? 'one' : 'none'
}

/** Ends the pauses of bots that these parts have tried. */
export async function endTrials(trx: Writer, parts: readonly number[]): Promise<void> {
  await trx
    .deleteFrom('pause')
    .where('place', '=', BOT)
    .where('trial', '>', 0)
    .where('trial', 'in', parts)
    .execute()
}

/** Ends the pause of the bot that the part has tried. */
export async function endTrial(trx: Writer, part: ClaimedPart): Promise<void> {
  await trx
    .deleteFrom('pause')
    .where('platform', '=', part.platform)
    .where('bot', '=', part.bot)
    .where('place', '=', BOT)
    .where('trial', '>', 0)
    .where(sql<boolean>`trial = (SELECT o.id FROM outbox o WHERE o.key = ${part.key})`)
    .execute()
}
