import { sql } from 'kysely'
import type { CorrectedPart } from '../../src/core/analysis.ts'
import type { FeedbackId, WorkspaceId } from '../../src/core/identity.ts'
import type { Lessons, UnreadText } from '../../src/core/store.ts'
import { toPart } from './corrected.ts'
import type { Engine, Reader } from './engine.ts'

/**
 * Returns what a workspace's corrections taught; undefined where there is nothing, or nothing
 * but the revision `known`.
 */
export async function loadLessons(
  db: Reader,
  workspace: WorkspaceId,
  known: number | undefined,
): Promise<Lessons | undefined> {
  const row = await db
    .selectFrom('lessons')
    .selectAll()
    .where('ws', '=', workspace)
    .where('revision', '<>', known ?? 0)
    .executeTakeFirst()
  return row && { revision: row.revision, version: row.version, weights: row.weights }
}

/** Replaces the lessons of a revision; false where another revision is stored. */
export async function saveLessons(
  engine: Engine,
  workspace: WorkspaceId,
  { revision, version, weights }: Lessons,
): Promise<boolean> {
  const values = { revision: revision + 1, version, weights: Buffer.from(weights) }
  return await engine.write(async (trx) => {
    if (revision === 0) {
      const { numInsertedOrUpdatedRows } = await trx
        .insertInto('lessons')
        .values({ ws: workspace, ...values })
        .onConflict((conflict) => conflict.column('ws').doNothing())
        .executeTakeFirst()
      return numInsertedOrUpdatedRows === 1n
    }
    const { numUpdatedRows } = await trx
      .updateTable('lessons')
      .set(values)
      .where('ws', '=', workspace)
      .where('revision', '=', revision)
      .executeTakeFirst()
    return numUpdatedRows === 1n
  })
}

/** Returns what people set right in texts and what holds of it, the last word on each part. */
export async function correctedOpinions(
  engine: Engine,
  workspace: WorkspaceId,
  limit: number,
): Promise<(UnreadText & { readonly part: CorrectedPart })[]> {
  const { rows } = await sql<{
    id: FeedbackId
    text: string
    lang: string | null
    part: string
    aspect: string
    value: string
  }>`SELECT f.id AS id, f.text AS text, t.name AS lang, c.part AS part, c.aspect AS aspect,
      c.value AS value
    FROM (
      SELECT min(id) AS first, max(id) AS last FROM correction
      WHERE ws = ${sql.lit(workspace)} AND part IN ('sentiment', 'aspect') AND undone_at IS NULL
      GROUP BY feedback, part, aspect ORDER BY 1 DESC LIMIT ${sql.lit(limit)}
    ) latest
    JOIN correction c ON c.ws = ${sql.lit(workspace)} AND c.id = latest.last
    JOIN feedback f ON f.ws = ${sql.lit(workspace)} AND f.id = c.feedback AND f.text IS NOT NULL
    LEFT JOIN term t ON t.ws = ${sql.lit(workspace)} AND f.lang_found = 0 AND t.id = f.lang
    ORDER BY latest.first`.execute(engine.db)
  return rows.map(({ id, text, lang, ...columns }) => ({ id, text, lang, part: toPart(columns) }))
}
