import { bucketsOfDay, LEVELS } from './levels.ts'
import { addCounts, CELL_WIDTH, type CellCounts } from './scores.ts'

/** What tells the cells of a workspace apart, in the order in which they lie. */
export const CELL_KEY = ['series', 'dimension', 'level', 'bucket', 'value'] as const

type ByValue = Map<number, CellCounts>
/** The cells of one series and day, by dimension code. */
export type DayCells = (ByValue | undefined)[]

const DAY_OFFSET = 2 ** 19
const DAYS = 2 ** 20

/** Returns a number for a series and a day, counted from 1970-01-01. */
export function placeOf(series: number, day: number): number {
  return series * DAYS + day + DAY_OFFSET
}

/**
 * Returns the cells of all levels that days, by their places, add up to: the columns of
 * {@link CELL_KEY}, in its order, then those of the counts.
 */
export function cellColumns(days: ReadonlyMap<number, DayCells>): readonly (readonly number[])[] {
  const columns = Array.from({ length: CELL_KEY.length + CELL_WIDTH }, (): number[] => [])
  for (const [series, dimensions] of sorted(rollUp(days))) {
    for (const [dimension, levels] of dimensions.entries()) {
      for (const [level, buckets] of levels?.entries() ?? []) {
        for (const [bucket, values] of sorted(buckets)) {
          pushCells(columns, [series, dimension, level, bucket], values)
        }
      }
    }
  }
  return columns
}

/** Adds the cells of one bucket to the columns. */
function pushCells(columns: readonly number[][], place: readonly number[], values: ByValue): void {
  const counted = place.length + 1
  for (const [value, counts] of sorted(values)) {
    for (let index = 0; index < place.length; index += 1) columns[index]?.push(place[index] ?? 0)
    columns[place.length]?.push(value)
    for (let index = 0; index < CELL_WIDTH; index += 1) {
      columns[counted + index]?.push(counts[index] ?? 0)
    }
  }
}

/** By series, dimension, level and bucket: the days and what they add up to. */
function rollUp(days: ReadonlyMap<number, DayCells>): Map<number, Map<number, ByValue>[][]> {
  const bySeries = new Map<number, Map<number, ByValue>[][]>()
  for (const [key, cells] of days) {
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
      for (const [level, buckets] of levels.entries()) {
        for (const bucket of bucketsOfDay(level, day)) addValues(buckets, bucket, values)
      }
    }
  }
  return bySeries
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
