import type { SeriesId, WorkspaceId } from '../../src/core/identity.ts'
import type { TallyQuery, TallyRow, TimeRange } from '../../src/core/store.ts'
import { TALLY_COUNTS } from './cells.ts'
import type { Dictionary } from './dictionary.ts'
import type { Cell, Engine } from './engine.ts'
import { FIXED_NAMES, type ResolvedFilters, resolveFilters } from './filters.ts'
import type { Frame, Frames } from './frames.ts'
import { rawSource } from './item-sources.ts'
import { DAYS_AND_WEEKS, decompose, LEVELS, type RawPiece } from './levels.ts'
import { addCounts, addScore, CELL_WIDTH, type CellCounts, emptyCounts, toTally } from './scores.ts'
import { loadSeries, type SeriesRow } from './series.ts'
import { inParts } from './sql-text.ts'
import { countedGroups, ROW_KINDS, tallySource, zoneVersionSource } from './tally-sources.ts'

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
): Promise<Groups | undefined> {
  const series = query.series.flatMap((id) => frame.series.get(id) ?? [])
  const all = [...frame.series.values()]
  const filters = await resolveFilters(engine.db, dictionary, workspace, query.filters, series, all)
  if (!filters) return new Groups(frame.series, [])
  let selections = selectionsOf(engine, workspace, frame, query, filters, false)
  /** In more than one statement they are of several moments, and nothing may be taken off. */
  if (selections.sql.length > SELECTIONS_A_STATEMENT) {
    selections = selectionsOf(engine, workspace, frame, query, filters, true)
  }
  const groups = new Groups(frame.series, selections.pieces)
  for (const part of inParts(selections.sql, SELECTIONS_A_STATEMENT)) {
    const statement = [zoneVersionSource(workspace), ...part].join(' UNION ALL ')
    const added = query.by === undefined ? statement : addedUp(statement)
    for (const row of await engine.table(added, COLUMNS)) {
      if (row[0] !== ROW_KINDS.zoneVersion) groups.add(row)
      else if (row[1] !== frame.zoneVersion) return undefined
    }
  }
  return groups
}

/** Adds up in the database what would be many rows of the same value: they cost more on the way here. */
function addedUp(statement: string): string {
  const sums = TALLY_COUNTS.map((count) => `sum(${count}) AS ${count}`)
  return `SELECT ${[...PLACE, ...sums].join(', ')} FROM (${statement}) AS counted GROUP BY ${PLACE.join(', ')}`
}

interface Selections {
  readonly sql: readonly string[]
  /** What is counted item by item, by index. */
  readonly pieces: readonly Pick<RawPiece, 'bearsOn'>[]
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

interface Group {
  readonly range: number
  readonly series: number
  readonly value: number
  readonly counts: CellCounts
}

/** Counts by range, question and value. */
class GroupList {
  private readonly byPlace = new Map<number, Map<number, Group>>()

  counts(range: number, series: number, value: number): CellCounts {
    const place = range * 2 ** 31 + series
    let byValue = this.byPlace.get(place)
    if (!byValue) {
      byValue = new Map()
      this.byPlace.set(place, byValue)
    }
    let group = byValue.get(value)
    if (!group) {
      group = { range, series, value, counts: emptyCounts() }
      byValue.set(value, group)
    }
    return group.counts
  }

  values(): Group[] {
    return [...this.byPlace.values()].flatMap((byValue) => [...byValue.values()])
  }
}

/** Adds up what the selections give. */
class Groups {
  private readonly series: ReadonlyMap<number, SeriesRow>
  private readonly groups = new GroupList()
  /** Counts of the items that have a value: to be taken off those of all items. */
  private readonly parts = new GroupList()

  private readonly pieces: Selections['pieces']

  constructor(series: ReadonlyMap<number, SeriesRow>, pieces: Selections['pieces']) {
    this.series = series
    this.pieces = pieces
  }

  add(cells: readonly Cell[]): void {
    const [kind = 0, range = 0, series = 0, value = 0, score = null] = cells as readonly (
      | number
      | null
    )[]
    if (kind === null || range === null || series === null || value === null) return
    if (kind === ROW_KINDS.items) {
      const { min, max } = this.series.get(series) ?? { min: null, max: null }
      const scale = min === null || max === null ? null : { min, max }
      for (const { range: of, sign } of this.pieces[range]?.bearsOn ?? []) {
        addScore(this.groups.counts(of, series, value), score, scale, sign * (cells[5] as number))
      }
      return
    }
    const into = kind === ROW_KINDS.cell ? this.groups : this.parts
    addCounts(into.counts(range, series, value), cells as readonly number[], 5)
  }

  /** Turns parts into groups, and what is left of all items into the group without a value. */
  private settle(): void {
    for (const { range, series, value, counts } of this.parts.values()) {
      const none = this.groups.counts(range, series, 0)
      for (let index = 0; index < CELL_WIDTH; index += 1) {
        none[index] = (none[index] ?? 0) - (counts[index] ?? 0)
      }
      if (value !== 0) addCounts(this.groups.counts(range, series, value), counts)
    }
  }

  async rows(
    engine: Engine,
    dictionary: Dictionary,
    workspace: WorkspaceId,
    by: TallyQuery['by'],
  ): Promise<TallyRow[]> {
    this.settle()
    const nameOf = await this.names(engine, dictionary, workspace, by)
    const rows = [...this.groups.values()]
      .filter(({ counts }) => (counts[0] ?? 0) > 0)
      .sort(
        (left, right) =>
          left.range - right.range || left.series - right.series || left.value - right.value,
      )
      .map(({ range, series, value, counts }) => ({
        range,
        series,
        value: nameOf(series, value),
        counts,
      }))
    return (by === 'survey' ? joined(rows) : rows).map(({ range, series, value, counts }) => ({
      range,
      series: series as SeriesId,
      value,
      tally: toTally(counts),
    }))
  }

  private async names(
    engine: Engine,
    dictionary: Dictionary,
    workspace: WorkspaceId,
    by: TallyQuery['by'],
  ): Promise<(series: number, value: number) => string | null> {
    if (by === undefined) return () => null
    if (by === 'survey') {
      return (series, value) => this.series.get(value === 0 ? series : value)?.survey || null
    }
    const fixed = FIXED_NAMES[by]
    if (fixed) return (_, value) => fixed[value - 1] ?? null
    const values = [...this.groups.values()].map(({ value }) => value)
    if (by === 'aspect') {
      const known = values.every((value) => value === 0 || this.series.has(value))
      const rows = known ? [...this.series.values()] : await loadSeries(engine.db, workspace)
      const keys = new Map(rows.map(({ id, survey }) => [id, survey]))
      return (_, value) => keys.get(value) ?? null
    }
    const names = await dictionary.namesOf(engine.db, workspace, values)
    return (_, value) => names.get(value) ?? null
  }
}

interface NamedGroup {
  readonly range: number
  readonly series: number
  readonly value: string | null
  readonly counts: CellCounts
}

/** Adds up the groups of one name: a survey may have asked several questions. */
function joined(groups: readonly NamedGroup[]): NamedGroup[] {
  const byName = new Map<string, NamedGroup>()
  for (const group of groups) {
    const key = JSON.stringify([group.range, group.series, group.value])
    const known = byName.get(key)
    if (known) addCounts(known.counts, group.counts)
    else byName.set(key, group)
  }
  return [...byName.values()]
}
