import { sql } from 'kysely'
import type { DeliveryDepth } from '../../../src/core/delivery.ts'
import type { EpochSeconds } from '../../../src/core/identity.ts'
import type { Reader } from '../engine.ts'
import { storable } from '../text.ts'
import { after, type DeliveryBase } from './base.ts'
import { EVENT_STATES, PART } from './schema.ts'

/** How long a button keeps its line after it was last given out. */
const BUTTON_DAYS = 90
const DAY_MILLISECONDS = 86_400_000

export async function depth(db: Reader): Promise<DeliveryDepth> {
  const events = await db
    .selectFrom('inbox')
    .select([sql<number>`count(*)`.as('n'), sql<number | null>`min(received_at)`.as('oldest')])
    .where('state', '=', EVENT_STATES.open)
    .executeTakeFirst()
  const parts = await db
    .selectFrom('outbox')
    .select([sql<number>`count(*)`.as('n'), sql<number | null>`min(not_before)`.as('oldest')])
    .where('state', '<', PART.sent)
    .executeTakeFirst()
  const deadEvents = await db
    .selectFrom('inbox')
    .select(sql<number>`count(*)`.as('n'))
    .where('state', '>', EVENT_STATES.open)
    .where('state', '=', EVENT_STATES.dead)
    .executeTakeFirst()
  const deadParts = await db
    .selectFrom('outbox')
    .select(sql<number>`count(*)`.as('n'))
    .where('state', '>=', PART.sent)
    .where('state', '=', PART.dead)
    .executeTakeFirst()
  const oldest = parts?.oldest ?? null
  return {
    events: Number(events?.n ?? 0),
    parts: Number(parts?.n ?? 0),
    oldestEvent: (events?.oldest ?? null) as EpochSeconds | null,
    oldestPart: oldest === null ? null : (Math.floor(oldest / 1000) as EpochSeconds),
    deadEvents: Number(deadEvents?.n ?? 0),
    deadParts: Number(deadParts?.n ?? 0),
  }
}

/** Gives back all that is held: events at once, parts to be read back first. */
export async function releaseHeld(base: DeliveryBase): Promise<void> {
  await base.write(async (trx) => {
    await trx
      .updateTable('inbox')
      /** Before those that came later. */
      .set({ due: sql<number>`arrived / 1000` })
      .where('state', '=', EVENT_STATES.open)
      .where('attempts', '>', 0)
      .where('due', '>', base.now())
      .execute()
    await trx
      .updateTable('outbox')
      .set({ due: base.now(), state: PART.unknown })
      .where('state', '=', PART.sending)
      .execute()
  })
}

export async function countOn(base: DeliveryBase, day: string, what: string): Promise<number> {
  const row = await base.write((trx) =>
    trx
      .insertInto('daily_count')
      .values({ day, what, n: 1 })
      .onConflict((conflict) =>
        conflict.columns(['day', 'what']).doUpdateSet({ n: sql<number>`daily_count.n + 1` }),
      )
      .returning('n')
      .executeTakeFirstOrThrow(),
  )
  return row.n
}

export async function keptText(db: Reader, name: string): Promise<string | null> {
  const row = await db
    .selectFrom('kept_text')
    .select('content')
    .where('name', '=', name)
    .executeTakeFirst()
  return row?.content ?? null
}

export async function keepText(
  base: DeliveryBase,
  name: string,
  text: string | null,
): Promise<void> {
  await base.write(async (trx) => {
    await trx.deleteFrom('kept_text').where('name', '=', name).execute()
    if (text === null) return
    await trx
      .insertInto('kept_text')
      .values({ name, content: storable(text), until: 0 })
      .execute()
  })
}

export async function lead(
  base: DeliveryBase,
  name: string,
  holder: string,
  seconds: number,
): Promise<boolean> {
  return await base.write(async (trx) => {
    await trx
      .insertInto('kept_text')
      .values({ name, content: holder, until: 0 })
      .onConflict((conflict) => conflict.doNothing())
      .execute()
    const { numUpdatedRows } = await trx
      .updateTable('kept_text')
      .set({ content: holder, until: after(base, seconds) })
      .where('name', '=', name)
      .where(sql<boolean>`(content = ${holder} OR until <= ${base.now()})`)
      .executeTakeFirst()
    return numUpdatedRows > 0n
  })
}

export async function leaders(base: DeliveryBase, prefix: string): Promise<readonly string[]> {
  const rows = await base.db
    .selectFrom('kept_text')
    .select('name')
    .where(sql<boolean>`substr(name, 1, ${sql.lit(prefix.length)}) = ${prefix}`)
    .where('until', '>', base.now())
    .execute()
  return rows.map(({ name }) => name).sort()
}

export async function forgetDelivered(
  base: DeliveryBase,
  payloadsBefore: EpochSeconds,
  idsBefore: EpochSeconds,
  postedBefore: EpochSeconds = payloadsBefore,
): Promise<void> {
  const payloads = payloadsBefore * 1000
  const ids = idsBefore * 1000
  const posted = postedBefore * 1000
  await base.write(async (trx) => {
    await trx
      .updateTable('inbox')
      .set({ payload: '', reply: null })
      .where('state', '>', EVENT_STATES.open)
      .where('done_at', '<', payloads)
      .where('payload', '<>', '')
      .execute()
    await trx
      .updateTable('outbox')
      .set({ payload: '' })
      .where('state', '>=', PART.sent)
      .where('ended_at', '<', posted)
      .where('payload', '<>', '')
      .execute()
    await trx
      .deleteFrom('inbox')
      .where('state', '>', EVENT_STATES.open)
      .where('done_at', '<', ids)
      .execute()
    await trx
      .deleteFrom('outbox')
      .where('state', '>=', PART.sent)
      .where('ended_at', '<', ids)
      .execute()
    await trx.deleteFrom('pause').where('until', '<', payloads).execute()
    await trx.deleteFrom('kept_text').where('until', '>', 0).where('until', '<', payloads).execute()
    await trx
      .deleteFrom('button_line')
      .where('given_at', '<', ids - BUTTON_DAYS * DAY_MILLISECONDS)
      .execute()
    await trx
      .deleteFrom('daily_count')
      .where('day', '<', new Date(ids).toISOString().slice(0, 10))
      .execute()
  })
}
