import {
  addUnits,
  makePeriod,
  type PeriodFrame,
  today,
  unitStart,
} from '../../src/calendar/periods.ts'
import { dayNumber } from '../../src/calendar/zone.ts'
import type { CivilDate } from '../../src/core/identity.ts'
import type { Period, PeriodUnit } from '../../src/core/period.ts'

/** Returns `count` whole calendar units, the first of which holds the day `within`. */
export function calendarPeriod(
  unit: PeriodUnit,
  within: CivilDate,
  count: number,
  frame: PeriodFrame,
): Period {
  const from = unitStart(within, unit)
  return makePeriod(from, addUnits(from, unit, count), { type: 'calendar', unit, count }, frame)
}

/** Returns the calendar unit that is running now, or the one `offset` units after it (negative: before). */
export function relativePeriod(unit: PeriodUnit, offset: number, frame: PeriodFrame): Period {
  const from = addUnits(unitStart(today(frame), unit), unit, offset)
  return calendarPeriod(unit, from, 1, frame)
}

/** Returns the `count` whole units before the one that is running now: days end with yesterday. */
export function lastUnits(unit: PeriodUnit, count: number, frame: PeriodFrame): Period {
  const current = unitStart(today(frame), unit)
  const from = addUnits(current, unit, -count)
  if (unit === 'day') return makePeriod(from, current, { type: 'days', count }, frame)
  return calendarPeriod(unit, from, count, frame)
}

/** Returns the days from `first` to `last`, both included. */
export function periodOfDates(first: CivilDate, last: CivilDate, frame: PeriodFrame): Period {
  const count = dayNumber(last) - dayNumber(first) + 1
  return makePeriod(first, addUnits(last, 'day', 1), { type: 'days', count }, frame)
}
