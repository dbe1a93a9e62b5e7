import type { Correction } from '../../src/core/analysis.ts'
import type { EpochSeconds, FeedbackId, WorkspaceId } from '../../src/core/identity.ts'
import { toPart } from './corrected.ts'
import type { Reader, Writer } from './engine.ts'
import type { PreparedAnalysis } from './opinion.ts'
import type { CorrectionTable } from './schema.ts'

/** Returns the corrections that hold, oldest first, by feedback. */
export async function holding(
  db: Reader,
  workspace: WorkspaceId,
  ids: readonly FeedbackId[],
): Promise<Map<number, CorrectionTable[]>> {
  const rows = await db
    .selectFrom('correction')
    .selectAll()
    .where('ws', '=', workspace)
    .where('feedback', 'in', ids)
    .where('undone_at', 'is', null)
    .orderBy('id')
    .execute()
  const found = new Map<number, CorrectionTable[]>()
  for (const row of rows) {
    const list = found.get(row.feedback)
    if (list) list.push(row)
    else found.set(row.feedback, [row])
  }
  return found
}

/** Returns what the analyser found in texts that people corrected. */
export async function findings(
  db: Reader,
  workspace: WorkspaceId,
  ids: readonly FeedbackId[],
): Promise<Map<number, PreparedAnalysis>> {
  const rows = await db
    .selectFrom('finding')
    .selectAll()
    .where('ws', '=', workspace)
    .where('feedback', 'in', ids)
    .execute()
  return new Map(
    rows.map(({ feedback, analysis }) => [feedback, JSON.parse(analysis) as PreparedAnalysis]),
  )
}

/** Keeps what the analyser found beside a correction; nothing where none holds any more. */
export async function keepFinding(
  trx: Writer,
  workspace: WorkspaceId,
  id: FeedbackId,
  found: PreparedAnalysis | undefined,
): Promise<void> {
  await trx.deleteFrom('finding').where('ws', '=', workspace).where('feedback', '=', id).execute()
  if (!found) return
  await trx
    .insertInto('finding')
    .values({ ws: workspace, feedback: id, analysis: JSON.stringify(found) })
    .execute()
}

/** Ends all corrections of an item: they were about other words. */
export async function dropCorrections(
  trx: Writer,
  workspace: WorkspaceId,
  id: FeedbackId,
): Promise<void> {
  await keepFinding(trx, workspace, id, undefined)
  await trx
    .deleteFrom('correction')
    .where('ws', '=', workspace)
    .where('feedback', '=', id)
    .execute()
}

/** Returns all that was ever corrected in a piece of feedback, oldest first. */
export async function listCorrections(
  db: Reader,
  workspace: WorkspaceId,
  id: FeedbackId,
): Promise<Correction[]> {
  const rows = await db
    .selectFrom('correction')
    .selectAll()
    .where('ws', '=', workspace)
    .where('feedback', '=', id)
    .orderBy('id')
    .execute()
  return rows.map((row) => ({
    part: toPart(row),
    by: { user: row.by_user, name: row.by_name, at: row.at as EpochSeconds },
    undoneBy:
      row.undone_at === null
        ? null
        : {
            user: row.undone_user ?? '',
            name: row.undone_name ?? '',
            at: row.undone_at as EpochSeconds,
          },
  }))
}
