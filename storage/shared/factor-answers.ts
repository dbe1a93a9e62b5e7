import type { Scale } from '../../src/core/feedback.ts'
import type { FeedbackId, WorkspaceId } from '../../src/core/identity.ts'
import type { FactorAnswers, FactorQuery, TimeRange } from '../../src/core/store.ts'
import type { Dictionary, NamedDimension } from './dictionary.ts'
import type { Cell, Engine } from './engine.ts'
import { type ResolvedFilters, resolveFilters, termConditions } from './filters.ts'
import { TALLY_COLUMNS } from './schema.ts'
import { fromHundredths, scaleOf } from './scores.ts'
import { loadSeries, type SeriesRow } from './series.ts'
import { inParts, integer, integers } from './sql-text.ts'

/** Respondents whose ratings are read at once: decoding them takes a few milliseconds. */
const RESPONDENTS_AT_ONCE = 1_000

interface Answers {
  readonly total: number
  readonly answers: readonly FactorAnswers[]
}

/** One piece of the answer: a range, and the names in it that are told apart. */
interface Cut {
  readonly range: TimeRange
  readonly filters: ResolvedFilters
  readonly limit: number
  /** A column of feedback and its values, in the order of the answer. */
  readonly by?: { readonly column: string; readonly ids: readonly (number | undefined)[] }
}

/** Returns how many respondents rated factors and at most `limit` of them, evenly spread. */
export async function factorAnswers(
  engine: Engine,
  dictionary: Dictionary,
  workspace: WorkspaceId,
  query: FactorQuery,
): Promise<Answers[]> {
  const { ranges, by, limit } = query
  const series = await loadSeries(engine.db, workspace)
  const resolve = (filters: FactorQuery['filters']) =>
    resolveFilters(engine.db, dictionary, workspace, filters, series)
  const names = by?.names ?? []
  const nothing = (): Answers => ({ total: 0, answers: [] })
  const column = (TALLY_COLUMNS as readonly string[]).find((each) => each === by?.dimension)
  const read = reader(engine, workspace, series)
  const found: Answers[] = []
  if (!by || column !== undefined) {
    const filters = await resolve(query.filters)
    const known =
      column === undefined
        ? undefined
        : await dictionary.find(engine.db, workspace, column as NamedDimension, names)
    const cut = column && known && { column, ids: names.map((name) => known.get(name)) }
    for (const range of ranges) {
      if (filters) found.push(...(await read({ range, filters, limit, ...(cut && { by: cut }) })))
      else found.push(...(cut ? names.map(nothing) : [nothing()]))
    }
    return found
  }
  /** Feedback may have several of the names, or none that a column holds. */
  const cuts = await Promise.all(
    names.map((name) => resolve([...query.filters, { dimension: by.dimension, names: [name] }])),
  )
  for (const range of ranges) {
    for (const filters of cuts) {
      found.push(...(filters ? await read({ range, filters, limit }) : [nothing()]))
    }
  }
  return found
}

interface Chosen {
  readonly id: number
  readonly value: number
  readonly total: number
}

function reader(
  engine: Engine,
  workspace: WorkspaceId,
  series: readonly SeriesRow[],
): (cut: Cut) => Promise<Answers[]> {
  const scales = new Map(series.map((row) => [row.id, scaleOf(row)]))
  return async (cut) => {
    const chosen = await choose(engine, workspace, cut)
    const details = new Map<number, FactorAnswers>()
    for (const part of inParts(chosen, RESPONDENTS_AT_ONCE)) {
      const ids = part.map(({ id }) => id)
      for (const row of await engine.table(ratings(engine, workspace, ids), RATING_COLUMNS)) {
        addRating(details, row, scales)
      }
    }
    const answered = (own: readonly Chosen[]): Answers => ({
      total: own[0]?.total ?? 0,
      answers: own.flatMap(({ id }) => details.get(id) ?? []),
    })
    if (!cut.by) return [answered(chosen)]
    const byValue = new Map<number | undefined, Chosen[]>()
    for (const one of chosen) {
      const group = byValue.get(one.value)
      if (group) group.push(one)
      else byValue.set(one.value, [one])
    }
    return cut.by.ids.map((id) => answered(id === undefined ? [] : (byValue.get(id) ?? [])))
  }
}

/** The r-th of t respondents is taken where a multiple of t / limit is passed. */
async function choose(
  engine: Engine,
  workspace: WorkspaceId,
  { range, filters, limit, by }: Cut,
): Promise<Chosen[]> {
  const ids = by?.ids.flatMap((id) => id ?? [])
  if (ids?.length === 0) return []
  const where = [
    `f.series IN (${integers(filters.series)})`,
    ...(by && ids ? [`f.${by.column} IN (${integers(ids)})`] : []),
    ...termConditions(workspace, filters.terms),
  ].join(' AND ')
  const value = by ? `f.${by.column}` : '0'
  const apart = by ? `PARTITION BY f.${by.column}` : ''
  const most = integer(limit)
  const rows = await engine.table(
    `WITH respondent AS (
      SELECT DISTINCT s.at, s.feedback AS id FROM factor_score s
      WHERE s.ws = ${integer(workspace)} AND s.at >= ${integer(range.start)}
        AND s.at < ${integer(range.end)}
    ), passing AS (
      SELECT f.id AS id, ${value} AS value, count(*) OVER (${apart}) AS total,
        row_number() OVER (${apart} ORDER BY f.at, f.id) AS place
      FROM respondent r CROSS JOIN feedback f ${engine.useIndex('id')}
      WHERE f.ws = ${integer(workspace)} AND f.id = r.id AND ${where}
    )
    SELECT id, value, total FROM passing
    WHERE place * ${most} / total <> (place - 1) * ${most} / total
    ORDER BY value, place`,
    ['id', 'value', 'total'],
  )
  return rows.map(([id, of, total]) => ({
    id: Number(id),
    value: Number(of),
    total: Number(total),
  }))
}

const RATING_COLUMNS = ['id', 'series', 'overall', 'factor', 'score', 'min', 'max', 'reversed']

function ratings(engine: Engine, workspace: WorkspaceId, ids: readonly number[]): string {
  return `SELECT f.id AS id, f.series AS series, f.score AS overall, s.factor AS factor,
      s.score AS score, s.min AS min, s.max AS max, s.reversed AS reversed
    FROM feedback f ${engine.useIndex('id')} CROSS JOIN factor_score s
    WHERE f.ws = ${integer(workspace)} AND f.id IN (${integers(ids)})
      AND s.ws = f.ws AND s.at = f.at AND s.feedback = f.id
    ORDER BY f.id, s.factor`
}

/** Adds one rating, in the order of {@link RATING_COLUMNS}, to its respondent's. */
function addRating(
  into: Map<number, FactorAnswers>,
  [id, series, overall, factor, score, min, max, reversed]: readonly Cell[],
  scales: ReadonlyMap<number, Scale | null>,
): void {
  const respondent = Number(id)
  let answers = into.get(respondent) as Writable | undefined
  if (!answers) {
    answers = {
      id: respondent as FeedbackId,
      score: overall === null ? null : fromHundredths(Number(overall)),
      scale: scales.get(Number(series)) ?? null,
      factors: {},
    }
    into.set(respondent, answers)
  }
  const scale = scaleOf({ min: Number(min), max: Number(max), reversed: Number(reversed) })
  if (scale) answers.factors[String(factor)] = { score: fromHundredths(Number(score)), scale }
}

type Writable = Omit<FactorAnswers, 'factors'> & {
  readonly factors: Record<string, { readonly score: number; readonly scale: Scale }>
}
