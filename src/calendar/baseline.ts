import { Temporal } from 'temporal-polyfill'
import type { CivilDate, EpochSeconds } from '../core/identity.ts'
import type { Locale } from '../core/locale.ts'
import type { Period } from '../core/period.ts'
import { periodLabel } from './labels.ts'
import { addUnits } from './units.ts'
import { dayNumber, zoneCalendar } from './zone.ts'

const NEVER = -1 as EpochSeconds

/**
 * Returns where the same elapsed part of an earlier period ends: as many
 * calendar days after its start, at the same time of day, and not after its end.
 */
function elapsedEnd(period: Period, from: CivilDate, finish: EpochSeconds): EpochSeconds {
  const now = Temporal.Instant.fromEpochMilliseconds(period.end * 1000).toZonedDateTimeISO(
    period.zone,
  )
  const days = dayNumber(now.toPlainDate().toString()) - dayNumber(period.from)
  const then = Temporal.PlainDate.from(addUnits(from, 'day', days)).toZonedDateTime({
    timeZone: period.zone,
    plainTime: now.toPlainTime(),
  })
  return Math.min(finish, Math.floor(then.epochMilliseconds / 1000)) as EpochSeconds
}

/**
 * Returns the part of `earlier` that has elapsed of an unfinished period of the
 * same shape; `earlier` as it is where the two cannot be compared so.
 */
export function sameElapsedPart(period: Period, earlier: Period, locale: Locale): Period {
  const { shape } = period
  const same =
    shape.type === 'calendar' &&
    earlier.shape.type === 'calendar' &&
    shape.unit === earlier.shape.unit &&
    shape.count === earlier.shape.count
  if (period.complete || !earlier.complete || !same) return earlier
  return elapsedPart(period, earlier.from, earlier.to, locale)
}

function elapsedPart(period: Period, from: CivilDate, to: CivilDate, locale: Locale): Period {
  const calendar = zoneCalendar(period.zone)
  const start = calendar.startOfDay(dayNumber(from))
  const finish = calendar.startOfDay(dayNumber(to))
  const end = period.complete
    ? finish
    : (Math.max(start, elapsedEnd(period, from, finish)) as EpochSeconds)
  const shape: Period['shape'] =
    period.shape.type === 'days'
      ? { type: 'days', count: dayNumber(to) - dayNumber(from) }
      : period.shape
  const dates = { from, to, zone: period.zone, start, end, complete: end === finish, shape }
  return { ...dates, label: periodLabel(dates, locale, NEVER) }
}

/**
 * Returns the period before: the calendar units before for calendar periods (the
 * month before, not 30 days), as many days for days. Of an unfinished period it
 * is the same elapsed part of the one before: as many calendar days and the same
 * time of day. Undefined for `all`, which has nothing before it.
 */
export function previousPeriod(period: Period, locale: Locale): Period | undefined {
  const { shape } = period
  if (shape.type === 'all') return undefined
  const from =
    shape.type === 'days'
      ? addUnits(period.from, 'day', -shape.count)
      : addUnits(period.from, shape.unit, -shape.count)
  return elapsedPart(period, from, period.from, locale)
}

/** Returns the first day of the ISO week of the same number a year earlier; week 53 becomes the last. */
function weekYearEarlier(monday: CivilDate): CivilDate {
  const date = Temporal.PlainDate.from(monday)
  const week = date.weekOfYear ?? 1
  const year = (date.yearOfWeek ?? date.year) - 1
  const firstThursday = Temporal.PlainDate.from({ year, month: 1, day: 4 })
  const first = firstThursday.subtract({ days: firstThursday.dayOfWeek - 1 })
  const then = first.add({ weeks: week - 1 })
  return (then.yearOfWeek === year ? then : then.subtract({ weeks: 1 })).toString()
}

/**
 * Returns the period a year earlier: the same dates, for weeks the same ISO week
 * numbers. Of an unfinished period it is the same elapsed part. Undefined for `all`.
 */
export function yearEarlier(period: Period, locale: Locale): Period | undefined {
  const { shape } = period
  if (shape.type === 'all') return undefined
  if (shape.type === 'calendar' && shape.unit === 'week') {
    const from = weekYearEarlier(period.from)
    return elapsedPart(period, from, addUnits(from, 'week', shape.count), locale)
  }
  const from = addUnits(period.from, 'year', -1)
  const to = addUnits(period.to, 'year', -1)
  return elapsedPart(period, from, to > from ? to : addUnits(from, 'day', 1), locale)
}
