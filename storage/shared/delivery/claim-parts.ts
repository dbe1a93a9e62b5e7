import { type Selectable, sql } from 'kysely'
import type { ClaimedPart } from '../../../src/core/delivery.ts'
import type { EpochSeconds } from '../../../src/core/identity.ts'
import { after, type DeliveryBase } from './base.ts'
import { BOT, mayTry } from './pauses.ts'
import { type OutboxTable, PART } from './schema.ts'

export async function claimParts(
  base: DeliveryBase,
  platform: string,
  bot: string,
  limit: number,
  leaseSeconds: number,
): Promise<readonly ClaimedPart[]> {
  if (!(await anythingDue(base, platform, bot))) return []
  return await base.write(async (trx) => {
    const turn = await mayTry(base, trx, platform, bot)
    if (turn === 'none') return []
    const most = turn === 'one' ? 1 : limit
    const { rows: taken } = await sql<{ id: number; doubtful: number }>`
      SELECT o.id, CASE WHEN o.state = 0 THEN 0 ELSE 1 END AS doubtful FROM outbox o JOIN (
        SELECT place, min(id) AS id FROM outbox
        WHERE platform = ${platform} AND bot = ${bot} AND state < 3
          AND (fence > 0 OR due <= ${base.now()})
        GROUP BY place) head ON head.id = o.id
      WHERE o.due <= ${base.now()} AND o.state < 3
        AND NOT EXISTS (SELECT 1 FROM pause p WHERE p.platform = ${platform} AND p.bot = ${bot}
          AND p.place = o.place AND p.until > ${base.now()})
        AND NOT EXISTS (SELECT 1 FROM outbox other WHERE other.platform = ${platform}
          AND other.bot = ${bot} AND other.place = o.place AND other.state = 1
          AND other.id <> o.id AND other.due > ${base.now()})
      ORDER BY o.due, o.id LIMIT ${sql.lit(most)}
      ${base.name === 'postgres' ? sql`FOR UPDATE OF o SKIP LOCKED` : sql``}`.execute(trx)
    if (taken.length === 0) return []
    const rows = await trx
      .updateTable('outbox')
      .set({
        state: PART.sending,
        fence: sql`fence + 1`,
        attempts: sql`attempts + 1`,
        due: after(base, leaseSeconds),
        first_attempt_at: sql`COALESCE(first_attempt_at, (${base.now()}) / 1000)`,
      })
      .where(
        'id',
        'in',
        taken.map(({ id }) => id),
      )
      .returningAll()
      .execute()
    if (turn === 'one') {
      await trx
        .updateTable('pause')
        .set({ until: after(base, leaseSeconds), trial: taken[0]?.id ?? 0 })
        .where('platform', '=', platform)
        .where('bot', '=', bot)
        .where('place', '=', BOT)
        .execute()
    }
    const doubtful = new Set(taken.filter((row) => row.doubtful === 1).map(({ id }) => id))
    return rows
      .sort((one, other) => one.id - other.id)
      .map((row) => toClaimed(row, doubtful.has(row.id)))
  })
}

async function anythingDue(base: DeliveryBase, platform: string, bot: string): Promise<boolean> {
  const found = await base.db
    .selectFrom('outbox')
    .select('id')
    .where('platform', '=', platform)
    .where('bot', '=', bot)
    .where('state', '<', PART.sent)
    .where('due', '<=', base.now())
    .limit(1)
    .executeTakeFirst()
  return found !== undefined
}

function toClaimed(row: Selectable<OutboxTable>, doubtful: boolean): ClaimedPart {
  return {
    key: row.key,
    platform: row.platform,
    bot: row.bot,
    place: row.place,
    payload: row.payload,
    notBefore: Math.floor(row.not_before / 1000) as EpochSeconds,
    giveUpAt: row.give_up_at as EpochSeconds,
    fence: row.fence,
    attempts: row.attempts - 1,
    doubtful,
    firstAttemptAt: (row.first_attempt_at ?? 0) as EpochSeconds,
    memo: row.memo,
  }
}
