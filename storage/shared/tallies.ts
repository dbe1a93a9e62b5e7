import { zoneCalendar } from '../../src/calendar/zone.ts'
import type { SeriesId, WorkspaceId } from '../../src/core/identity.ts'
import type { TallyQuery, TallyRow } from '../../src/core/store.ts'
import { TALLY_COUNTS } from './cells.ts'
import type { Dictionary, NamedDimension } from './dictionary.ts'
import type { Cell, Engine } from './engine.ts'
import { type ResolvedFilters, resolveFilters } from './filters.ts'
import { decompose } from './levels.ts'
import { addCounts, addScore, CELL_WIDTH, type CellCounts, emptyCounts, toTally } from './scores.ts'
import { loadSeries, type SeriesRow } from './series.ts'
import { inParts } from './sql-text.ts'
import { ROW_KINDS, rawSource, tallySource } from './tally-sources.ts'

/** SQLite joins at most 500 selections. */
const SELECTIONS_A_STATEMENT = 400

/** What every selection gives; `score` is of use where the kind is `items`. */
const COLUMNS = ['kind', 'range', 'series', 'value', 'score', ...TALLY_COUNTS]

/** Returns the counts of groups of answers, by range, question and value. */
export async function tallies(
  engine: Engine,
  dictionary: Dictionary,
  workspace: WorkspaceId,
  zone: string,
  query: TallyQuery,
): Promise<TallyRow[]> {
  const wanted = new Set<number>(query.series)
  const series = (await loadSeries(engine.db, workspace)).filter(({ id }) => wanted.has(id))
  const filters = await resolveFilters(engine.db, dictionary, workspace, query.filters, series)
  if (!filters) return []
  const by = query.by === 'survey' ? undefined : query.by
  const groups = new Groups(series)
  for (const part of inParts(
    selections(engine, workspace, zone, query, filters, by),
    SELECTIONS_A_STATEMENT,
  )) {
    for (const row of await engine.table(part.join(' UNION ALL '), COLUMNS)) groups.add(row)
  }
  return await groups.rows(engine, dictionary, workspace, query.by)
}

/** Whole buckets come from the counts where they can answer, everything else from the items. */
function selections(
  engine: Engine,
  workspace: WorkspaceId,
  zone: string,
  query: TallyQuery,
  filters: ResolvedFilters,
  by: NamedDimension | undefined,
): string[] {
  const source = tallySource(workspace, filters, by)
  const raw = rawSource(engine, workspace, filters, by)
  if (!source) {
    return query.ranges.flatMap((range, index) =>
      range.start < range.end ? [raw({ ...range, range: index })] : [],
    )
  }
  const { runs, pieces } = decompose(query.ranges, zoneCalendar(zone))
  return [...runs.flatMap(source), ...pieces.map(raw)]
}

/** Adds up what the selections give. */
class Groups {
  private readonly series: ReadonlyMap<number, SeriesRow>
  private readonly groups = new Map<
    string,
    { range: number; series: number; value: number; counts: CellCounts }
  >()

  constructor(series: readonly SeriesRow[]) {
    this.series = new Map(series.map((row) => [row.id, row]))
  }

  add(cells: readonly Cell[]): void {
    const [kind = 0, range = 0, series = 0, value = 0, score = null] = cells as readonly (
      | number
      | null
    )[]
    if (kind === null || range === null || series === null || value === null) return
    const counts = this.counts(range, series, value)
    if (kind === ROW_KINDS.items) {
      const { min, max } = this.series.get(series) ?? { min: null, max: null }
      const scale = min === null || max === null ? null : { min, max }
      addScore(counts, score, scale, cells[5] as number)
      return
    }
    const stored = cells as readonly number[]
    if (kind !== ROW_KINDS.valued) addCounts(counts, stored, 5)
    if (kind !== ROW_KINDS.cell) this.takeFromNone(range, series, stored)
  }

  private counts(range: number, series: number, value: number): CellCounts {
    const key = `${range}:${series}:${value}`
    let group = this.groups.get(key)
    if (!group) {
      group = { range, series, value, counts: emptyCounts() }
      this.groups.set(key, group)
    }
    return group.counts
  }

  private takeFromNone(range: number, series: number, stored: readonly number[]): void {
    const none = this.counts(range, series, 0)
    for (let index = 0; index < CELL_WIDTH; index += 1) {
      none[index] = (none[index] ?? 0) - (stored[5 + index] ?? 0)
    }
  }

  async rows(
    engine: Engine,
    dictionary: Dictionary,
    workspace: WorkspaceId,
    by: TallyQuery['by'],
  ): Promise<TallyRow[]> {
    const groups = [...this.groups.values()].filter(({ counts }) => (counts[0] ?? 0) > 0)
    const names = await dictionary.namesOf(
      engine.db,
      workspace,
      groups.map(({ value }) => value),
    )
    groups.sort(
      (left, right) =>
        left.range - right.range || left.series - right.series || left.value - right.value,
    )
    return groups.map(({ range, series, value, counts }) => ({
      range,
      series: series as SeriesId,
      value: by === 'survey' ? this.series.get(series)?.survey || null : (names.get(value) ?? null),
      tally: toTally(counts),
    }))
  }
}
