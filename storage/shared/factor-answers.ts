import { sql } from 'kysely'
import type { Scale } from '../../src/core/feedback.ts'
import type { FeedbackId, WorkspaceId } from '../../src/core/identity.ts'
import type { FactorAnswers, StoreFilter, TimeRange } from '../../src/core/store.ts'
import type { Dictionary } from './dictionary.ts'
import type { Engine } from './engine.ts'
import { type ResolvedFilters, resolveFilters, termConditions } from './filters.ts'
import { loadItems, type StoredItem } from './items.ts'
import type { PreparedScale } from './prepare.ts'
import { fromHundredths, scaleOf } from './scores.ts'
import { loadSeries } from './series.ts'
import { integer, integers } from './sql-text.ts'

interface RangeAnswers {
  readonly total: number
  readonly answers: readonly FactorAnswers[]
}

/** Returns for each range how many respondents rated factors and at most `limit` of them, evenly spread. */
export async function factorAnswers(
  engine: Engine,
  dictionary: Dictionary,
  workspace: WorkspaceId,
  query: {
    readonly ranges: readonly TimeRange[]
    readonly filters: readonly StoreFilter[]
    readonly limit: number
  },
): Promise<RangeAnswers[]> {
  const series = await loadSeries(engine.db, workspace)
  const filters = await resolveFilters(engine.db, dictionary, workspace, query.filters, series)
  const found: RangeAnswers[] = []
  for (const range of query.ranges) {
    found.push(
      filters
        ? await rangeAnswers(engine, workspace, range, filters, query.limit)
        : { total: 0, answers: [] },
    )
  }
  return found
}

async function rangeAnswers(
  engine: Engine,
  workspace: WorkspaceId,
  { start, end }: TimeRange,
  filters: ResolvedFilters,
  limit: number,
): Promise<RangeAnswers> {
  const where = [
    `f.series IN (${integers(filters.series)})`,
    ...termConditions(workspace, filters.terms),
  ].join(' AND ')
  /** The r-th of t is taken where a multiple of t / limit is passed. */
  const { rows } = await sql<{ id: FeedbackId; total: number }>`
    WITH respondent AS (
      SELECT DISTINCT s.at, s.feedback AS id FROM factor_score s
      WHERE s.ws = ${sql.lit(workspace)} AND s.at >= ${sql.lit(start)} AND s.at < ${sql.lit(end)}
    ), passing AS (
      SELECT f.id AS id, row_number() OVER (ORDER BY f.at, f.id) AS place, count(*) OVER () AS total
      FROM respondent r CROSS JOIN feedback f ${sql.raw(engine.useIndex('id'))}
      WHERE f.ws = ${sql.lit(workspace)} AND f.id = r.id AND ${sql.raw(where)}
    )
    SELECT id, total FROM passing
    WHERE place * ${sql.raw(integer(limit))} / total
      <> (place - 1) * ${sql.raw(integer(limit))} / total
    ORDER BY place`.execute(engine.db)
  const items = await loadItems(
    engine,
    engine.db,
    workspace,
    rows.map(({ id }) => id),
  )
  return { total: Number(rows[0]?.total ?? 0), answers: items.map(toAnswers) }
}

function toAnswers(item: StoredItem): FactorAnswers {
  const factors: Record<string, { score: number; scale: Scale }> = {}
  for (const { factor, score, scale } of item.factors) {
    const of = scaleOf(scale)
    if (of) factors[factor] = { score: fromHundredths(score), scale: of }
  }
  const scale = item.scale as PreparedScale | null
  return {
    id: item.id,
    score: item.score === null ? null : fromHundredths(item.score),
    scale: scale ? scaleOf(scale) : null,
    factors,
  }
}
