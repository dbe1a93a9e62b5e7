import type { SeriesId, WorkspaceId } from '../../src/core/identity.ts'
import type { TallyQuery, TallyRow } from '../../src/core/store.ts'
import type { Dictionary } from './dictionary.ts'
import type { Cell, Engine } from './engine.ts'
import { FIXED_NAMES } from './filters.ts'
import type { RawPiece } from './levels.ts'
import { addCounts, addScore, CELL_WIDTH, type CellCounts, emptyCounts, toTally } from './scores.ts'
import { loadSeries, type SeriesRow } from './series.ts'
import { ROW_KINDS } from './tally-sources.ts'

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

/** A stretch that is counted item by item, by what its items bear on. */
export type CountedPiece = Pick<RawPiece, 'bearsOn'>

/** Adds up what the selections of a tally query give. */
export class TallyGroups {
  private readonly series: ReadonlyMap<number, SeriesRow>
  private readonly groups = new GroupList()
  /** Counts of the items that have a value: to be taken off those of all items. */
  private readonly parts = new GroupList()

  private readonly pieces: readonly CountedPiece[]

  constructor(series: ReadonlyMap<number, SeriesRow>, pieces: readonly CountedPiece[]) {
    this.series = series
    this.pieces = pieces
  }

  /** Adds a row: its kind, range, question, value and score, then the counts. */
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

  /** Returns the groups that have answers, by range, question and value; to be called once. */
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
