import type {
  EpochSeconds,
  FeedbackId,
  ImprovementId,
  WorkspaceId,
} from '../../src/core/identity.ts'
import type { Improvement, ImprovementSettings } from '../../src/core/loop.ts'
import type { Change } from '../../src/core/reply.ts'
import type { LoopStore } from '../../src/core/store.ts'
import { takeIds } from './counters.ts'
import type { Engine } from './engine.ts'
import type { ImprovementTable } from './loop-tables.ts'
import { storable } from './text.ts'
import { raiseDataVersion } from './workspaces.ts'

type ImprovementCalls = Pick<LoopStore, 'mark' | 'improvements' | 'unmark' | 'due' | 'settle'>

/** Returns what was made better. */
export function createImprovements(engine: Engine): ImprovementCalls {
  const { db } = engine
  return {
    mark: (workspace, settings, at) =>
      engine.write(async (trx) => {
        const row: ImprovementTable = {
          ws: workspace,
          id: await takeIds(trx, workspace, 'improvement', 1),
          settings: storable(JSON.stringify(settings)),
          at: settings.at,
          created_at: at,
          state: 'watching',
          next_check: Math.max(at, settings.at),
          asked_after: settings.tell ? 0 : null,
          outcome: null,
          revision: 0,
        }
        await trx.insertInto('improvement').values(row).execute()
        await raiseDataVersion(trx, workspace)
        return toImprovement(row)
      }),
    async improvements(workspace) {
      const rows = await db
        .selectFrom('improvement')
        .selectAll()
        .where('ws', '=', workspace)
        .orderBy('at', 'desc')
        .orderBy('id', 'desc')
        .execute()
      return rows.map(toImprovement)
    },
    unmark: (workspace, id) =>
      engine.write(async (trx) => {
        const { numDeletedRows } = await trx
          .deleteFrom('improvement')
          .where('ws', '=', workspace)
          .where('id', '=', id)
          .executeTakeFirst()
        await raiseDataVersion(trx, workspace)
        return numDeletedRows > 0n
      }),
    async due(now, limit) {
      const rows = await db
        .selectFrom('improvement')
        .selectAll()
        .where('state', '=', 'watching')
        .where('next_check', '<=', now)
        .orderBy('next_check')
        .limit(limit)
        .execute()
      return rows.map(toImprovement)
    },
    settle: (improvement, { state, nextCheck, askedAfter, outcome }) =>
      engine.write(async (trx) => {
        const { numUpdatedRows } = await trx
          .updateTable('improvement')
          .set({
            state,
            next_check: nextCheck,
            asked_after: askedAfter,
            outcome: outcome === null ? null : JSON.stringify(outcome),
            revision: improvement.revision + 1,
          })
          .where('ws', '=', improvement.workspace)
          .where('id', '=', improvement.id)
          .where('revision', '=', improvement.revision)
          .executeTakeFirst()
        await raiseDataVersion(trx, improvement.workspace)
        return numUpdatedRows > 0n
      }),
  }
}

function toImprovement(row: ImprovementTable): Improvement {
  return {
    ...(JSON.parse(row.settings) as ImprovementSettings),
    workspace: row.ws as WorkspaceId,
    id: row.id as ImprovementId,
    createdAt: Number(row.created_at) as EpochSeconds,
    state: row.state as Improvement['state'],
    nextCheck: Number(row.next_check) as EpochSeconds,
    askedAfter: row.asked_after as FeedbackId | null,
    outcome: row.outcome === null ? null : (JSON.parse(row.outcome) as Change),
    revision: row.revision,
  }
}
