import { Temporal } from 'temporal-polyfill'
import type { CivilDate } from '../core/identity.ts'
import type { PeriodUnit } from '../core/period.ts'

/** Returns the day `count` units after (before, where negative) a day; the last of a shorter month where needed. */
export function addUnits(date: CivilDate, unit: PeriodUnit, count: number): CivilDate {
  const duration = {
    day: { days: count },
    week: { weeks: count },
    month: { months: count },
    quarter: { months: 3 * count },
    year: { years: count },
  }[unit]
  return Temporal.PlainDate.from(date).add(duration).toString()
}

/** Returns the first day of the unit that holds the day. Weeks begin on Monday (ISO 8601). */
export function unitStart(date: CivilDate, unit: PeriodUnit): CivilDate {
  const day = Temporal.PlainDate.from(date)
  switch (unit) {
    case 'day':
      return date
    case 'week':
      return day.subtract({ days: day.dayOfWeek - 1 }).toString()
    case 'month':
      return day.with({ day: 1 }).toString()
    case 'quarter':
      return day.with({ month: day.month - ((day.month - 1) % 3), day: 1 }).toString()
    case 'year':
      return day.with({ month: 1, day: 1 }).toString()
  }
}
