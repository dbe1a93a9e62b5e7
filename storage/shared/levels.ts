import type { ZoneCalendar } from '../../src/calendar/zone.ts'
import type { EpochSeconds } from '../../src/core/identity.ts'
import type { TimeRange } from '../../src/core/store.ts'

/** Days in a bucket of each level: a day, a week, four weeks, a year of weeks. Each divides the next. */
export const LEVEL_DAYS = [1, 7, 28, 364] as const

/** Monday 1969-12-29, where bucket 0 of every level begins. */
const FIRST_DAY = -3

/** Returns the bucket that holds the day (counted from 1970-01-01). */
export function bucketOfDay(level: number, day: number): number {
  return Math.floor((day - FIRST_DAY) / (LEVEL_DAYS[level] ?? 1))
}

/** Returns the first day of a bucket. */
export function firstDayOfBucket(level: number, bucket: number): number {
  return bucket * (LEVEL_DAYS[level] ?? 1) + FIRST_DAY
}

/** Whole buckets of one level, `last` included. */
export interface BucketRun {
  readonly level: number
  readonly first: number
  readonly last: number
  /** Index of the range that the first bucket belongs to. */
  readonly range: number
  /** 0 where the whole run belongs to one range, 1 where each bucket begins the next range. */
  readonly step: 0 | 1
}

/** A stretch of time that is not a whole day and must be read item by item. */
export interface RawPiece extends TimeRange {
  readonly range: number
}

export interface Decomposition {
  readonly runs: readonly BucketRun[]
  readonly pieces: readonly RawPiece[]
}

/**
 * Cuts ranges into as few whole buckets as possible, cut in the calendar's zone,
 * and the raw pieces at their edges. Every instant of a range is in exactly one of them.
 */
export function decompose(ranges: readonly TimeRange[], calendar: ZoneCalendar): Decomposition {
  const runs: BucketRun[] = []
  const pieces: RawPiece[] = []
  ranges.forEach((range, index) => {
    if (range.start >= range.end) return
    const startDay = calendar.dayOf(range.start)
    const endDay = calendar.dayOf(range.end)
    const startsWhole = calendar.startOfDay(startDay) === range.start
    if (startDay === endDay) {
      pieces.push({ ...range, range: index })
      return
    }
    const from = startsWhole ? startDay : startDay + 1
    const firstWhole = calendar.startOfDay(from)
    if (!startsWhole) pieces.push({ start: range.start, end: firstWhole, range: index })
    runs.push(...wholeBuckets(from, endDay, index))
    const lastWhole = calendar.startOfDay(endDay)
    if (lastWhole < range.end) pieces.push({ start: lastWhole, end: range.end, range: index })
  })
  return { runs: joinSteps(runs), pieces }
}

/** Whole buckets of the days from `from` up to, not including, `to`. */
function wholeBuckets(from: number, to: number, range: number): BucketRun[] {
  const runs: BucketRun[] = []
  const cover = (low: number, high: number, level: number): void => {
    if (low >= high) return
    const size = LEVEL_DAYS[level] ?? 1
    const first = Math.ceil((low - FIRST_DAY) / size)
    const end = Math.floor((high - FIRST_DAY) / size)
    if (first >= end) {
      cover(low, high, level - 1)
      return
    }
    cover(low, firstDayOfBucket(level, first), level - 1)
    runs.push({ level, first, last: end - 1, range, step: 0 })
    cover(firstDayOfBucket(level, end), high, level - 1)
  }
  cover(from, to, LEVEL_DAYS.length - 1)
  return runs
}

/** Joins neighbouring ranges of one bucket each, so that 84 days are one scan. */
function joinSteps(runs: readonly BucketRun[]): BucketRun[] {
  const joined: BucketRun[] = []
  const perRange = new Map<number, number>()
  for (const run of runs) perRange.set(run.range, (perRange.get(run.range) ?? 0) + 1)
  for (const run of runs) {
    const single = run.first === run.last && perRange.get(run.range) === 1
    const previous = joined.at(-1)
    if (
      single &&
      previous?.step === 1 &&
      previous.level === run.level &&
      previous.last + 1 === run.first &&
      previous.range + (previous.last - previous.first) + 1 === run.range
    ) {
      joined[joined.length - 1] = { ...previous, last: run.last }
    } else {
      joined.push(single ? { ...run, step: 1 } : run)
    }
  }
  return joined
}

/** Instants that every database can hold and order: the years 1834 to 2106. */
export const FIRST_INSTANT = -(2 ** 32) as EpochSeconds
export const LAST_INSTANT = (2 ** 32 - 1) as EpochSeconds
