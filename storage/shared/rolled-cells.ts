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
      levels.forEach((buckets, level) => {
        for (const bucket of bucketsOfDay(level, day)) addValues(buckets, bucket, values)
      })
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
