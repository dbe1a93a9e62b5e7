import type { Alert } from '../../src/core/alert.ts'
import type { AlertId, FeedbackId, WorkspaceId } from '../../src/core/identity.ts'
import type { AlertStore } from '../../src/core/store.ts'
import { claimAlerts, settleAlert } from './alert-checks.ts'
import { settingsColumn, toAlert, toIncident } from './alert-rows.ts'
import type { AlertTable } from './alert-tables.ts'
import { takeIds } from './counters.ts'
import type { Engine, Reader } from './engine.ts'
import { storable } from './text.ts'

/** Returns the alerts of the database and their incidents. */
export function createAlertStore(engine: Engine): AlertStore {
  const { db } = engine
  return {
    create: (workspace, settings, at, seen) =>
      engine.write(async (trx) => {
        const id = await takeIds(trx, workspace, 'alert', 1)
        const row: AlertTable = {
          ws: workspace,
          id,
          settings: settingsColumn(settings),
          state: 'active',
          reason: null,
          created_at: at,
          snoozed_until: null,
          seen,
          looked_at: at,
          fence: 0,
          free_at: 0,
        }
        await trx.insertInto('alert').values(row).execute()
        return toAlert(row)
      }),
    async list(workspace) {
      const rows = await db
        .selectFrom('alert')
        .selectAll()
        .where('ws', '=', workspace)
        .orderBy('id')
        .execute()
      return rows.map(toAlert)
    },
    find: (workspace, id) => findAlert(db, workspace, id),
    change: (workspace, id, { state, reason, snoozedUntil }) =>
      engine.write(async (trx) => {
        const found = await findAlert(trx, workspace, id)
        if (!found) return undefined
        await trx
          .updateTable('alert')
          .set({
            state: state ?? found.state,
            reason: reason === undefined ? found.reason : reason,
            snoozed_until: snoozedUntil === undefined ? found.snoozedUntil : snoozedUntil,
          })
          .where('ws', '=', workspace)
          .where('id', '=', id)
          .execute()
        return await findAlert(trx, workspace, id)
      }),
    remove: (workspace, id) =>
      engine.write(async (trx) => {
        await trx
          .deleteFrom('alert_incident')
          .where('ws', '=', workspace)
          .where('alert', '=', id)
          .execute()
        const { numDeletedRows } = await trx
          .deleteFrom('alert')
          .where('ws', '=', workspace)
          .where('id', '=', id)
          .executeTakeFirst()
        return numDeletedRows > 0n
      }),
    async stateCounts() {
      const rows = await db
        .selectFrom('alert')
        .select((build) => ['state', build.fn.countAll<number>().as('n')])
        .groupBy('state')
        .execute()
      const counts: Record<Alert['state'], number> = { active: 0, muted: 0, held: 0 }
      for (const { state, n } of rows) counts[state as Alert['state']] = Number(n)
      return counts
    },
    claim: (limit, leaseSeconds) => claimAlerts(engine, limit, leaseSeconds),
    settle: (claimed, check) => settleAlert(engine, claimed, check),
    async incidents(workspace, id, limit) {
      const rows = await db
        .selectFrom('alert_incident')
        .selectAll()
        .where('ws', '=', workspace)
        .where('alert', '=', id)
        .orderBy('started_at', 'desc')
        .orderBy('subject')
        .limit(limit)
        .execute()
      return rows.map(toIncident)
    },
    acknowledge: (workspace, id, by, at) =>
      engine.write(async (trx) => {
        const { numUpdatedRows } = await trx
          .updateTable('alert_incident')
          .set({ acknowledged_by: storable(by), acknowledged_at: at })
          .where('ws', '=', workspace)
          .where('alert', '=', id)
          .where((incident) =>
            incident.or([
              incident('resolved_at', 'is', null),
              incident.and([
                incident('resolved_at', '=', incident.ref('started_at')),
                incident('told_at', 'is not', null),
                incident('acknowledged_by', 'is', null),
              ]),
            ]),
          )
          .executeTakeFirst()
        return Number(numUpdatedRows)
      }),
    async newestFeedback(workspace) {
      const row = await db
        .selectFrom('feedback')
        .select('id')
        .where('ws', '=', workspace)
        .orderBy('id', 'desc')
        .limit(1)
        .executeTakeFirst()
      return row ? (row.id as FeedbackId) : null
    },
  }
}

async function findAlert(
  db: Reader,
  workspace: WorkspaceId,
  id: AlertId,
): Promise<Alert | undefined> {
  const row = await db
    .selectFrom('alert')
    .selectAll()
    .where('ws', '=', workspace)
    .where('id', '=', id)
    .executeTakeFirst()
  return row && toAlert(row)
}
