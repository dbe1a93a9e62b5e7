import type { FeedbackId, WorkspaceId } from '../../src/core/identity.ts'
import type { LoopItem } from '../../src/core/loop.ts'
import type { LoopStore } from '../../src/core/store.ts'
import type { Dictionary } from './dictionary.ts'
import type { Engine, Reader } from './engine.ts'
import { createImprovements } from './improvements.ts'
import { durations } from './loop-durations.ts'
import { askedItems, openCounts, openPage } from './loop-lists.ts'
import { toItem, toRow } from './loop-rows.ts'
import { raiseDataVersion } from './workspaces.ts'

/** Returns what is to be answered, and what was made better. */
export function createLoopStore(
  engine: Engine,
  dictionaryOf: (workspace: WorkspaceId) => Dictionary,
): LoopStore {
  const { db } = engine
  return {
    track: (workspace, { feedback, at, origin }) =>
      engine.write(async (trx) => {
        const nobody = { firstResponse: null, resolution: null } as const
        await trx
          .insertInto('loop_item')
          .values(toRow(workspace, { feedback, at, origin, state: 'open', ...nobody }))
          .onConflict((conflict) => conflict.doNothing())
          .execute()
        await raiseDataVersion(trx, workspace)
      }),
    item: (workspace, feedback) => findItem(db, workspace, feedback),
    save: (workspace, item) =>
      engine.write(async (trx) => {
        const { ws, feedback, ...rest } = toRow(workspace, item)
        await trx
          .insertInto('loop_item')
          .values({ ws, feedback, ...rest })
          .onConflict((conflict) => conflict.columns(['ws', 'feedback']).doUpdateSet(rest))
          .execute()
        await raiseDataVersion(trx, workspace)
      }),
    open: (workspace, query) => openPage(engine, dictionaryOf(workspace), workspace, query),
    openCounts: (workspace, filters) =>
      openCounts(engine, dictionaryOf(workspace), workspace, filters),
    durations: (workspace, query) => durations(engine, dictionaryOf(workspace), workspace, query),
    asked: (workspace, query) => askedItems(engine, dictionaryOf(workspace), workspace, query),
    async used(workspace) {
      const row = await db
        .selectFrom('loop_item')
        .select('feedback')
        .where('ws', '=', workspace)
        .limit(1)
        .executeTakeFirst()
      return row !== undefined
    },
    ...createImprovements(engine),
  }
}

async function findItem(
  db: Reader,
  workspace: WorkspaceId,
  feedback: FeedbackId,
): Promise<LoopItem | undefined> {
  const row = await db
    .selectFrom('loop_item')
    .selectAll()
    .where('ws', '=', workspace)
    .where('feedback', '=', feedback)
    .executeTakeFirst()
  return row && toItem(row)
}
