import { wallClockInstant } from '../calendar/wall-clock.ts'
import { civilDate } from '../calendar/zone.ts'
import type { CivilDate, EpochSeconds } from '../core/identity.ts'
import type { Schedule, ScheduleDays } from '../core/schedule.ts'

const SECONDS_A_DAY = 86_400
/** A leap over midnight puts an occurrence one day after its date; zones are at most a day apart from UTC. */
const MARGIN_DAYS = 2
/** Every schedule has a day within this many: a monthly one, with a day that the zone left out. */
const MOST_DAYS_APART = 64

/** One time that a schedule comes up: its key is the date that was meant. */
export interface Occurrence {
  readonly date: CivilDate
  readonly dueAt: EpochSeconds
}

/** Returns whether the schedule comes up on the day (counted from 1970-01-01, a Thursday). */
function fallsOn(days: ScheduleDays, day: number): boolean {
  if (days.type === 'weekdays') {
    const weekday = ((((day + 3) % 7) + 7) % 7) + 1
    return days.weekdays.some((each) => each === weekday)
  }
  const date = civilDate(day)
  const dayOfMonth = Number(date.slice(8))
  if (dayOfMonth === days.day) return true
  return dayOfMonth < days.day && civilDate(day + 1).slice(8) === '01'
}

/**
 * Returns the occurrence of a day (counted from 1970-01-01): by the wall clock, at the first instant after
 * where the clocks leap over the time, at the first of two where they show it twice; null
 * where the schedule does not come up, or the zone left the day out.
 */
export function occurrenceOn(schedule: Schedule, day: number): Occurrence | null {
  if (!fallsOn(schedule.days, day)) return null
  const dueAt = wallClockInstant(schedule.zone, day, schedule.minute)
  return dueAt === null ? null : { date: civilDate(day), dueAt }
}

/** Returns the occurrences that are due after `after` and not after `until`, in order. */
export function occurrencesBetween(
  schedule: Schedule,
  after: EpochSeconds,
  until: EpochSeconds,
): readonly Occurrence[] {
  const found: Occurrence[] = []
  const last = Math.floor(until / SECONDS_A_DAY) + MARGIN_DAYS
  for (let day = Math.floor(after / SECONDS_A_DAY) - MARGIN_DAYS; day <= last; day += 1) {
    const occurrence = occurrenceOn(schedule, day)
    if (occurrence && occurrence.dueAt > after && occurrence.dueAt <= until) found.push(occurrence)
  }
  return found
}

/** Returns the first occurrence that is due after an instant; null where a schedule has no days. */
export function nextOccurrence(schedule: Schedule, after: EpochSeconds): Occurrence | null {
  const first = Math.floor(after / SECONDS_A_DAY) - MARGIN_DAYS
  for (let day = first; day <= first + MOST_DAYS_APART; day += 1) {
    const occurrence = occurrenceOn(schedule, day)
    if (occurrence && occurrence.dueAt > after) return occurrence
  }
  return null
}
