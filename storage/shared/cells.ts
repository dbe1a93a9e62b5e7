import type { ZoneCalendar } from '../../src/calendar/zone.ts'
import type { EpochSeconds } from '../../src/core/identity.ts'
import { detailedAt, type FreshRows } from './fresh-rows.ts'
import type { StoredOpinion } from './opinion.ts'
import { OpinionCells } from './opinion-cells.ts'
import { cellColumns, type DayCells, placeOf } from './rolled-cells.ts'
import { DIMENSION_CODES, FOUND_CODES, TALLY_COLUMNS } from './schema.ts'
import { addScore, emptyCounts, type StoredScale } from './scores.ts'

/** What of an item is counted. */
export interface Countable {
  /** Ids in the order of TERM_COLUMNS. */
  readonly terms: readonly number[]
  readonly series: number
  readonly at: EpochSeconds
  readonly score: number | null
  readonly scale: StoredScale | null
  readonly tags: readonly number[]
  readonly opinion: Pick<StoredOpinion, 'series' | 'sentiment' | 'wom' | 'aspects'> | null
}

/**
 * Gathers what a batch changes in the counts, so that each cell is written once.
 * Items without a value of a dimension have no cell there: their number is what
 * is left of all items. An item with several tags is in the cell of each, and in
 * the cell of value 0, which counts the items that have any; so is one with
 * several aspects. What a text says is counted once more, in cells of its own.
 */
export class CellBatch {
  private readonly calendar: ZoneCalendar
  private readonly days = new Map<number, DayCells>()
  private lastKey = Number.NaN
  private last: DayCells = []
  /** What the texts say. */
  readonly opinions = new OpinionCells()

  constructor(calendar: ZoneCalendar) {
    this.calendar = calendar
  }

  /** Counts an item `count` times: −1 takes it away. */
  add(item: Countable, count: 1 | -1): void {
    const day = this.open(item.series, item.at)
    this.count(item, item.score, item.scale, count)
    if (item.opinion) this.opinions.add(item, day, count)
  }

  /** Counts these rows once. */
  addRows(rows: FreshRows, places: readonly number[]): void {
    const detailed = rows.tags !== null || rows.opinions !== null
    for (const row of places) {
      if (detailed) this.add(detailedAt(rows, row), 1)
      else this.addRow(rows, row)
    }
  }

  /** Counts a row without tags and opinion, of which no object is made. */
  private addRow({ series, times, scores, scales, terms }: FreshRows, row: number): void {
    this.open(series[row] ?? 0, times[row] as EpochSeconds)
    const score = Number.isNaN(scores[row]) ? null : (scores[row] ?? null)
    const scale = scales[row] ?? null
    this.put(0, 0, score, scale, 1)
    for (let index = 0; index < TALLY_COLUMNS.length; index += 1) {
      const value = terms[index]?.[row] ?? 0
      if (value !== 0) this.put(index + 1, value, score, scale, 1)
    }
  }

  /** Returns the day of an instant, whose cells are the ones that are counted into. */
  private open(series: number, at: EpochSeconds): number {
    const day = this.calendar.dayOf(at)
    const key = placeOf(series, day)
    if (key !== this.lastKey) {
      let cells = this.days.get(key)
      if (!cells) {
        cells = []
        this.days.set(key, cells)
      }
      this.lastKey = key
      this.last = cells
    }
    return day
  }

  private count(
    item: Countable,
    score: number | null,
    scale: StoredScale | null,
    count: number,
  ): void {
    this.put(0, 0, score, scale, count)
    for (let index = 0; index < TALLY_COLUMNS.length; index += 1) {
      const value = item.terms[index] ?? 0
      if (value !== 0) this.put(index + 1, value, score, scale, count)
    }
    if (item.tags.length > 0) {
      this.put(DIMENSION_CODES.tag, 0, score, scale, count)
      for (const tag of item.tags) this.put(DIMENSION_CODES.tag, tag, score, scale, count)
    }
    if (item.opinion) {
      this.put(FOUND_CODES.sentiment, item.opinion.sentiment, score, scale, count)
      this.put(FOUND_CODES.wom, item.opinion.wom, score, scale, count)
      this.countAspects(item.opinion.aspects, score, scale, count)
    }
  }

  private countAspects(
    aspects: StoredOpinion['aspects'],
    score: number | null,
    scale: StoredScale | null,
    count: number,
  ): void {
    if (aspects.length === 0) return
    this.put(FOUND_CODES.aspect, 0, score, scale, count)
    for (const { aspect } of aspects) this.put(FOUND_CODES.aspect, aspect, score, scale, count)
  }

  private put(
    dimension: number,
    value: number,
    score: number | null,
    scale: StoredScale | null,
    count: number,
  ): void {
    let values = this.last[dimension]
    if (!values) {
      values = new Map()
      this.last[dimension] = values
    }
    let counts = values.get(value)
    if (!counts) {
      counts = emptyCounts()
      values.set(value, counts)
    }
    addScore(counts, score, scale, count)
  }

  /** Returns what was counted; see {@link cellColumns}. */
  columns(): readonly (readonly number[])[] {
    return cellColumns(this.days)
  }
}
