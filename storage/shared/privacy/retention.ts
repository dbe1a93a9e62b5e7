import { sql } from 'kysely'
import type { FeedbackId, WorkspaceId } from '../../../src/core/identity.ts'
import type { RetentionLimits } from '../../../src/core/privacy.ts'
import type { Dictionary } from '../dictionary.ts'
import type { Engine, Writer } from '../engine.ts'
import { editFeedback, removeFeedback } from '../feedback.ts'
import { endLooseCorrections } from '../withdrawn-corrections.ts'
import { forgetChanges } from './erase.ts'
import { holds } from './named-values.ts'

/** Removes what is older than the limits, a bounded number of each class. */
export async function expireOld(
  engine: Engine,
  dictionary: Dictionary,
  workspace: WorkspaceId,
  limits: RetentionLimits,
  atOnce: number,
): Promise<number> {
  return await engine.write(async (trx) => {
    const inner = engine.within(trx)
    let removed = 0
    if (limits.feedback !== undefined) {
      const ids = await olderThan(trx, workspace, limits.feedback, atOnce, false)
      removed += ids.length === 0 ? 0 : await removeFeedback(inner, workspace, ids)
      await forgetChanges(trx, workspace, ids)
      removed += await dropWithdrawn(trx, workspace, limits.feedback)
    }
    if (limits.texts !== undefined) {
      const ids = await olderThan(trx, workspace, limits.texts, atOnce, true)
      for (const id of ids) await editFeedback(inner, dictionary, workspace, id, { text: null })
      await forgetRewordings(engine, trx, workspace, ids)
      removed += ids.length + (await dropWithdrawn(trx, workspace, limits.texts))
    }
    for (const [table, limit] of [
      ['report', limits.reports],
      ['access_audit', limits.audit],
    ] as const) {
      if (limit === undefined) continue
      const { numAffectedRows } = await sql`
        DELETE FROM ${sql.table(table)} WHERE ws = ${sql.lit(workspace)} AND id IN (
          SELECT id FROM ${sql.table(table)} WHERE ws = ${sql.lit(workspace)}
            AND at < ${sql.lit(limit)} ORDER BY id LIMIT ${sql.lit(atOnce)})`.execute(trx)
      removed += Number(numAffectedRows ?? 0)
    }
    return removed
  })
}

/** What was taken out of the counts is kept as a whole: it goes as a whole. */
async function dropWithdrawn(trx: Writer, workspace: WorkspaceId, limit: number): Promise<number> {
  const { numDeletedRows } = await trx
    .deleteFrom('logged')
    .where('ws', '=', workspace)
    .where('content', 'is not', null)
    .where('at', '<', limit)
    .executeTakeFirst()
  if (numDeletedRows > 0n) await endLooseCorrections(trx, workspace)
  return Number(numDeletedRows)
}

/** Changes of words hold the words. */
async function forgetRewordings(
  engine: Engine,
  trx: Writer,
  workspace: WorkspaceId,
  ids: readonly FeedbackId[],
): Promise<void> {
  if (ids.length === 0) return
  await trx
    .deleteFrom('feedback_change')
    .where('ws', '=', workspace)
    .where('feedback', 'in', ids)
    .where(holds(engine, ['before', 'after'], ['"text":']))
    .execute()
}

async function olderThan(
  trx: Writer,
  workspace: WorkspaceId,
  limit: number,
  atOnce: number,
  withText: boolean,
): Promise<readonly FeedbackId[]> {
  const { rows } = await sql<{ id: FeedbackId }>`
    SELECT id FROM feedback WHERE ws = ${sql.lit(workspace)} AND at < ${sql.lit(limit)}
      ${withText ? sql`AND text IS NOT NULL` : sql``}
    LIMIT ${sql.lit(atOnce)}`.execute(trx)
  return rows.map(({ id }) => id)
}
