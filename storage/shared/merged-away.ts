import { sql } from 'kysely'
import type { FeedbackId, WorkspaceId } from '../../src/core/identity.ts'
import type { WithdrawnContent } from '../../src/core/moderation.ts'
import type { Reader } from './engine.ts'

/** Feedback that became part of other feedback: it is known, though it is not stored by itself. */
export interface MergedAway {
  readonly source: string
  readonly externalId: string
  readonly into: FeedbackId
}

/** Returns all such feedback of a workspace; what was part of feedback that is gone is none. */
export async function mergedAway(
  db: Reader,
  workspace: WorkspaceId,
): Promise<readonly MergedAway[]> {
  const { rows } = await sql<{ merged_into: number; content: string }>`
    SELECT merged_into, content FROM logged
    WHERE ws = ${sql.lit(workspace)} AND state = 'merged' AND content IS NOT NULL
      AND (EXISTS (SELECT 1 FROM feedback
          WHERE feedback.ws = logged.ws AND feedback.id = logged.merged_into)
        OR EXISTS (SELECT 1 FROM logged AS kept
          WHERE kept.ws = logged.ws AND kept.feedback = logged.merged_into
            AND kept.content IS NOT NULL))`.execute(db)
  return rows.map(({ merged_into, content }) => {
    const { source, externalId } = JSON.parse(content) as WithdrawnContent
    return { source, externalId, into: merged_into as FeedbackId }
  })
}
