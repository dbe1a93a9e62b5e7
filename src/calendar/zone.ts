import { Temporal } from 'temporal-polyfill'
import type { CivilDate, EpochSeconds } from '../core/identity.ts'

const SECONDS_A_DAY = 86_400
const DAY = 1000 * SECONDS_A_DAY
const EPOCH = Temporal.PlainDate.from('1970-01-01')

/**
 * Cuts time into the calendar days of one zone. Days are counted from
 * 1970-01-01; each begins at its first instant, so a day may have 23, 24 or 25
 * hours, and a day that the zone skipped has none.
 */
export interface ZoneCalendar {
  readonly zone: string
  /** Returns the day that holds the instant. */
  dayOf(at: EpochSeconds): number
  /** Returns the first instant of the day. */
  startOfDay(day: number): EpochSeconds
}

const calendars = new Map<string, ZoneCalendar>()

/** Returns the calendar of an IANA zone. Throws a RangeError for an unknown zone. */
export function zoneCalendar(zone: string): ZoneCalendar {
  const known = calendars.get(zone)
  if (known) return known
  const starts = new Map<number, EpochSeconds>()
  const startOfDay = (day: number): EpochSeconds => {
    const cached = starts.get(day)
    if (cached !== undefined) return cached
    const midnight = EPOCH.add({ days: day }).toZonedDateTime(zone)
    const start = Math.floor(midnight.epochMilliseconds / 1000) as EpochSeconds
    starts.set(day, start)
    return start
  }
  startOfDay(0)
  const calendar: ZoneCalendar = {
    zone,
    startOfDay,
    dayOf(at) {
      let day = Math.floor(at / SECONDS_A_DAY)
      while (startOfDay(day) > at) day -= 1
      while (startOfDay(day + 1) <= at) day += 1
      return day
    },
  }
  calendars.set(zone, calendar)
  return calendar
}

/** Returns whether the runtime knows the zone. Offsets such as `+05:00` are not zones. */
export function isZone(name: string): boolean {
  if (!/^[A-Za-z]/.test(name)) return false
  try {
    new Intl.DateTimeFormat('en', { timeZone: name })
    return true
  } catch {
    return false
  }
}

/** Returns the day number of a calendar day. Throws a RangeError for a day that does not exist. */
export function dayNumber(date: CivilDate): number {
  const day = Date.parse(`${date}T00:00:00Z`) / DAY
  if (!Number.isInteger(day) || civilDate(day) !== date) {
    return EPOCH.until(Temporal.PlainDate.from(date)).days
  }
  return day
}

/** Returns the calendar day of a day number. */
export function civilDate(day: number): CivilDate {
  const date = new Date(day * DAY)
  const year = date.getUTCFullYear()
  const plain = year >= 0 && year <= 9999
  return plain ? date.toISOString().slice(0, 10) : EPOCH.add({ days: day }).toString()
}
