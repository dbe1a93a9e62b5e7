import { sql } from 'kysely'
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

/** Gives feedback that came back under a new id the corrections that it had. */
export async function carryCorrections(
  trx: Writer,
  workspace: WorkspaceId,
  before: FeedbackId,
  now: FeedbackId,
): Promise<void> {
  for (const table of TABLES) {
    await trx
      .updateTable(table)
      .set({ feedback: now })
      .where('ws', '=', workspace)
      .where('feedback', '=', before)
      .execute()
  }
  await sql`UPDATE feedback SET corrected = 1 WHERE ws = ${sql.lit(workspace)} AND id = ${sql.lit(now)}
    AND EXISTS (SELECT 1 FROM finding WHERE ws = ${sql.lit(workspace)} AND feedback = ${sql.lit(now)})`.execute(
    trx,
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
