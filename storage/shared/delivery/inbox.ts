import { type RawBuilder, sql } from 'kysely'
import { type ClaimedEvent, type InboundEvent, MOST_FAILURES } from '../../../src/core/delivery.ts'
import type { EpochSeconds } from '../../../src/core/identity.ts'
import type { EventOutcome } from '../../../src/core/store.ts'
import type { Writer } from '../engine.ts'
import { storable } from '../text.ts'
import { after, type DeliveryBase } from './base.ts'
import { insertButtons, insertParts } from './parts.ts'
import { EVENT_STATES, type InboxTable } from './schema.ts'

/** How many this process has received. */
let received = 0

/** Stores events and returns the positions of those that were not there before. */
export async function receiveAll(
  base: DeliveryBase,
  events: readonly InboundEvent[],
): Promise<ReadonlySet<number>> {
  const fresh = new Map<string, number>()
  events.forEach((event, index) => {
    const id = identityOf(event)
    if (!fresh.has(id)) fresh.set(id, index)
  })
  const rows = [...fresh.values()].map((index, order) => {
    const event = events[index] as InboundEvent
    return {
      platform: event.platform,
      bot: event.bot,
      external_id: storable(event.externalId),
      received_at: event.receivedAt,
      reply_by: event.replyBy,
      payload: storable(event.payload),
      reply: null,
      state: EVENT_STATES.open,
      attempts: 0,
      failures: 0,
      fence: 0,
      /** Those of one millisecond arrived in the order of the tally. */
      arrived: sql<number>`(${base.now()}) * 1000 + ${sql.lit((received + order) % 1000)}`,
      due: base.now(),
      done_at: null,
      detail: null,
    }
  })
  received += rows.length
  /** One statement is a transaction by itself, and the quickest one. */
  const stored = await base.db
    .insertInto('inbox')
    .values(rows)
    .onConflict((conflict) => conflict.doNothing())
    .returning(['platform', 'bot', 'external_id'])
    .execute()
  const added = new Set(
    stored.map((row) =>
      identityOf({ platform: row.platform, bot: row.bot, externalId: row.external_id }),
    ),
  )
  return new Set([...fresh].flatMap(([id, index]) => (added.has(id) ? [index] : [])))
}

function identityOf(event: Pick<InboundEvent, 'platform' | 'bot' | 'externalId'>): string {
  return JSON.stringify([event.platform, event.bot, storable(event.externalId)])
}

export async function claimEvents(
  base: DeliveryBase,
  platform: string,
  bot: string,
  limit: number,
  leaseSeconds: number,
): Promise<readonly ClaimedEvent[]> {
  const due = sql<boolean>`platform = ${platform} AND bot = ${bot} AND state = 0 AND due <= ${base.now()}`
  const waiting = await base.db
    .selectFrom('inbox')
    .select('external_id')
    .where(due)
    .limit(1)
    .executeTakeFirst()
  if (!waiting) return []
  const taken = sql`SELECT external_id FROM inbox WHERE ${due} ORDER BY due, arrived
    LIMIT ${sql.lit(limit)} ${base.name === 'postgres' ? sql`FOR UPDATE SKIP LOCKED` : sql``}`
  /** PostgreSQL may run a query after IN more than once, and lock more than the limit. */
  const chosen =
    base.name === 'postgres'
      ? sql<boolean>`external_id = ANY(ARRAY(${taken}))`
      : sql<boolean>`external_id IN (${taken})`
  const rows = await base.db
    .updateTable('inbox')
    .set({
      fence: sql`fence + 1`,
      attempts: sql`attempts + 1`,
      due: after(base, leaseSeconds),
    })
    .where('platform', '=', platform)
    .where('bot', '=', bot)
    .where(chosen)
    .returningAll()
    .execute()
  return rows.sort((one, other) => one.arrived - other.arrived).map(toClaimed)
}

function toClaimed(row: InboxTable): ClaimedEvent {
  return {
    ...toEvent(row),
    fence: row.fence,
    attempts: row.attempts - 1,
    failures: row.failures,
  }
}

