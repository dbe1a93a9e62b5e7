import { Temporal } from 'temporal-polyfill'
import type { CivilDate } from '../core/identity.ts'
import type { PeriodUnit } from '../core/period.ts'
import { civilDate, dayNumber } from './zone.ts'

/** 1970-01-01 was a Thursday, three days after a Monday. */
const EPOCH_WEEKDAY = 3

/** Returns the day `count` units after (before, where negative) a day; the last of a shorter month where needed. */
export function addUnits(date: CivilDate, unit: PeriodUnit, count: number): CivilDate {
  if (unit === 'day' || unit === 'week') {
    return civilDate(dayNumber(date) + (unit === 'week' ? 7 * count : count))
  }
  const duration = {
    month: { months: count },
    quarter: { months: 3 * count },
    year: { years: count },
  }[unit]
  return Temporal.PlainDate.from(date).add(duration).toString()
}

/** Returns the first day of the unit that holds the day. Weeks begin on Monday (ISO 8601). */
export function unitStart(date: CivilDate, unit: PeriodUnit): CivilDate {
  const number = dayNumber(date)
  const year = date.slice(0, -6)
  const month = Number(date.slice(-5, -3))
  switch (unit) {
    case 'day':
      return date
    case 'week':
      return civilDate(number - ((((number + EPOCH_WEEKDAY) % 7) + 7) % 7))
    case 'month':
      return `${date.slice(0, -3)}-01`
    case 'quarter':
      return `${year}-${String(month - ((month - 1) % 3)).padStart(2, '0')}-01`
    case 'year':
      return `${year}-01-01`
  }
}
