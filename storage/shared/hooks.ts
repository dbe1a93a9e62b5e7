import { sql } from 'kysely'
import type { Hook, HookFault, HookKey, HookSettings } from '../../src/core/hook.ts'
import type { HookId, WorkspaceId } from '../../src/core/identity.ts'
import type { HookStore } from '../../src/core/store.ts'
import { takeIds } from './counters.ts'
import type { Engine, Reader } from './engine.ts'
import type { HookTable } from './feed-tables.ts'
import { instant } from './instants.ts'
import { lastOutcome } from './last-outcome.ts'
import { storable } from './text.ts'

/** Returns the webhooks of the database. */
export function createHookStore(engine: Engine): HookStore {
  const { db } = engine
  return {
    create: (workspace, settings, { token, keys }, at) =>
      engine.write(async (trx) => {
        const row: HookTable = {
          ws: workspace,
          id: await takeIds(trx, workspace, 'hook', 1),
          token,
          settings: storable(JSON.stringify(settings)),
          keys: JSON.stringify(keys),
          created_at: at,
          items: 0,
          success_at: null,
          error_at: null,
          fault: null,
          detail: null,
        }
        await trx.insertInto('hook').values(row).execute()
        return toHook(row)
      }),
    async list(workspace) {
      const rows = await db
        .selectFrom('hook')
        .selectAll()
        .where('ws', '=', workspace)
        .orderBy('id')
        .execute()
      return rows.map(toHook)
    },
    find: (workspace, id) => findHook(db, workspace, id),
    setKeys: (workspace, id, keys) =>
      engine.write(async (trx) => {
        await trx
          .updateTable('hook')
          .set({ keys: JSON.stringify(keys) })
          .where('ws', '=', workspace)
          .where('id', '=', id)
          .execute()
        return await findHook(trx, workspace, id)
      }),
    remove: (workspace, id) =>
      engine.write(async (trx) => {
        await trx
          .deleteFrom('hook_nonce')
          .where('ws', '=', workspace)
          .where('hook', '=', id)
          .execute()
        const { numDeletedRows } = await trx
          .deleteFrom('hook')
          .where('ws', '=', workspace)
          .where('id', '=', id)
          .executeTakeFirst()
        return numDeletedRows > 0n
      }),
    takeNonce: ({ workspace, id }, nonce, now, forgetAt) =>
      engine.write(async (trx) => {
        await trx
          .deleteFrom('hook_nonce')
          .where('ws', '=', workspace)
          .where('hook', '=', id)
          .where('forget_at', '<', now)
          .execute()
        const { numInsertedOrUpdatedRows } = await trx
          .insertInto('hook_nonce')
          .values({ ws: workspace, hook: id, nonce, forget_at: forgetAt })
          .onConflict((conflict) => conflict.doNothing())
          .executeTakeFirst()
        return (numInsertedOrUpdatedRows ?? 0n) > 0n
      }),
    noteSuccess: ({ workspace, id }, at, items) =>
      engine.write(async (trx) => {
        await trx
          .updateTable('hook')
          .set({ success_at: at, items: sql<number>`items + ${items}` })
          .where('ws', '=', workspace)
          .where('id', '=', id)
          .execute()
      }),
    noteFault: ({ workspace, id }, at, fault, detail) =>
      engine.write(async (trx) => {
        await trx
          .updateTable('hook')
          .set({ error_at: at, fault, detail: storable(detail) })
          .where('ws', '=', workspace)
          .where('id', '=', id)
          .execute()
      }),
  }
}

async function findHook(db: Reader, workspace: WorkspaceId, id: HookId): Promise<Hook | undefined> {
  const row = await db
    .selectFrom('hook')
    .selectAll()
    .where('ws', '=', workspace)
    .where('id', '=', id)
    .executeTakeFirst()
  return row && toHook(row)
}

function toHook(row: HookTable): Hook {
  return {
    ...(JSON.parse(row.settings) as HookSettings),
    workspace: row.ws as WorkspaceId,
    id: row.id as HookId,
    token: row.token,
    keys: JSON.parse(row.keys) as readonly HookKey[],
    createdAt: instant(row.created_at),
    items: row.items,
    ...lastOutcome<HookFault>(row),
  }
}
