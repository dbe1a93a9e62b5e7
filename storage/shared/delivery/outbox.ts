import { sql, type UpdateObject } from 'kysely'
import type { ButtonLine, ClaimedPart, OutgoingPart } from '../../../src/core/delivery.ts'
import type { EpochSeconds } from '../../../src/core/identity.ts'
import type { AnsweredEvent, PartReturn, PartState } from '../../../src/core/store.ts'
import type { Reader, Writer } from '../engine.ts'
import type { Schema } from '../schema.ts'
import { storable } from '../text.ts'
import { after, type DeliveryBase } from './base.ts'
import { toEvent } from './inbox.ts'
import { insertButtons, insertParts } from './parts.ts'
import { endTrial } from './pauses.ts'
import { PART, PART_STATES } from './schema.ts'

export async function notePart(trx: Writer, part: ClaimedPart, memo: string): Promise<boolean> {
  return await change(trx, part, { memo: storable(memo) })
}

/** Returns for each part how many seconds its holder still has. */
export async function remainingLeases(
  base: DeliveryBase,
  parts: readonly ClaimedPart[],
): Promise<readonly number[]> {
  const rows = await base.db
    .selectFrom('outbox')
    .select(['key', 'fence', sql<number>`due - ${base.now()}`.as('left')])
    .where(
      'key',
      'in',
      parts.map(({ key }) => key),
    )
    .where('state', '=', PART.sending)
    .execute()
  const held = new Map(rows.map((row) => [row.key, row]))
  return parts.map(({ key, fence }) => {
    const row = held.get(key)
    return row?.fence === fence ? Math.max(0, Number(row.left) / 1000) : 0
  })
}

export async function partLater(
  base: DeliveryBase,
  trx: Writer,
  part: ClaimedPart,
  { afterSeconds, doubtful, attempted, detail }: PartReturn,
): Promise<boolean> {
  const held = await change(trx, part, {
    state: doubtful ? PART.unknown : PART.pending,
    due: after(base, afterSeconds),
    detail: storable(detail),
    ...(attempted ? {} : { attempts: sql<number>`attempts - 1` }),
  })
  if (held) await endTrial(trx, part)
  return held
}

export async function partDead(
  base: DeliveryBase,
  trx: Writer,
  part: ClaimedPart,
  detail: string,
): Promise<boolean> {
  const held = await change(trx, part, {
    state: PART.dead,
    ended_at: base.now(),
    detail: storable(detail),
  })
  if (held) await endTrial(trx, part)
  return held
}

export async function replaceParts(
  base: DeliveryBase,
  part: ClaimedPart,
  detail: string,
  parts: readonly OutgoingPart[],
  buttons: readonly ButtonLine[],
): Promise<boolean> {
  return await base.write(async (trx) => {
    const externalId = await answered(trx, part)
    if (externalId === null) return false
    if (!(await partDead(base, trx, part, detail))) return false
    /** The rest of the answer would come too late as well. */
    await trx
      .updateTable('outbox')
      .set({ state: PART.dead, ended_at: base.now(), detail: storable(detail), payload: '' })
      .where('platform', '=', part.platform)
      .where('bot', '=', part.bot)
      .where('external_id', '=', externalId)
      .where('state', '<', PART.sent)
      .execute()
    await insertParts(base, trx, parts, externalId)
    await insertButtons(base, trx, buttons)
    return true
  })
}

export async function answeredEvent(
  db: Reader,
  part: ClaimedPart,
): Promise<AnsweredEvent | undefined> {
  const externalId = await answered(db, part)
  if (externalId === null) return undefined
  const row = await db
    .selectFrom('inbox')
    .selectAll()
    .where('platform', '=', part.platform)
    .where('bot', '=', part.bot)
    .where('external_id', '=', externalId)
    .executeTakeFirst()
  if (!row || row.reply === null) return undefined
  return { event: toEvent(row), reply: row.reply }
}

async function answered(db: Reader, part: ClaimedPart): Promise<string | null> {
  const row = await db
    .selectFrom('outbox')
    .select('external_id')
    .where('key', '=', part.key)
    .executeTakeFirst()
  return row?.external_id ?? null
}

/** Changes a part that the caller still holds. */
async function change(
  trx: Writer,
  part: ClaimedPart,
  values: UpdateObject<Schema, 'outbox'>,
): Promise<boolean> {
  const { numUpdatedRows } = await trx
    .updateTable('outbox')
    .set(values)
    .where('key', '=', part.key)
    .where('fence', '=', part.fence)
    .where('state', '=', PART.sending)
    .executeTakeFirst()
  return numUpdatedRows > 0n
}

export async function movePlace(
  base: DeliveryBase,
  platform: string,
  bot: string,
  from: string,
  to: string,
): Promise<void> {
  await base.write((trx) =>
    trx
      .updateTable('outbox')
      .set({ place: to })
      .where('platform', '=', platform)
      .where('bot', '=', bot)
      .where('place', '=', from)
      .where('state', '<', PART.sent)
      .execute(),
  )
}

export async function partStates(db: Reader, keyPrefix: string): Promise<readonly PartState[]> {
  const rows = await db
    .selectFrom('outbox')
    .select(['key', 'state', 'attempts', 'reference', 'url', 'detail', 'sent_at'])
    .where('key', '>=', keyPrefix)
    .where('key', '<', `${keyPrefix}\u{10FFFF}`)
    .orderBy('id')
    .execute()
  return rows.map((row) => ({
    key: row.key,
    state: PART_STATES[row.state] ?? 'dead',
    attempts: row.attempts,
    reference: row.reference,
    url: row.url,
    detail: row.detail,
    sentAt: row.sent_at as EpochSeconds | null,
  }))
}
