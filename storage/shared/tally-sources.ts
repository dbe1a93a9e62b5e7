import type { WorkspaceId } from '../../src/core/identity.ts'
import { TALLY_COUNTS } from './cells.ts'
import type { NamedDimension } from './dictionary.ts'
import type { Engine } from './engine.ts'
import { type ResolvedFilters, termConditions } from './filters.ts'
import type { BucketRun, RawPiece } from './levels.ts'
import { DIMENSION_CODES, TALLY_COLUMNS } from './schema.ts'
import { integer, integers } from './sql-text.ts'

/** What a row of a selection is. */
export const ROW_KINDS = {
  /** Counts of one group. */
  cell: 0,
  /** The same, to be taken off the items that have no value. */
  part: 1,
  /** Counts of the items that have any value: only taken off. */
  valued: 2,
  /** A number of items of one score, counted from the items themselves. */
  items: 3,
  /** No counts: the version of the zone that cut the days, in place of the range. */
  zoneVersion: 4,
} as const

/** Beyond this many buckets a scan is cheaper than a look-up of each. */
const LOOKED_UP_BUCKETS = 400

function hasTallies(dimension: NamedDimension): boolean {
  return dimension === 'tag' || (TALLY_COLUMNS as readonly string[]).includes(dimension)
}

/** Returns SQL that reads the zone's version in the same instant as the counts beside it. */
export function zoneVersionSource(workspace: WorkspaceId): string {
  return `SELECT ${ROW_KINDS.zoneVersion} AS kind, zone_version AS range, 0 AS series, 0 AS value,
    0 AS score, ${TALLY_COUNTS.map((name) => `0 AS ${name}`).join(', ')}
    FROM workspace WHERE id = ${integer(workspace)}`
}

/**
 * Returns how to read a run of buckets, as SQL, or undefined where the counts
 * cannot answer: they know one dimension at a time.
 */
export function tallySource(
  workspace: WorkspaceId,
  filters: ResolvedFilters,
  by: NamedDimension | undefined,
): ((run: BucketRun) => string[]) | undefined {
  const [filter, ...others] = filters.terms
  if (others.length > 0) return undefined
  const dimension = filter?.dimension ?? by
  if (dimension && !hasTallies(dimension)) return undefined
  if (filter && by && by !== filter.dimension) return undefined
  /** An item with two of the tags would count twice; and it is also under its other tags. */
  if (filter?.dimension === 'tag' && (by || filter.ids.length > 1)) return undefined

  const select = (run: BucketRun, code: number, values: string, value: string, kind: number) => {
    const range = run.step === 0 ? integer(run.range) : `bucket + ${run.range - run.first}`
    const count = run.last - run.first + 1
    const looksUp = filter !== undefined && count > 1 && count <= LOOKED_UP_BUCKETS
    const buckets = looksUp
      ? `bucket IN (${Array.from({ length: count }, (_, index) => run.first + index).join(',')})`
      : count === 1
        ? `bucket = ${integer(run.first)}`
        : `bucket BETWEEN ${integer(run.first)} AND ${integer(run.last)}`
    return `SELECT ${kind} AS kind, ${range} AS range, series, ${value} AS value, 0 AS score,
      ${TALLY_COUNTS.join(',')} FROM tally
      WHERE ws = ${integer(workspace)} AND series IN (${integers(filters.series)})
        AND dimension = ${code} AND level = ${run.level} AND ${buckets} AND ${values} AND n <> 0`
  }
  if (!dimension) return (run) => [select(run, 0, 'value = 0', '0', ROW_KINDS.cell)]
  const code = DIMENSION_CODES[dimension]
  if (filter) {
    const values = `value IN (${integers(filter.ids)})`
    return (run) => [select(run, code, values, by ? 'value' : '0', ROW_KINDS.cell)]
  }
  return (run) => [
    select(run, 0, 'value = 0', '0', ROW_KINDS.cell),
    ...(dimension === 'tag'
      ? [
          select(run, code, 'value > 0', 'value', ROW_KINDS.cell),
          select(run, code, 'value = 0', '0', ROW_KINDS.valued),
        ]
      : [select(run, code, 'value > 0', 'value', ROW_KINDS.part)]),
  ]
}

/** Returns how to count a stretch of time from the items themselves, as SQL. */
export function rawSource(
  engine: Pick<Engine, 'useIndex'>,
  workspace: WorkspaceId,
  filters: ResolvedFilters,
  by: NamedDimension | undefined,
): (piece: RawPiece) => string {
  const person = filters.terms.find(
    ({ dimension }) => dimension === 'author' || dimension === 'customer',
  )
  const index = engine.useIndex(
    person?.dimension === 'author'
      ? 'feedback_author'
      : person?.dimension === 'customer'
        ? 'feedback_customer'
        : 'feedback_report',
  )
  const tags =
    by === 'tag'
      ? `LEFT JOIN feedback_tag bt ON bt.ws = ${integer(workspace)} AND bt.feedback = f.id`
      : ''
  const value = by === 'tag' ? 'coalesce(bt.tag, 0)' : by ? `f.${by}` : '0'
  const empty = TALLY_COUNTS.slice(1).map((name) => `0 AS ${name}`)
  const conditions = [
    `f.ws = ${integer(workspace)}`,
    `f.series IN (${integers(filters.series)})`,
    ...termConditions(workspace, filters.terms),
  ].join(' AND ')
  return ({ start, end, range }) => `SELECT ${ROW_KINDS.items} AS kind, ${integer(range)} AS range,
    f.series AS series, ${value} AS value, f.score AS score, count(*) AS n, ${empty.join(',')}
    FROM feedback f ${index} ${tags}
    WHERE ${conditions} AND f.at >= ${integer(start)} AND f.at < ${integer(end)}
    GROUP BY f.series${by ? `, ${value}` : ''}, f.score`
}
