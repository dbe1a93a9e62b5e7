import { sql } from 'kysely'
import type { ClaimedSlot, Digest, DigestSlot, SlotEnd, SlotState } from '../../src/core/digest.ts'
import type { CivilDate, DigestId, EpochSeconds, WorkspaceId } from '../../src/core/identity.ts'
import { presentSecond } from './delivery/base.ts'
import { toDigest } from './digest-rows.ts'
import type { DigestSlotTable } from './digest-tables.ts'
import type { Engine, Reader, Writer } from './engine.ts'
import { instant, instantOrNull } from './instants.ts'
import { storable } from './text.ts'

/**
 * Takes slots that are due and free, the longest waiting first; processes that claim at once
 * take different ones.
 */
export async function claimSlots(
  engine: Engine,
  limit: number,
  leaseSeconds: number,
): Promise<readonly ClaimedSlot[]> {
  const now = await presentSecond(engine)
  const free = await engine.db
    .selectFrom('digest_slot')
    .select('date')
    .where('state', '=', sql.lit('due'))
    .where('free_at', '<=', now)
    .limit(1)
    .executeTakeFirst()
  if (!free) return []
  return await engine.write(async (trx) => {
    const { rows } = await sql<DigestSlotTable>`WITH taken AS MATERIALIZED (
        SELECT ws, digest, date FROM digest_slot WHERE state = 'due' AND free_at <= ${now}
        ORDER BY free_at, ws, digest, date LIMIT ${sql.lit(limit)}
        ${engine.name === 'postgres' ? sql`FOR UPDATE SKIP LOCKED` : sql``})
      UPDATE digest_slot SET fence = fence + 1, attempts = attempts + 1,
        free_at = ${now} + ${sql.lit(leaseSeconds)}
      WHERE (ws, digest, date) IN (SELECT ws, digest, date FROM taken)
      RETURNING *`.execute(trx)
    return await withDigests(trx, rows)
  })
}

async function withDigests(
  trx: Writer,
  rows: readonly DigestSlotTable[],
): Promise<readonly ClaimedSlot[]> {
  if (rows.length === 0) return []
  const digests = await trx
    .selectFrom('digest')
    .selectAll()
    .where(({ eb, refTuple, tuple }) =>
      eb(
        refTuple('ws', 'id'),
        'in',
        rows.map(({ ws, digest }) => tuple(ws, digest)),
      ),
    )
    .execute()
  const found = new Map(digests.map((row) => [`${row.ws} ${row.id}`, toDigest(row)]))
  return rows
    .flatMap((row) => {
      const digest = found.get(`${row.ws} ${row.digest}`)
      if (!digest) return []
      const { fence, attempts } = row
      const dueAt = instant(row.due_at)
      return [{ digest, date: row.date as CivilDate, dueAt, fence, attempts }]
    })
    .sort((one, other) => one.dueAt - other.dueAt || one.digest.id - other.digest.id)
}

/** Ends slots with a message; returns those that the caller still held. */
export async function queuedSlots(
  engine: Engine,
  slots: readonly ClaimedSlot[],
): Promise<ReadonlySet<ClaimedSlot>> {
  if (slots.length === 0) return new Set()
  const now = await presentSecond(engine)
  return await engine.write(async (trx) => {
    const held = await trx
      .updateTable('digest_slot')
      .set({ state: 'queued', detail: null, queued_at: now })
      .where('state', '=', 'due')
      .where(({ eb, refTuple, tuple }) =>
        eb(
          refTuple('ws', 'digest', 'date', 'fence'),
          'in',
          slots.map(({ digest, date, fence }) => tuple(digest.workspace, digest.id, date, fence)),
        ),
      )
      .returning(['ws', 'digest', 'date'])
      .execute()
    const ended = new Set(held.map(({ ws, digest, date }) => slotKeyOf(ws, digest, date)))
    const queued = slots.filter(({ digest, date }) =>
      ended.has(slotKeyOf(digest.workspace, digest.id, date)),
    )
    for (const { digest } of queued) {
      if (digest.failures > 0) await resetFailures(trx, digest)
    }
    return new Set(queued)
  })
}

function slotKeyOf(ws: number, digest: number, date: string): string {
  return `${ws} ${digest} ${date}`
}

async function resetFailures(
  trx: Writer,
  { workspace, id }: Pick<Digest, 'workspace' | 'id'>,
): Promise<void> {
  await trx
    .updateTable('digest')
    .set({ failures: 0 })
    .where('ws', '=', workspace)
    .where('id', '=', id)
    .execute()
}

/** Ends a slot and counts the digest's failures in a row; false where another holder has taken over. */
export async function completeSlot(
  engine: Engine,
  slot: ClaimedSlot,
  end: SlotEnd,
): Promise<boolean> {
  const { workspace, id } = slot.digest
  const now = await presentSecond(engine)
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
  const now = await presentSecond(engine)
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
    dueAt: instant(row.due_at),
    state: row.state as SlotState,
    attempts: row.attempts,
    detail: row.detail,
    queuedAt: instantOrNull(row.queued_at),
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