export function toEvent(row: InboxTable): InboundEvent {
  return {
    platform: row.platform,
    bot: row.bot,
    externalId: row.external_id,
    receivedAt: row.received_at as EpochSeconds,
    replyBy: row.reply_by as EpochSeconds | null,
    payload: row.payload,
  }
}

/** Marks an event done with what is to be said; where `fence` is null, whoever holds it. */
export async function completeEvent(
  base: DeliveryBase,
  trx: Writer,
  event: Pick<ClaimedEvent, 'platform' | 'bot' | 'externalId'> & { readonly fence: number | null },
  { parts, buttons, reply }: EventOutcome,
): Promise<boolean> {
  const silent = parts.length === 0
  const update = trx
    .updateTable('inbox')
    .set({
      state: EVENT_STATES.done,
      done_at: base.now(),
      reply: silent || reply === null ? null : storable(reply),
      ...(silent ? { payload: '' } : {}),
    })
    .where('platform', '=', event.platform)
    .where('bot', '=', event.bot)
    .where('external_id', '=', storable(event.externalId))
    .where('state', '=', EVENT_STATES.open)
  const { fence } = event
  const { numUpdatedRows } = await (fence === null
    ? update
    : update.where('fence', '=', fence)
  ).executeTakeFirst()
  if (numUpdatedRows === 0n) return false
  await insertParts(base, trx, parts, storable(event.externalId))
  await insertButtons(base, trx, buttons)
  return true
}

export async function failEvent(
  base: DeliveryBase,
  event: ClaimedEvent,
  detail: string,
  retryAfterSeconds: number,
): Promise<'again' | 'dead' | 'late'> {
  const dead = sql`failures + 1 >= ${sql.lit(MOST_FAILURES)}`
  const either = (yes: RawBuilder<unknown>, no: RawBuilder<unknown>): RawBuilder<number> =>
    sql<number>`CASE WHEN ${dead} THEN ${yes} ELSE ${no} END`
  const row = await base.write((trx) =>
    trx
      .updateTable('inbox')
      .set({
        failures: sql`failures + 1`,
        state: either(sql.lit(EVENT_STATES.dead), sql.lit(EVENT_STATES.open)),
        done_at: either(base.now(), sql`done_at`),
        due: after(base, retryAfterSeconds),
        detail: storable(detail),
      })
      .where('platform', '=', event.platform)
      .where('bot', '=', event.bot)
      .where('external_id', '=', storable(event.externalId))
      .where('state', '=', EVENT_STATES.open)
      .where('fence', '=', event.fence)
      .returning('state')
      .executeTakeFirst(),
  )
  return row === undefined ? 'late' : row.state === EVENT_STATES.dead ? 'dead' : 'again'
}

export async function postponeEvent(
  base: DeliveryBase,
  event: ClaimedEvent,
  seconds: number,
): Promise<boolean> {
  const { numUpdatedRows } = await base.write((trx) =>
    trx
      .updateTable('inbox')
      .set({ due: after(base, seconds), attempts: sql`attempts - 1` })
      .where('platform', '=', event.platform)
      .where('bot', '=', event.bot)
      .where('external_id', '=', storable(event.externalId))
      .where('state', '=', EVENT_STATES.open)
      .where('fence', '=', event.fence)
      .executeTakeFirst(),
  )
  return numUpdatedRows > 0n
}

export async function renewEvents(
  base: DeliveryBase,
  events: readonly ClaimedEvent[],
  leaseSeconds: number,
): Promise<void> {
  if (events.length === 0) return
  await base.write(async (trx) => {
    for (const event of events) {
      await trx
        .updateTable('inbox')
        .set({ due: after(base, leaseSeconds) })
        .where('platform', '=', event.platform)
        .where('bot', '=', event.bot)
        .where('external_id', '=', storable(event.externalId))
        .where('state', '=', EVENT_STATES.open)
        .where('fence', '=', event.fence)
        .execute()
    }
  })
}
