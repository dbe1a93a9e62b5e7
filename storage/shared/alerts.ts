import { type RawBuilder, sql } from 'kysely'
import type { Alert, AlertSettings, ClaimedAlert, Incident, Reading } from '../../src/core/alert.ts'
import type { AlertId, EpochSeconds, FeedbackId, WorkspaceId } from '../../src/core/identity.ts'
import type { AlertCheck, AlertStore } from '../../src/core/store.ts'
import type { AlertTable, IncidentTable } from './alert-tables.ts'
import { takeIds } from './counters.ts'
import type { Engine, Reader, Writer } from './engine.ts'
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
          .where('resolved_at', 'is', null)
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

/** Takes alerts whose time has come; two processes that read the same rows are told apart by the fence. */
async function claimAlerts(
  engine: Engine,
  limit: number,
  leaseSeconds: number,
): Promise<readonly ClaimedAlert[]> {
  const now = await seconds(engine)
  const free = await engine.db
    .selectFrom('alert')
    .select(['ws', 'id', 'fence'])
    .where('state', '<>', sql.lit('held'))
    .where('free_at', '<=', now)
    .orderBy('free_at')
    .orderBy('ws')
    .orderBy('id')
    .limit(limit)
    .execute()
  if (free.length === 0) return []
  return await engine.write(async (trx) => {
    const claimed: ClaimedAlert[] = []
    for (const seen of free) {
      const row = await trx
        .updateTable('alert')
        .set({ fence: seen.fence + 1, free_at: sql`${now} + ${sql.lit(leaseSeconds)}` })
        .where('ws', '=', seen.ws)
        .where('id', '=', seen.id)
        .where('fence', '=', seen.fence)
        .where('state', '<>', 'held')
        .returningAll()
        .executeTakeFirst()
      if (!row) continue
      const open = await openIncidents(trx, row)
      claimed.push({ alert: toAlert(row), open, fence: row.fence })
    }
    return claimed
  })
}

async function openIncidents(trx: Writer, { ws, id }: AlertTable): Promise<readonly Incident[]> {
  const rows = await trx
    .selectFrom('alert_incident')
    .selectAll()
    .where('ws', '=', ws)
    .where('alert', '=', id)
    .where('resolved_at', 'is', null)
    .orderBy('started_at')
    .orderBy('subject')
    .execute()
  return rows.map(toIncident)
}

async function settleAlert(
  engine: Engine,
  { alert, fence }: ClaimedAlert,
  check: AlertCheck,
): Promise<boolean> {
  const now = await seconds(engine)
  return await engine.write(async (trx) => {
    const { numUpdatedRows } = await trx
      .updateTable('alert')
      .set({
        seen: check.seen,
        free_at: sql`${now} + ${sql.lit(Math.ceil(check.againSeconds))}`,
      })
      .where('ws', '=', alert.workspace)
      .where('id', '=', alert.id)
      .where('fence', '=', fence)
      .executeTakeFirst()
    if (numUpdatedRows === 0n) return false
    for (const { reading, told } of check.begun) {
      await trx
        .insertInto('alert_incident')
        .values({
          ws: alert.workspace,
          alert: alert.id,
          started_at: check.at,
          subject: storable(reading.subject),
          told_at: told ? check.at : null,
          resolved_at: alert.rule.type === 'each' ? check.at : null,
          acknowledged_by: null,
          acknowledged_at: null,
          reading: storable(JSON.stringify(reading)),
        })
        .onConflict((conflict) => conflict.doNothing())
        .execute()
    }
    await mark(trx, alert, check.told, { told_at: check.at })
    await mark(trx, alert, check.ended, { resolved_at: check.at })
    return true
  })
}

async function mark(
  trx: Writer,
  alert: Alert,
  incidents: readonly Incident[],
  set: Partial<Pick<IncidentTable, 'told_at' | 'resolved_at'>>,
): Promise<void> {
  for (const { startedAt, subject } of incidents) {
    await trx
      .updateTable('alert_incident')
      .set(set)
      .where('ws', '=', alert.workspace)
      .where('alert', '=', alert.id)
      .where('started_at', '=', startedAt)
      .where('subject', '=', storable(subject))
      .execute()
  }
}

async function seconds(engine: Engine): Promise<RawBuilder<number>> {
  const { now } = await engine.delivery()
  return sql<number>`((${now()}) / 1000)`
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

function time(seconds: number | null): EpochSeconds | null {
  return seconds === null ? null : (Number(seconds) as EpochSeconds)
}

function toAlert(row: AlertTable): Alert {
  return {
    ...(JSON.parse(row.settings) as AlertSettings),
    workspace: row.ws as WorkspaceId,
    id: row.id as AlertId,
    state: row.state as Alert['state'],
    reason: row.reason,
    createdAt: Number(row.created_at) as EpochSeconds,
    snoozedUntil: time(row.snoozed_until),
    seen: row.seen as FeedbackId | null,
  }
}

function settingsColumn(settings: AlertSettings): string {
  const { name, owner, target, rule, locale, cooldownSeconds, quiet } = settings
  return storable(JSON.stringify({ name, owner, target, rule, locale, cooldownSeconds, quiet }))
}

function toIncident(row: IncidentTable): Incident {
  return {
    alert: row.alert as AlertId,
    subject: row.subject,
    startedAt: Number(row.started_at) as EpochSeconds,
    toldAt: time(row.told_at),
    resolvedAt: time(row.resolved_at),
    acknowledgedBy: row.acknowledged_by,
    acknowledgedAt: time(row.acknowledged_at),
    reading: JSON.parse(row.reading) as Reading,
  }
}
