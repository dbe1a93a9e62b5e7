import type { WorkspaceId } from '../../src/core/identity.ts'
import type { CountedDimension, ResolvedFilters } from './filters.ts'
import type { BucketRun } from './levels.ts'
import { DIMENSION_CODES, FOUND_CODES, TALLY_COLUMNS } from './schema.ts'
import { integer, integers } from './sql-text.ts'
import { TALLY_COUNTS } from './write-cells.ts'

/** What a row of a selection is. */
export const ROW_KINDS = {
  /** Counts of one group. */
  cell: 0,
  /** The same, to be taken off the items that have no value. */
  part: 1,
  /** Counts of the items that have any value: only taken off. */
  valued: 2,
  /** A number of items of one score, counted from the items of a piece: its index is in place of the range. */
  items: 3,
  /** No counts: the version of the zone that cut the days, in place of the range. */
  zoneVersion: 4,
} as const

/** Series that are counted from the same table in the same way. */
export interface Counted {
  readonly what: 'questions' | 'sentiment' | 'aspects'
  readonly series: readonly number[]
}

/** What to cut counts by: a dimension, or the question where what texts say is counted. */
export type CountedBy = CountedDimension | 'survey' | undefined

/** The counts of opinions as those of answers −1, 0 and 1; sums in hundredths. */
const OPINION_SUMS = TALLY_COUNTS.map((name) => {
  switch (name) {
    case 'n':
      return 'sum(negative + neutral + positive)'
    case 'sum':
      return 'sum(positive - negative) * 100'
    case 'sum_sq':
      return 'sum(positive + negative) * 10000'
    default:
      return { c0: 'sum(negative)', c1: 'sum(neutral)', c2: 'sum(positive)' }[name as string] ?? '0'
  }
})
  .map((sum, index) => `${sum} AS ${TALLY_COUNTS[index]}`)
  .join(', ')

/** Beyond this many buckets a scan is cheaper than a look-up of each. */
const LOOKED_UP_BUCKETS = 400

function codeOf(dimension: CountedDimension): number {
  return { ...DIMENSION_CODES, ...FOUND_CODES }[dimension]
}

function hasTallies(dimension: CountedDimension, { what }: Counted): boolean {
  if (dimension === 'aspect') return what !== 'aspects'
  return (
    dimension === 'tag' ||
    dimension in FOUND_CODES ||
    (TALLY_COLUMNS as readonly string[]).includes(dimension)
  )
}

/** An item may have several values of the dimension. */
function isMany(dimension: CountedDimension): boolean {
  return dimension === 'tag' || dimension === 'aspect'
}

/** Returns the series of a query in the groups that are counted alike. */
export function countedGroups(filters: ResolvedFilters): Counted[] {
  const groups: Counted[] = [
    { what: 'questions', series: filters.series },
    { what: 'sentiment', series: filters.sentiment === undefined ? [] : [filters.sentiment] },
    { what: 'aspects', series: filters.aspects },
  ]
  return groups.filter(({ series }) => series.length > 0)
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
  counted: Counted,
  by: CountedBy,
): ((run: BucketRun) => string[]) | undefined {
  const [filter, ...others] = filters.terms
  if (others.length > 0 || filter?.polarities) return undefined
  /** What texts say is counted over all questions together. */
  if (counted.what !== 'questions' && (by === 'survey' || filters.surveys)) return undefined
  const cut = by === 'survey' ? undefined : by
  const dimension = filter?.dimension ?? cut
  if (dimension && !hasTallies(dimension, counted)) return undefined
  if (filter && cut && cut !== filter.dimension) return undefined
  /** An item with two of the tags would count twice; and it is also under its other tags. */
  if (filter && isMany(filter.dimension) && (cut || filter.ids.length > 1)) return undefined

  const select = (run: BucketRun, code: number, values: string, value: string, kind: number) => {
    const range = run.step === 0 ? integer(run.range) : `bucket + ${run.range - run.first}`
    const count = run.last - run.first + 1
    const looksUp = filter !== undefined && count > 1 && count <= LOOKED_UP_BUCKETS
    const buckets = looksUp
      ? `bucket IN (${Array.from({ length: count }, (_, index) => run.first + index).join(',')})`
      : count === 1
        ? `bucket = ${integer(run.first)}`
        : `bucket BETWEEN ${integer(run.first)} AND ${integer(run.last)}`
    const where = `ws = ${integer(workspace)} AND series IN (${integers(counted.series)})
        AND dimension = ${code} AND level = ${run.level} AND ${buckets} AND ${values}`
    if (counted.what === 'questions') {
      return `SELECT ${kind} AS kind, ${range} AS range, series, ${value} AS value, 0 AS score,
        ${TALLY_COUNTS.join(',')} FROM tally WHERE ${where} AND n <> 0`
    }
    const groups = [
      'series',
      ...(run.step === 0 ? [] : ['bucket']),
      ...(value === '0' ? [] : [value]),
    ]
    return `SELECT ${kind} AS kind, ${range} AS range, series, ${value} AS value, 0 AS score,
      ${OPINION_SUMS} FROM opinion_tally WHERE ${where} GROUP BY ${groups.join(', ')}`
  }
  if (!dimension) return (run) => [select(run, 0, 'value = 0', '0', ROW_KINDS.cell)]
  const code = codeOf(dimension)
  if (filter) {
    const values = `value IN (${integers(filter.ids)})`
    return (run) => [select(run, code, values, cut ? 'value' : '0', ROW_KINDS.cell)]
  }
  return (run) => [
    select(run, 0, 'value = 0', '0', ROW_KINDS.cell),
    ...(isMany(dimension)
      ? [
          select(run, code, 'value > 0', 'value', ROW_KINDS.cell),
          select(run, code, 'value = 0', '0', ROW_KINDS.valued),
        ]
      : [select(run, code, 'value > 0', 'value', ROW_KINDS.part)]),
  ]
}
