import type { FeedbackId, WorkspaceId } from '../../src/core/identity.ts'
import type { Writer } from './engine.ts'
import { integer, integers, run } from './sql-text.ts'

/** What people set right, and beside it what was found. */
const TABLES = ['correction', 'finding'] as const

/** Ends the corrections of feedback that is gone; they stay with what can come back. */
export async function endCorrections(
  trx: Writer,
  workspace: WorkspaceId,
  ids: readonly FeedbackId[],
): Promise<void> {
  for (const table of TABLES) {
    await run(
      trx,
      `DELETE FROM ${table} WHERE ws = ${integer(workspace)} AND feedback IN (${integers(ids)})
         AND NOT ${isWithdrawn(table)}`,
    )
  }
}

/** Gives feedback that came back under a new id its corrections and what people changed in it. */
export async function carryHistory(
  trx: Writer,
  workspace: WorkspaceId,
  before: FeedbackId,
  now: FeedbackId,
): Promise<void> {
  for (const table of [...TABLES, 'feedback_change'] as const) {
    await trx
      .updateTable(table)
      .set({ feedback: now })
      .where('ws', '=', workspace)
      .where('feedback', '=', before)
      .execute()
  }
  await run(
    trx,
    `UPDATE feedback SET corrected = 1 WHERE ws = ${integer(workspace)} AND id = ${integer(now)}
       AND EXISTS (SELECT 1 FROM finding
         WHERE finding.ws = feedback.ws AND finding.feedback = feedback.id)`,
  )
}

/** Ends the corrections of what cannot come back any more. */
export async function endLooseCorrections(trx: Writer, workspace: WorkspaceId): Promise<void> {
  for (const table of TABLES) {
    await run(
      trx,
      `DELETE FROM ${table} WHERE ws = ${integer(workspace)}
         AND NOT ${isWithdrawn(table)}
         AND NOT EXISTS (SELECT 1 FROM feedback
           WHERE feedback.ws = ${table}.ws AND feedback.id = ${table}.feedback)`,
    )
  }
}

function isWithdrawn(table: (typeof TABLES)[number]): string {
  return `EXISTS (SELECT 1 FROM logged
    WHERE logged.ws = ${table}.ws AND logged.feedback = ${table}.feedback AND content IS NOT NULL)`
}
