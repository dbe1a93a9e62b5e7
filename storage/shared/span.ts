import { sql } from 'kysely'
import type { FeedbackKind } from '../../src/core/feedback.ts'
import type { EpochSeconds, WorkspaceId } from '../../src/core/identity.ts'
import type { DataSpan } from '../../src/core/store.ts'
import type { Reader } from './engine.ts'
import { countsBySeries } from './names.ts'
import { isQuestion, loadSeries } from './series.ts'

/** Returns the first and the last time of stored feedback, read from the ends of an index. */
export async function span(
  db: Reader,
  workspace: WorkspaceId,
  kind: FeedbackKind | undefined,
): Promise<DataSpan | undefined> {
  const series = (await loadSeries(db, workspace)).filter(
    (row) => isQuestion(row) && (!kind || row.kind === kind),
  )
  if (series.length === 0) return undefined
  const counts = await countsBySeries(db, workspace)
  const { rows } = await sql<{ first: number | null; last: number | null }>`
    SELECT (SELECT min(f.at) FROM feedback f WHERE f.ws = s.ws AND f.series = s.id) AS first,
      (SELECT max(f.at) FROM feedback f WHERE f.ws = s.ws AND f.series = s.id) AS last
    FROM series s WHERE s.ws = ${sql.lit(workspace)}
      AND s.id IN (${sql.join(series.map(({ id }) => sql.lit(id)))})`.execute(db)
  let found: { first: number; last: number } | undefined
  for (const { first, last } of rows) {
    if (first === null || last === null) continue
    found = found
      ? { first: Math.min(found.first, first), last: Math.max(found.last, last) }
      : { first, last }
  }
  if (!found) return undefined
  return {
    first: found.first as EpochSeconds,
    last: found.last as EpochSeconds,
    n: series.reduce((sum, { id }) => sum + (counts.get(id) ?? 0), 0),
  }
}
