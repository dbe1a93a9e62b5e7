import { sql } from 'kysely'
import type { Alert, ClaimedAlert, Incident } from '../../src/core/alert.ts'
import type { AlertCheck } from '../../src/core/store.ts'
import { toAlert, toIncident } from './alert-rows.ts'
import type { AlertTable, IncidentTable } from './alert-tables.ts'
import { presentSecond } from './delivery/base.ts'
import type { Engine, Writer } from './engine.ts'
import { storable } from './text.ts'

/** Takes alerts whose time has come; two processes that read the same rows are told apart by the fence. */
export async function claimAlerts(
  engine: Engine,
  limit: number,
  leaseSeconds: number,
): Promise<readonly ClaimedAlert[]> {
  const now = await presentSecond(engine)
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

/** Stores what a check found, unless another process has taken the alert since. */
export async function settleAlert(
  engine: Engine,
  { alert, fence }: ClaimedAlert,
  check: AlertCheck,
): Promise<boolean> {
  const now = await presentSecond(engine)
  return await engine.write(async (trx) => {
    const { numUpdatedRows } = await trx
      .updateTable('alert')
      .set({
        seen: check.seen,
        looked_at: check.lookedAt,
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
