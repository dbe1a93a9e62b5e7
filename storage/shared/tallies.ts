import type { WorkspaceId } from '../../src/core/identity.ts'
import type { TallyQuery, TallyRow, TimeRange } from '../../src/core/store.ts'
import type { Dictionary } from './dictionary.ts'
import type { Engine } from './engine.ts'
import { type ResolvedFilters, resolveFilters } from './filters.ts'
import type { Frame, Frames } from './frames.ts'
import { rawSource } from './item-sources.ts'
import { DAYS_AND_WEEKS, decompose, LEVELS, type RawPiece } from './levels.ts'
import { inParts } from './sql-text.ts'
import { type CountedPiece, TallyGroups } from './tally-groups.ts'
import { countedGroups, ROW_KINDS, tallySource, zoneVersionSource } from './tally-sources.ts'
import { TALLY_COUNTS } from './write-cells.ts'

/** SQLite joins at most 500 selections. */
const SELECTIONS_A_STATEMENT = 400

/** What every selection gives; `score` is of use where the kind is `items`. */
const PLACE = ['kind', 'range', 'series', 'value', 'score']
const COLUMNS = [...PLACE, ...TALLY_COUNTS]

/** Returns the counts of groups of answers, by range, question and value. */
export async function tallies(
  engine: Engine,
  dictionary: Dictionary,
  frames: Frames,
  workspace: WorkspaceId,
  query: TallyQuery,
): Promise<TallyRow[]> {
  let frame = await frames.get(engine.db, workspace, query.series)
  for (;;) {
    const groups = await readGroups(engine, dictionary, workspace, frame, query)
    if (groups) return await groups.rows(engine, dictionary, workspace, query.by)
    frame = await frames.refresh(engine.db, workspace)
  }
}

/** Returns undefined where the zone has changed since the frame was read. */
async function readGroups(
  engine: Engine,
  dictionary: Dictionary,
  workspace: WorkspaceId,
  frame: Frame,
  query: TallyQuery,
): Promise<TallyGroups | undefined> {
  const series = query.series.flatMap((id) => frame.series.get(id) ?? [])
  const all = [...frame.series.values()]
  const filters = await resolveFilters(engine.db, dictionary, workspace, query.filters, series, all)
  if (!filters) return new TallyGroups(frame.series, [])
  let selections = selectionsOf(engine, workspace, frame, query, filters, false)
  /** In more than one statement they are of several moments, and nothing may be taken off. */
  if (selections.sql.length > SELECTIONS_A_STATEMENT) {
    selections = selectionsOf(engine, workspace, frame, query, filters, true)
  }
  const groups = new TallyGroups(frame.series, selections.pieces)
  for (const part of inParts(selections.sql, SELECTIONS_A_STATEMENT)) {
    const counted = query.by === undefined ? part : part.map(addedUp)
    const statement = [zoneVersionSource(workspace), ...counted].join(' UNION ALL ')
    for (const row of await engine.table(statement, COLUMNS)) {
      if (row[0] !== ROW_KINDS.zoneVersion) groups.add(row)
      else if (row[1] !== frame.zoneVersion) return undefined
    }
  }
  return groups
}

/**
 * Adds up in the database what would be many rows of the same value: they cost more on the way
 * here. Each selection by itself: to sort them all together takes longer.
 */
function addedUp(selection: string): string {
  const sums = TALLY_COUNTS.map((count) => `sum(${count}) AS ${count}`)
  return `SELECT ${[...PLACE, ...sums].join(', ')} FROM (${selection}) AS counted
    GROUP BY ${PLACE.join(', ')}`
}

interface Selections {
  readonly sql: readonly string[]
  /** What is counted item by item, by index. */
  readonly pieces: readonly CountedPiece[]
}

/** Whole buckets come from the counts where they can answer, everything else from the items. */
function selectionsOf(
  engine: Engine,
  workspace: WorkspaceId,
  frame: Frame,
  query: TallyQuery,
  filters: ResolvedFilters,
  onlyAdding: boolean,
): Selections {
  const { by, ranges } = query
  const sql: string[] = []
  const pieces: RawPiece[] = []
  for (const counted of countedGroups(filters)) {
    const source = tallySource(workspace, filters, counted, by)
    const raw = rawSource(engine, workspace, filters, counted, by)
    const levels = counted.what === 'questions' ? LEVELS.length : DAYS_AND_WEEKS
    const { runs, pieces: cut } = source
      ? decompose(ranges, frame.calendar, levels, onlyAdding)
      : { runs: [], pieces: uncut(ranges) }
    if (source) sql.push(...runs.flatMap(source))
    for (const piece of cut) sql.push(...raw(piece, pieces.push(piece) - 1))
  }
  return { sql, pieces }
}

function uncut(ranges: readonly TimeRange[]): RawPiece[] {
  return ranges.flatMap(({ start, end }, range) =>
    start < end ? [{ start, end, bearsOn: [{ range, sign: 1 }] }] : [],
  )
}
