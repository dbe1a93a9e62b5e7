import type { Actor, AuditEntry, AuditOutcome } from '../../src/core/access.ts'
import type { EpochSeconds, WorkspaceId } from '../../src/core/identity.ts'
import type { AccessStore } from '../../src/core/store.ts'
import { orEmpty, orNull, placeColumns } from './access-rows.ts'
import { takeIds } from './counters.ts'
import type { Engine, Reader, Writer } from './engine.ts'
import { storable } from './text.ts'

/** Longer details would be words that do not belong here. */
const LONGEST_DETAIL = 200

/** Writes a line of the audit log. */
export async function record(
  trx: Writer,
  workspace: WorkspaceId,
  entry: Omit<AuditEntry, 'id'>,
): Promise<void> {
  const { account, name, place, at, command, outcome, detail } = entry
  await trx
    .insertInto('access_audit')
    .values({
      ws: workspace,
      id: await takeIds(trx, workspace, 'audit', 1),
      at,
      user_community: orEmpty(account.community),
      user_id: storable(account.user),
      name: storable(name),
      ...placeColumns(place),
      command,
      outcome,
      detail: storable([...detail].slice(0, LONGEST_DETAIL).join('')),
    })
    .execute()
}

/** Writes what somebody changed about access. */
export async function recordChange(
  trx: Writer,
  workspace: WorkspaceId,
  by: Actor,
  command: string,
  detail: string,
): Promise<void> {
  await record(trx, workspace, { ...by, command, outcome: 'changed', detail })
}

/** Returns entries, newest first. */
export async function listAudit(
  db: Reader,
  workspace: WorkspaceId,
  query: Parameters<AccessStore['audit']>[1],
): Promise<AuditEntry[]> {
  let rows = db
    .selectFrom('access_audit')
    .selectAll()
    .where('ws', '=', workspace)
    .where('at', '>=', query.start)
    .where('at', '<', query.end)
  if (query.user !== undefined) rows = rows.where('user_id', '=', storable(query.user))
  if (query.outcome !== undefined) rows = rows.where('outcome', '=', query.outcome)
  const found = await rows.orderBy('at', 'desc').orderBy('id', 'desc').limit(query.limit).execute()
  return found.map((row) => ({
    id: row.id,
    at: row.at as EpochSeconds,
    account: {
      platform: row.platform,
      community: orNull(row.user_community),
      user: row.user_id,
    },
    name: row.name,
    place: {
      platform: row.platform,
      community: orNull(row.community),
      channel: orNull(row.channel),
      thread: orNull(row.thread),
    },
    command: row.command,
    outcome: row.outcome as AuditOutcome,
    detail: row.detail,
  }))
}

/** Removes entries from before the time; returns how many. */
export async function forgetAudit(
  engine: Engine,
  workspace: WorkspaceId,
  before: EpochSeconds,
): Promise<number> {
  return await engine.write(async (trx) => {
    const { numDeletedRows } = await trx
      .deleteFrom('access_audit')
      .where('ws', '=', workspace)
      .where('at', '<', before)
      .executeTakeFirstOrThrow()
    return Number(numDeletedRows)
  })
}
