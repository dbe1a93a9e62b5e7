import { sql } from 'kysely'
import type { Digest, DigestState } from '../../src/core/digest.ts'
import type { DigestId, WorkspaceId } from '../../src/core/identity.ts'
import type { DigestStore } from '../../src/core/store.ts'
import { takeIds } from './counters.ts'
import { insertSlots, planDueDigests } from './digest-plans.ts'
import { settingsColumn, stateColumns, toDigest } from './digest-rows.ts'
import {
  claimSlots,
  completeSlot,
  countSlots,
  listSlots,
  queuedSlots,
  retrySlot,
} from './digest-slots.ts'
import type { DigestTable } from './digest-tables.ts'
import type { Engine, Reader } from './engine.ts'

/** Returns the digests of the database and their ledger. */
export function createDigestStore(engine: Engine): DigestStore {
  const { db } = engine
  return {
    create: (workspace, settings, at, nextDue) =>
      engine.write(async (trx) => {
        const id = await takeIds(trx, workspace, 'digest', 1)
        const row: DigestTable = {
          ws: workspace,
          id,
          settings: settingsColumn(settings),
          ...stateColumns({ type: 'active' }),
          created_at: at,
          next_due: nextDue,
          failures: 0,
        }
        await trx.insertInto('digest').values(row).execute()
        return toDigest(row)
      }),
    async list(workspace) {
      const rows = await db
        .selectFrom('digest')
        .selectAll()
        .where('ws', '=', workspace)
        .orderBy('id')
        .execute()
      return rows.map(toDigest)
    },
    find: (workspace, id) => findDigest(db, workspace, id),
    change: (workspace, id, { settings, state, nextDue, failures }) =>
      engine.write(async (trx) => {
        const found = await findDigest(trx, workspace, id)
        if (!found) return undefined
        await trx
          .updateTable('digest')
          .set({
            settings: settingsColumn({ ...found, ...settings }),
            ...stateColumns(state ?? found.state),
            next_due: nextDue === undefined ? found.nextDue : nextDue,
            failures: failures ?? found.failures,
          })
          .where('ws', '=', workspace)
          .where('id', '=', id)
          .execute()
        return await findDigest(trx, workspace, id)
      }),
    remove: (workspace, id) =>
      engine.write(async (trx) => {
        await trx
          .deleteFrom('digest_slot')
          .where('ws', '=', workspace)
          .where('digest', '=', id)
          .execute()
        const { numDeletedRows } = await trx
          .deleteFrom('digest')
          .where('ws', '=', workspace)
          .where('id', '=', id)
          .executeTakeFirst()
        return numDeletedRows > 0n
      }),
    planDue: (now, limit, plan) => planDueDigests(engine, now, limit, plan),
    async active(after, limit) {
      const rows = await db
        .selectFrom('digest')
        .selectAll()
        .where('state', '=', sql.lit('active'))
        .$if(after !== null, (query) =>
          query.where(sql<boolean>`(ws, id) > (${after?.workspace ?? 0}, ${after?.id ?? 0})`),
        )
        .orderBy('ws')
        .orderBy('id')
        .limit(limit)
        .execute()
      return rows.map(toDigest)
    },
    plan: (digest, slots, nextDue) =>
      engine.write(async (trx) => {
        const { numUpdatedRows } = await trx
          .updateTable('digest')
          .set({ next_due: nextDue })
          .where('ws', '=', digest.workspace)
          .where('id', '=', digest.id)
          .where('state', '=', 'active')
          .where(sql<boolean>`next_due IS NOT DISTINCT FROM ${digest.nextDue}`)
          .executeTakeFirst()
        if (numUpdatedRows === 0n) return false
        await insertSlots(trx, [{ digest, slots }])
        return true
      }),
    claim: (limit, leaseSeconds) => claimSlots(engine, limit, leaseSeconds),
    complete: (slot, end) => completeSlot(engine, slot, end),
    queued: (slots) => queuedSlots(engine, slots),
    retry: (slot, detail, afterSeconds) => retrySlot(engine, slot, detail, afterSeconds),
    slots: (workspace, id, limit) => listSlots(db, workspace, id, limit),
    async stateCounts() {
      const rows = await db
        .selectFrom('digest')
        .select((build) => ['state', build.fn.countAll<number>().as('n')])
        .groupBy('state')
        .execute()
      const counts: Record<DigestState['type'], number> = { active: 0, paused: 0, held: 0 }
      for (const { state, n } of rows) counts[state as DigestState['type']] = Number(n)
      return counts
    },
    slotCounts: (since) => countSlots(db, since),
  }
}

async function findDigest(
  db: Reader,
  workspace: WorkspaceId,
  id: DigestId,
): Promise<Digest | undefined> {
  const row = await db
    .selectFrom('digest')
    .selectAll()
    .where('ws', '=', workspace)
    .where('id', '=', id)
    .executeTakeFirst()
  return row && toDigest(row)
}
