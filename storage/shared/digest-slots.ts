import { type RawBuilder, sql } from 'kysely'
import type { ClaimedSlot, DigestSlot, SlotEnd, SlotState } from '../../src/core/digest.ts'
import type { CivilDate, DigestId, EpochSeconds, WorkspaceId } from '../../src/core/identity.ts'
import { toDigest } from './digest-rows.ts'
import type { DigestSlotTable } from './digest-tables.ts'
import type { Engine, Reader, Writer } from './engine.ts'
import { storable } from './text.ts'

/** Returns the present second by the clock that all processes share, as SQL. */
async function seconds(engine: Engine): Promise<RawBuilder<number>> {
  const { now } = await engine.delivery()
  return sql<number>`((${now()}) / 1000)`
}

/**
 * Takes slots that are due and free, the longest waiting first. Two processes that read
 * the same rows are told apart by the fence: the second finds it grown.
 */
export async function claimSlots(
  engine: Engine,
  limit: number,
  leaseSeconds: number,
): Promise<readonly ClaimedSlot[]> {
  const now = await seconds(engine)
  const free = await engine.db
    .selectFrom('digest_slot')
    .select(['ws', 'digest', 'date', 'fence'])
    .where('state', '=', sql.lit('due'))
    .where('free_at', '<=', now)
    .orderBy('free_at')
    .orderBy('ws')
    .orderBy('digest')
    .orderBy('date')
    .limit(limit)
    .execute()
  if (free.length === 0) return []
  return await engine.write(async (trx) => {
    const claimed: ClaimedSlot[] = []
    for (const seen of free) {
      const row = await trx
        .updateTable('digest_slot')
        .set({
          fence: seen.fence + 1,
          attempts: sql`attempts + 1`,
          free_at: sql`${now} + ${sql.lit(leaseSeconds)}`,
        })
        .where('ws', '=', seen.ws)
        .where('digest', '=', seen.digest)
        .where('date', '=', seen.date)
        .where('fence', '=', seen.fence)
        .where('state', '=', 'due')
        .returningAll()
        .executeTakeFirst()
      const slot = row && (await withDigest(trx, row))
      if (slot) claimed.push(slot)
    }
    return claimed
  })
}

async function withDigest(trx: Writer, row: DigestSlotTable): Promise<ClaimedSlot | undefined> {
  const digest = await trx
    .selectFrom('digest')
    .selectAll()
    .where('ws', '=', row.ws)
    .where('id', '=', row.digest)
    .executeTakeFirst()
  return (
    digest && {
      digest: toDigest(digest),
      date: row.date as CivilDate,
      dueAt: Number(row.due_at) as EpochSeconds,
      fence: row.fence,
      attempts: row.attempts,
    }
  )
}

/** Ends a slot and counts the digest's failures in a row; false where another holder has taken over. */
export async function completeSlot(
  engine: Engine,
  slot: ClaimedSlot,
  end: SlotEnd,
): Promise<boolean> {
  const { workspace, id } = slot.digest
  const now = await seconds(engine)
  return await engine.write(async (trx) => {
    const { numUpdatedRows } = await trx
      .updateTable('digest_slot')
      .set({
        state: end.state,
        detail: 'detail' in end ? storable(end.detail) : null,
        queued_at: end.state === 'queued' ? now : null,
      })
      .where('ws', '=', workspace)
      .where('digest', '=', id)
      .where('date', '=', slot.date)
      .where('fence', '=', slot.fence)
      .where('state', '=', 'due')
      .executeTakeFirst()
    if (numUpdatedRows === 0n) return false
    await trx
      .updateTable('digest')
      .set({ failures: end.state === 'failed' ? sql`failures + 1` : 0 })
      .where('ws', '=', workspace)
      .where('id', '=', id)
      .execute()
    return true
  })
}

/** Gives the slot back; false where another holder has taken over. */
export async function retrySlot(
  engine: Engine,
  slot: ClaimedSlot,
  detail: string,
  afterSeconds: number,
): Promise<boolean> {
  const now = await seconds(engine)
  return await engine.write(async (trx) => {
    const { numUpdatedRows } = await trx
      .updateTable('digest_slot')
      .set({
        detail: storable(detail),
        free_at: sql`${now} + ${sql.lit(Math.ceil(afterSeconds))}`,
      })
      .where('ws', '=', slot.digest.workspace)
      .where('digest', '=', slot.digest.id)
      .where('date', '=', slot.date)
      .where('fence', '=', slot.fence)
      .where('state', '=', 'due')
      .executeTakeFirst()
    return numUpdatedRows > 0n
  })
}

export async function listSlots(
  db: Reader,
  workspace: WorkspaceId,
  digest: DigestId,
  limit: number,
): Promise<readonly DigestSlot[]> {
  const rows = await db
    .selectFrom('digest_slot')
    .selectAll()
    .where('ws', '=', workspace)
    .where('digest', '=', digest)
    .orderBy('date', 'desc')
    .limit(limit)
    .execute()
  return rows.map((row) => ({
    workspace,
    digest,
    date: row.date as CivilDate,
    dueAt: Number(row.due_at) as EpochSeconds,
    state: row.state as SlotState,
    attempts: row.attempts,
    detail: row.detail,
    queuedAt: row.queued_at === null ? null : (Number(row.queued_at) as EpochSeconds),
  }))
}

/** Returns how many slots that were due since then are in each state. */
export async function countSlots(
  db: Reader,
  since: EpochSeconds,
): Promise<Readonly<Record<SlotState, number>>> {
  const rows = await db
    .selectFrom('digest_slot')
    .select((build) => ['state', build.fn.countAll<number>().as('n')])
    .where('due_at', '>=', since)
    .groupBy('state')
    .execute()
  const counts: Record<SlotState, number> = {
    due: 0,
    queued: 0,
    empty: 0,
    late: 0,
    held: 0,
    failed: 0,
  }
  for (const { state, n } of rows) counts[state as SlotState] = Number(n)
  return counts
}
