import { type RawBuilder, sql } from 'kysely'
import type { Dimension } from '../../src/core/feedback.ts'
import type { WorkspaceId } from '../../src/core/identity.ts'
import type { PersonDimension } from '../../src/core/privacy.ts'
import { fold } from '../../src/language/fold.ts'
import type { NamedDimension } from './dictionary.ts'
import type { Engine, Reader } from './engine.ts'
import { FIXED_NAMES } from './filters.ts'
import { TOP_LEVEL } from './levels.ts'
import { DIMENSION_CODES, FOUND_CODES } from './schema.ts'
import { isQuestion, loadSeries } from './series.ts'
import { integer } from './sql-text.ts'
import { storable } from './text.ts'

/** Among how many people of the beginning the most active are looked for. */
const PEOPLE_COUNTED = 200
/** Whoever wrote more often than this is active enough. */
const MOST_COUNTED = 1_000

type PeopleEngine = Pick<Engine, 'db' | 'feedbackOf'>

interface UsedName {
  readonly name: string
  readonly used: number
}

/** Returns the names that stored feedback carries, the most used first. */
export async function names(
  engine: PeopleEngine,
  workspace: WorkspaceId,
  dimension: Dimension,
  options: { readonly prefix?: string; readonly limit: number },
): Promise<string[]> {
  const prefix = fold(storable(options.prefix ?? ''))
  const used = await usedNames(engine, workspace, dimension, {
    from: prefix,
    to: `${prefix}\u{10ffff}`,
  })
  return used
    .filter(({ used: times }) => times > 0)
    .sort((left, right) => right.used - left.used || (left.name < right.name ? -1 : 1))
    .slice(0, options.limit)
    .map(({ name }) => name)
}

/** Returns the stored spelling: the same one if there is, else the most used that folds alike. */
export async function findName(
  engine: PeopleEngine,
  workspace: WorkspaceId,
  dimension: Dimension,
  name: string,
): Promise<string | undefined> {
  const wanted = storable(name)
  const folded = fold(wanted)
  const range = { from: folded, to: folded }
  const alike = (await usedNames(engine, workspace, dimension, range)).filter(
    ({ used }) => used > 0,
  )
  if (alike.some((one) => one.name === wanted)) return wanted
  alike.sort((left, right) => right.used - left.used || (left.name < right.name ? -1 : 1))
  return alike[0]?.name
}

interface FoldedRange {
  readonly from: string
  readonly to: string
}

async function usedNames(
  engine: PeopleEngine,
  workspace: WorkspaceId,
  dimension: Dimension,
  folded: FoldedRange,
): Promise<UsedName[]> {
  const { db } = engine
  if (dimension === 'survey') return await usedSurveys(db, workspace, folded)
  if (dimension === 'aspect' || dimension === 'sentiment' || dimension === 'wom') {
    return await usedFindings(db, workspace, dimension, folded)
  }
  if (dimension === 'author' || dimension === 'customer') {
    return await usedPeople(engine, workspace, dimension, folded)
  }
  return await usedTerms(db, workspace, dimension, folded)
}

async function usedTerms(
  db: Reader,
  workspace: WorkspaceId,
  dimension: NamedDimension,
  { from, to }: FoldedRange,
): Promise<UsedName[]> {
  /** In this order: the counts of a few long buckets first, then the name of each. */
  const { rows } = await sql<UsedName>`SELECT t.name AS name, u.used AS used
    FROM (${usedValues(workspace, DIMENSION_CODES[dimension])}) u CROSS JOIN term t
    WHERE t.ws = ${sql.lit(workspace)} AND t.id = u.value
      AND t.folded >= ${from} AND t.folded <= ${to}`.execute(db)
  return rows.map(({ name, used }) => ({ name, used: Number(used) }))
}

/** How often each value of a dimension is used, over all questions. */
function usedValues(workspace: WorkspaceId, code: number): RawBuilder<{ value: number }> {
  return sql`SELECT c.value AS value, sum(c.n) AS used FROM series s CROSS JOIN tally c
    WHERE s.ws = ${sql.lit(workspace)} AND s.kind NOT IN ('sentiment', 'aspect')
      AND c.ws = s.ws AND c.series = s.id
      AND c.dimension = ${sql.lit(code)} AND c.level = ${sql.lit(TOP_LEVEL)}
    GROUP BY c.value`
}

async function usedFindings(
  db: Reader,
  workspace: WorkspaceId,
  dimension: keyof typeof FOUND_CODES,
  { from, to }: FoldedRange,
): Promise<UsedName[]> {
  const { rows } = await sql<{ value: number; used: number }>`
    ${usedValues(workspace, FOUND_CODES[dimension])}`.execute(db)
  const fixed = FIXED_NAMES[dimension]
  const aspects = fixed ? [] : await loadSeries(db, workspace)
  const names = new Map(aspects.map(({ id, survey }) => [id, survey]))
  return rows.flatMap(({ value, used }) => {
    const name = fixed ? fixed[value - 1] : names.get(value)
    const folded = fold(name ?? '')
    return name && folded >= from && folded <= to ? [{ name, used: Number(used) }] : []
  })
}

/** There may be millions of people: counted are the first of the range in order. */
async function usedPeople(
  engine: PeopleEngine,
  workspace: WorkspaceId,
  dimension: PersonDimension,
  { from, to }: FoldedRange,
): Promise<UsedName[]> {
  const own = sql.raw(engine.feedbackOf(workspace, dimension, 't.id'))
  const { rows } = await sql<UsedName>`SELECT t.name AS name,
      (SELECT count(*) FROM (${own} LIMIT ${sql.lit(MOST_COUNTED)}) AS counted) AS used
    FROM term t WHERE t.ws = ${sql.lit(workspace)}
      AND t.dimension = ${sql.lit(DIMENSION_CODES[dimension])}
      AND t.folded >= ${from} AND t.folded <= ${to}
    ORDER BY t.folded LIMIT ${sql.lit(PEOPLE_COUNTED)}`.execute(engine.db)
  return rows.map(({ name, used }) => ({ name, used: Number(used) }))
}

async function usedSurveys(
  db: Reader,
  workspace: WorkspaceId,
  { from, to }: FoldedRange,
): Promise<UsedName[]> {
  const used = await countsBySeries(db, workspace)
  const names = new Map<string, number>()
  for (const { id, survey } of (await loadSeries(db, workspace)).filter(isQuestion)) {
    const folded = fold(survey)
    if (survey === '' || folded < from || folded > to) continue
    names.set(survey, (names.get(survey) ?? 0) + (used.get(id) ?? 0))
  }
  return [...names].map(([name, times]) => ({ name, used: times }))
}

/** Returns how many items each question has. */
export async function countsBySeries(
  db: Reader,
  workspace: WorkspaceId,
): Promise<Map<number, number>> {
  const { rows } = await sql<{ id: number; n: number }>`SELECT s.id AS id,
      (SELECT sum(t.n) FROM tally t WHERE t.ws = s.ws AND t.series = s.id AND t.dimension = 0
        AND t.level = ${sql.raw(integer(TOP_LEVEL))}) AS n
    FROM series s WHERE s.ws = ${sql.lit(workspace)}
      AND s.kind NOT IN ('sentiment', 'aspect')`.execute(db)
  return new Map(rows.map(({ id, n }) => [id, Number(n ?? 0)]))
}
