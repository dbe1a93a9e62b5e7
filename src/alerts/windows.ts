import { addUnits, unitStart } from '../calendar/periods.ts'
import { wallClockInstant } from '../calendar/wall-clock.ts'
import { civilDate, dayNumber, zoneCalendar } from '../calendar/zone.ts'
import type { AlertWindow } from '../core/alert.ts'
import type { EpochSeconds } from '../core/identity.ts'
import type { TimeRange } from '../core/store.ts'

const SECONDS_A_MINUTE = 60

/** Returns the time that a window covers at an instant; a calendar unit so far. */
export function windowAt(window: AlertWindow, zone: string, now: EpochSeconds): TimeRange {
  if (window.type === 'rolling') {
    return { start: (now - window.seconds) as EpochSeconds, end: now }
  }
  const calendar = zoneCalendar(zone)
  const today = civilDate(calendar.dayOf(now))
  const first = window.unit === 'day' ? today : unitStart(today, window.unit)
  return { start: calendar.startOfDay(dayNumber(first)), end: now }
}

/** Returns the window before: of a calendar unit, the same elapsed part of the one before it. */
export function windowBefore(window: AlertWindow, zone: string, now: EpochSeconds): TimeRange {
  const { start } = windowAt(window, zone, now)
  if (window.type === 'rolling') {
    return { start: (start - window.seconds) as EpochSeconds, end: start }
  }
  const calendar = zoneCalendar(zone)
  const first = civilDate(calendar.dayOf(start))
  const before = calendar.startOfDay(dayNumber(addUnits(first, window.unit, -1)))
  return { start: before, end: Math.min(before + (now - start), start) as EpochSeconds }
}

/**
 * Returns the same stretch of the wall clock in each of the `weeks` before, the oldest
 * first; weeks in which the clocks leapt over its beginning begin right after.
 */
export function sameHoursBefore(
  { start, end }: TimeRange,
  zone: string,
  weeks: number,
): readonly TimeRange[] {
  const length = end - start
  const calendar = zoneCalendar(zone)
  const day = calendar.dayOf(start)
  const seconds = start - calendar.startOfDay(day)
  return Array.from({ length: weeks }, (_, index): TimeRange => {
    const earlier = day - 7 * (weeks - index)
    const minute = Math.floor(seconds / SECONDS_A_MINUTE)
    const rest = seconds % SECONDS_A_MINUTE
    const from =
      (minute < 1440 ? wallClockInstant(zone, earlier, minute) : null) ??
      calendar.startOfDay(earlier)
    const begin = (from + rest) as EpochSeconds
    return { start: begin, end: (begin + length) as EpochSeconds }
  })
}
