import { addUnits, unitStart } from '../calendar/periods.ts'
import { dayNumber } from '../calendar/zone.ts'
import { UserError } from '../core/errors.ts'
import type { CivilDate } from '../core/identity.ts'
import type { Period, PeriodUnit } from '../core/period.ts'
import type { DateFields } from './period-lexer.ts'

const FIRST_YEAR = 1970
const LAST_YEAR = 2199

/** Days from one up to another, which is not included. */
export interface Extent {
  readonly from: CivilDate
  readonly to: CivilDate
  readonly shape: Exclude<Period['shape'], { type: 'all' }>
}

/** Returns so many calendar units from a day on. */
export function units(unit: PeriodUnit, from: CivilDate, count: number): Extent {
  return { from, to: addUnits(from, unit, count), shape: { type: 'calendar', unit, count } }
}

function iso(year: number, month: number, day: number): CivilDate {
  const pad = (number: number, width: number): string => String(number).padStart(width, '0')
  return `${pad(year, 4)}-${pad(month, 2)}-${pad(day, 2)}`
}

/** Returns how many days the month has, in the Gregorian calendar. */
function daysInMonth(year: number, month: number): number {
  return dayNumber(addUnits(iso(year, month, 1), 'month', 1)) - dayNumber(iso(year, month, 1))
}

/** Returns the days that complete fields name. Throws a UserError where there are none such. */
export function extentOf(fields: DateFields & { readonly year: number }): Extent {
  const { year, quarter, month, week, day } = fields
  if (year < FIRST_YEAR || year > LAST_YEAR)
    throw new UserError('parse.bad_year', { year, first: FIRST_YEAR, last: LAST_YEAR })
  if (quarter !== undefined) {
    if (quarter < 1 || quarter > 4) throw new UserError('parse.no_such_quarter', { quarter })
    return units('quarter', iso(year, 3 * quarter - 2, 1), 1)
  }
  if (week !== undefined) {
    const first = unitStart(iso(year, 1, 4), 'week')
    const next = unitStart(iso(year + 1, 1, 4), 'week')
    const weeks = (dayNumber(next) - dayNumber(first)) / 7
    if (week < 1 || week > weeks) throw new UserError('parse.no_such_week', { year, week, weeks })
    return units('week', addUnits(first, 'week', week - 1), 1)
  }
  if (month === undefined) return units('year', iso(year, 1, 1), 1)
  if (month < 1 || month > 12) {
    const swaps = day !== undefined && day >= 1 && day <= 12 && month >= 1
    const swapped = swaps && month <= daysInMonth(year, day) ? iso(year, day, month) : undefined
    throw new UserError('parse.no_such_month', { month }, swapped)
  }
  if (day === undefined) return units('month', iso(year, month, 1), 1)
  const days = daysInMonth(year, month)
  if (day < 1 || day > days) {
    const suggestion = iso(year, month, day < 1 ? 1 : days)
    throw new UserError(
      'parse.no_such_day',
      { day, month: suggestion.slice(0, 7), days, suggestion },
      suggestion,
    )
  }
  if (fields.ambiguous) {
    const one = iso(year, month, day)
    const other = iso(year, day, month)
    throw new UserError(
      'parse.ambiguous_date',
      { date: iso(year, month, day).split('-').reverse().join('/'), one, other },
      one,
    )
  }
  return units('day', iso(year, month, day), 1)
}

/** Returns the latest year in which fields without one begin on or before the day. */
function latestYear(fields: DateFields, limit: CivilDate): number {
  const year = Number(limit.slice(0, 4))
  if (fields.month === 2 && fields.day === 29) {
    for (let leap = year; leap > year - 9; leap -= 1)
      if (daysInMonth(leap, 2) === 29 && iso(leap, 2, 29) <= limit) return leap
  }
  if (fields.week === 53) {
    for (let long = year; long > year - 9; long -= 1) {
      const last = addUnits(unitStart(iso(long + 1, 1, 4), 'week'), 'week', -1)
      const first = unitStart(iso(long, 1, 4), 'week')
      if (dayNumber(last) - dayNumber(first) === 364 && last <= limit) return long
    }
  }
  if (fields.week === 1 && extentOf({ ...fields, year: year + 1 }).from <= limit) return year + 1
  return extentOf({ ...fields, year }).from <= limit ? year : year - 1
}

/** Returns whether the fields name a year. */
export function hasYear(fields: DateFields): fields is DateFields & { readonly year: number } {
  return fields.year !== undefined
}

/** Returns the fields with “last year” as a number. */
export function withYear(fields: DateFields, now: CivilDate): DateFields {
  const { relativeYear, ...others } = fields
  if (relativeYear === undefined) return fields
  return { ...others, year: Number(now.slice(0, 4)) + relativeYear }
}

/** Returns the days that fields name: without a year, those of the latest that has begun. */
export function dated(given: DateFields, now: CivilDate): Extent {
  const fields = withYear(given, now)
  return extentOf(hasYear(fields) ? fields : { ...fields, year: latestYear(fields, now) })
}
