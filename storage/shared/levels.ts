import type { ZoneCalendar } from '../../src/calendar/zone.ts'
import type { EpochSeconds } from '../../src/core/identity.ts'
import type { TimeRange } from '../../src/core/store.ts'

/**
 * Counts are kept of each day, each week, each four weeks and each year of 52
 * weeks, so that any period is a few buckets. Four weeks begin in every week:
 * twelve weeks are then three buckets wherever they lie, and not up to six.
 */
export const LEVELS = ['day', 'week', 'four-weeks', 'year'] as const
const DAY = 0
const WEEK = 1
const FOUR_WEEKS = 2
const YEAR = 3
/** How many levels, from the finest, the counts of opinions have. */
export const DAYS_AND_WEEKS = 2
/** Holds every week, and every year, of which there are counts. */
export const TOP_LEVEL = YEAR

/** Monday 1969-12-29, where bucket 0 of every level begins. */
const FIRST_DAY = -3
const DAYS_A_WEEK = 7
const WEEKS_A_YEAR = 52

/** Keeps the four rows of four-week buckets apart; each row is numbered without gaps. */
const ROW = 2 ** 20

function fourWeeks(firstWeek: number): number {
  const row = ((firstWeek % 4) + 4) % 4
  return row * ROW + Math.floor(firstWeek / 4)
}

/** Returns the buckets of a level that hold the day (counted from 1970-01-01). */
export function bucketsOfDay(level: number, day: number): readonly number[] {
  const since = day - FIRST_DAY
  const week = Math.floor(since / DAYS_A_WEEK)
  switch (level) {
    case DAY:
      return [since]
    case WEEK:
      return [week]
    case FOUR_WEEKS:
      return [fourWeeks(week - 3), fourWeeks(week - 2), fourWeeks(week - 1), fourWeeks(week)]
    default:
      return [Math.floor(week / WEEKS_A_YEAR)]
  }
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

/** A stretch of time that is read item by item, once for all ranges that it bears on. */
export interface RawPiece extends TimeRange {
  /** Indexes of ranges; −1 where the items are among those of a whole day but not of the range. */
  readonly bearsOn: readonly { readonly range: number; readonly sign: 1 | -1 }[]
}

export interface Decomposition {
  readonly runs: readonly BucketRun[]
  readonly pieces: readonly RawPiece[]
}

/**
 * Cuts ranges into as few whole buckets as possible, cut in the calendar's zone, and the raw
 * pieces by which they differ from the ranges: what is missing at an edge is added, or what is
 * too much is taken off, whichever is shorter. `levels` of them, from the finest, are there.
 * With `onlyAdding` nothing is taken off: every instant of a range is then in one part of it.
 */
export function decompose(
  ranges: readonly TimeRange[],
  calendar: ZoneCalendar,
  levels: number = LEVELS.length,
  onlyAdding = false,
): Decomposition {
  const runs: BucketRun[] = []
  const pieces = new Map<string, { piece: TimeRange; bearsOn: RawPiece['bearsOn'][number][] }>()
  const bears = (start: EpochSeconds, end: EpochSeconds, range: number, sign: 1 | -1): void => {
    if (start >= end) return
    const key = `${start} ${end}`
    const known = pieces.get(key)
    if (known) known.bearsOn.push({ range, sign })
    else pieces.set(key, { piece: { start, end }, bearsOn: [{ range, sign }] })
  }
  ranges.forEach(({ start, end }, range) => {
    if (start >= end) return
    const from = nearestDay(start, calendar, onlyAdding ? 'later' : 'nearer')
    const to = nearestDay(end, calendar, onlyAdding ? 'earlier' : 'nearer')
    if (from.day >= to.day) {
      bears(start, end, range, 1)
      return
    }
    runs.push(...wholeBuckets(from.day, to.day, range, levels))
    bears(start, from.begins, range, 1)
    bears(from.begins, start, range, -1)
    bears(to.begins, end, range, 1)
    bears(end, to.begins, range, -1)
  })
  return {
    runs: joinSteps(runs),
    pieces: [...pieces.values()].map(({ piece, bearsOn }) => ({ ...piece, bearsOn })),
  }
}

interface DayEdge {
  readonly day: number
  readonly begins: EpochSeconds
}

/** Returns the beginning of a day next to an instant. */
function nearestDay(
  at: EpochSeconds,
  calendar: ZoneCalendar,
  direction: 'nearer' | 'earlier' | 'later',
): DayEdge {
  const day = calendar.dayOf(at)
  const earlier = { day, begins: calendar.startOfDay(day) }
  if (earlier.begins === at || direction === 'earlier') return earlier
  const later = { day: day + 1, begins: calendar.startOfDay(day + 1) }
  if (direction === 'later') return later
  return later.begins - at < at - earlier.begins ? later : earlier
}

/** Whole buckets of the days from `from` up to, not including, `to`. */
function wholeBuckets(from: number, to: number, range: number, levels: number): BucketRun[] {
  const runs: BucketRun[] = []
  const add = (level: number, first: number, count: number): void => {
    if (count > 0) runs.push({ level, first, last: first + count - 1, range, step: 0 })
  }
  const days = (first: number, end: number): void => add(DAY, first, end - first)
  const weeks = (first: number, end: number): void => {
    const fours = levels > FOUR_WEEKS ? Math.floor((end - first) / 4) : 0
    add(FOUR_WEEKS, fourWeeks(first), fours)
    add(WEEK, first + fours * 4, end - first - fours * 4)
  }
  const first = from - FIRST_DAY
  const end = to - FIRST_DAY
  const firstWeek = Math.ceil(first / DAYS_A_WEEK)
  const endWeek = Math.floor(end / DAYS_A_WEEK)
  if (firstWeek >= endWeek) {
    days(first, end)
    return runs
  }
  days(first, firstWeek * DAYS_A_WEEK)
  const firstYear = Math.ceil(firstWeek / WEEKS_A_YEAR)
  const endYear = Math.floor(endWeek / WEEKS_A_YEAR)
  if (firstYear < endYear && levels > YEAR) {
    weeks(firstWeek, firstYear * WEEKS_A_YEAR)
    add(YEAR, firstYear, endYear - firstYear)
    weeks(endYear * WEEKS_A_YEAR, endWeek)
  } else {
    weeks(firstWeek, endWeek)
  }
  days(endWeek * DAYS_A_WEEK, end)
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
