import type { ZoneCalendar } from '../../src/calendar/zone.ts'
import type { EpochSeconds } from '../../src/core/identity.ts'
import { TALLY_BINS } from '../../src/core/store.ts'
import type { Engine, Writer } from './engine.ts'
import { detailedAt, type FreshRows } from './fresh-rows.ts'
import { type BulkStatement, begun, bulkStatements, runStatements } from './insert-columns.ts'
import { bucketsOfDay, LEVELS } from './levels.ts'
import type { StoredOpinion } from './opinion.ts'
import { OpinionCells } from './opinion-cells.ts'
import { DIMENSION_CODES, FOUND_CODES, TALLY_COLUMNS } from './schema.ts'
import {
  addCounts,
  addScore,
  CELL_WIDTH,
  type CellCounts,
  emptyCounts,
  type StoredScale,
} from './scores.ts'

export const TALLY_COUNTS = [
  'n',
  'sum',
  'sum_sq',
  ...Array.from({ length: TALLY_BINS }, (_, bin) => `c${bin}`),
] as const

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

const KEY = ['series', 'dimension', 'level', 'bucket', 'value'] as const

type ByValue = Map<number, CellCounts>
/** The cells of one series and day, by dimension code. */
type DayCells = (ByValue | undefined)[]

const DAY_OFFSET = 2 ** 19
const DAYS = 2 ** 20

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
  private readonly opinions = new OpinionCells()

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
    const { tags, opinions, series, times, scores, scales, terms } = rows
    for (const row of places) {
      if (tags || opinions) {
        this.add(detailedAt(rows, row), 1)
        continue
      }
      this.open(series[row] ?? 0, times[row] as EpochSeconds)
      const score = Number.isNaN(scores[row]) ? null : (scores[row] ?? null)
      const scale = scales[row] ?? null
      this.put(0, 0, score, scale, 1)
      for (let index = 0; index < TALLY_COLUMNS.length; index += 1) {
        const value = terms[index]?.[row] ?? 0
        if (value !== 0) this.put(index + 1, value, score, scale, 1)
      }
    }
  }

  /** Returns the day of an instant, whose cells are the ones that are counted into. */
  private open(series: number, at: EpochSeconds): number {
    const day = this.calendar.dayOf(at)
    const key = series * DAYS + day + DAY_OFFSET
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

  /** The columns of the key, then those of the counts. */
  private columns(): readonly (readonly number[])[] {
    const columns = Array.from({ length: KEY.length + CELL_WIDTH }, (): number[] => [])
    for (const [series, dimensions] of sorted(this.rollUp())) {
      dimensions.forEach((levels, dimension) => {
        levels?.forEach((buckets, level) => {
          for (const [bucket, values] of sorted(buckets)) {
            for (const [value, counts] of sorted(values)) {
              const cell = [series, dimension, level, bucket, value, ...counts]
              for (const [index, column] of columns.entries()) column.push(cell[index] ?? 0)
            }
          }
        })
      })
    }
    return columns
  }

  /** Returns what adds up to the stored counts, in the order of their key: work that can be done while the database is busy. */
  close(engine: Engine, workspace: number): ClosedCells {
    return {
      answers: begun(tallyStatements(engine, workspace, this.columns())),
      opinions: this.opinions,
    }
  }

  /** Adds what was gathered to the stored counts. */
  async write(engine: Engine, trx: Writer, workspace: number): Promise<void> {
    await writeCells(engine, trx, workspace, this.close(engine, workspace))
  }

  /** By series, dimension, level and bucket: the days and what they add up to. */
  private rollUp(): Map<number, Map<number, ByValue>[][]> {
    const bySeries = new Map<number, Map<number, ByValue>[][]>()
    for (const [key, cells] of this.days) {
      const series = Math.floor(key / DAYS)
      const day = (key % DAYS) - DAY_OFFSET
      let dimensions = bySeries.get(series)
      if (!dimensions) {
        dimensions = []
        bySeries.set(series, dimensions)
      }
      for (const [dimension, values] of cells.entries()) {
        if (!values) continue
        const levels = dimensions[dimension] ?? LEVELS.map(() => new Map())
        dimensions[dimension] = levels
        levels.forEach((buckets, level) => {
          for (const bucket of bucketsOfDay(level, day)) addValues(buckets, bucket, values)
        })
      }
    }
    return bySeries
  }
}

/** Counts of a batch, ready to be added to the stored ones. */
export interface ClosedCells {
  readonly answers: Iterable<BulkStatement>
  readonly opinions: OpinionCells
}

export async function writeCells(
  engine: Engine,
  trx: Writer,
  workspace: number,
  { answers, opinions }: ClosedCells,
): Promise<void> {
  await runStatements(trx, answers)
  await opinions.write(engine, trx, workspace)
}

function tallyStatements(
  engine: Engine,
  workspace: number,
  columns: readonly (readonly number[])[],
): Generator<BulkStatement, undefined> {
  const key = `ws,${KEY.join(',')}`
  const sums = TALLY_COUNTS.map((name) => `${name}=tally.${name}+excluded.${name}`).join(',')
  return bulkStatements(
    engine,
    {
      into: `tally (${key},${TALLY_COUNTS.join(',')})`,
      onConflict: `ON CONFLICT (${key}) DO UPDATE SET ${sums}`,
    },
    [{ value: workspace }, ...columns.map((numbers) => ({ numbers }))],
    columns[0]?.length ?? 0,
  )
}

function addValues(buckets: Map<number, ByValue>, bucket: number, values: ByValue): void {
  let into = buckets.get(bucket)
  if (!into) {
    into = new Map()
    buckets.set(bucket, into)
  }
  for (const [value, counts] of values) {
    const known = into.get(value)
    if (known) addCounts(known, counts)
    else into.set(value, counts.slice(0, CELL_WIDTH))
  }
}

function sorted<Value>(map: ReadonlyMap<number, Value>): [number, Value][] {
  return [...map].sort(([left], [right]) => left - right)
}
