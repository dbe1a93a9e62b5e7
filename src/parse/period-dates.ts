import {
  addUnits,
  allPeriod,
  makePeriod,
  type PeriodFrame,
  today,
  unitStart,
} from '../calendar/periods.ts'
import { dayNumber, zoneCalendar } from '../calendar/zone.ts'
import { UserError } from '../core/errors.ts'
import type { CivilDate } from '../core/identity.ts'
import type { Period, PeriodUnit } from '../core/period.ts'
import type { DataSpan } from '../core/store.ts'
import { formatDay } from '../language/format.ts'
import { dated, type Extent, extentOf, hasYear, units, withYear } from './named-days.ts'
import type { PeriodPhrase } from './period-phrase.ts'

/** What a period phrase is understood against. */
export interface PeriodEnvironment extends PeriodFrame {
  /** Where the data begin and end, for `all`; undefined where there are none. */
  readonly span: DataSpan | undefined
}

const MOST_UNITS: Readonly<Record<PeriodUnit, number>> = {
  day: 3660,
  week: 522,
  month: 120,
  quarter: 40,
  year: 10,
}

/** Returns both ends of a range, with a year that only one of them names given to the other. */
function rangeEnds(
  first: PeriodPhrase,
  last: PeriodPhrase,
  frame: PeriodFrame,
): readonly [Extent, Extent] {
  const month = first.type === 'date' ? first.fields.month : undefined
  const sameMonth = month !== undefined && last.type === 'date' && last.fields.month === month
  if (last.type === 'date' && !hasYear(last.fields)) {
    const start = extent(first, frame)
    const year = Number(start.from.slice(0, 4))
    const end = extentOf({ ...last.fields, year })
    if (end.to > start.from || sameMonth) return [start, end]
    const next = extentOf({ ...last.fields, year: year + 1 })
    const fixed = first.type !== 'date' || hasYear(first.fields)
    if (fixed || next.from <= today(frame)) return [start, next]
    return [extentOf({ ...first.fields, year: year - 1 }), end]
  }
  const end = extent(last, frame)
  if (first.type !== 'date' || hasYear(first.fields)) return [extent(first, frame), end]
  if (sameMonth) return [extentOf({ ...first.fields, year: Number(end.from.slice(0, 4)) }), end]
  return [dated(first.fields, addUnits(end.to, 'day', -1)), end]
}

/** Returns how many whole units lie between the first days of two of them. */
function unitsBetween(unit: Exclude<PeriodUnit, 'day'>, from: CivilDate, to: CivilDate): number {
  if (unit === 'week') return (dayNumber(to) - dayNumber(from)) / 7
  const months = (date: CivilDate): number =>
    12 * Number(date.slice(0, 4)) + Number(date.slice(5, 7))
  return (months(to) - months(from)) / { month: 1, quarter: 3, year: 12 }[unit]
}

function rangeExtent(first: PeriodPhrase, last: PeriodPhrase, frame: PeriodFrame): Extent {
  const now = today(frame)
  const named = (end: PeriodPhrase): PeriodPhrase =>
    end.type === 'date' ? { ...end, fields: withYear(end.fields, now) } : end
  const [start, end] = rangeEnds(named(first), named(last), frame)
  if (start.from >= end.to) {
    const lastDay = addUnits(end.to, 'day', -1)
    const suggestion = `${end.from}..${addUnits(start.to, 'day', -1)}`
    throw new UserError(
      'parse.reversed_range',
      { from: start.from, to: lastDay, suggestion },
      suggestion,
    )
  }
  const shape = start.shape
  const unit = shape.type === 'calendar' ? shape.unit : 'day'
  if (unit !== 'day' && end.shape.type === 'calendar' && end.shape.unit === unit) {
    return units(unit, start.from, unitsBetween(unit, start.from, end.to))
  }
  return days(start.from, end.to)
}

function days(from: CivilDate, to: CivilDate): Extent {
  return { from, to, shape: { type: 'days', count: dayNumber(to) - dayNumber(from) } }
}

/** Returns the days that a phrase other than `all` names. */
function extent(phrase: PeriodPhrase, frame: PeriodFrame): Extent {
  const now = today(frame)
  switch (phrase.type) {
    case 'date':
      return dated(phrase.fields, now)
    case 'relative':
      return units(
        phrase.unit,
        addUnits(unitStart(now, phrase.unit), phrase.unit, phrase.offset),
        1,
      )
    case 'last': {
      const { unit, count } = phrase
      const most = MOST_UNITS[unit]
      if (count < 1 || count > most)
        throw new UserError('parse.count_out_of_range', { count, most })
      const current = unitStart(now, unit)
      const from = addUnits(current, unit, -count)
      return unit === 'day' ? days(from, current) : units(unit, from, count)
    }
    case 'range':
      return rangeExtent(phrase.first, phrase.last, frame)
    case 'since': {
      const { from } = extent(phrase.first, frame)
      const tomorrow = addUnits(now, 'day', 1)
      return days(from, from < tomorrow ? tomorrow : addUnits(from, 'day', 1))
    }
    case 'all':
      throw new RangeError('all has no extent of its own')
  }
}

/**
 * Returns the period that a phrase names. Throws a UserError for dates that do
 * not exist, are all to come or can be read in two ways.
 */
export function periodOfPhrase(phrase: PeriodPhrase, environment: PeriodEnvironment): Period {
  if (phrase.type === 'all') return allPeriod(environment.span, environment)
  const { from, to, shape } = extent(phrase, environment)
  const period = makePeriod(from, to, shape, environment)
  const now = today(environment)
  if (from > now) {
    const { locale } = environment
    throw new UserError('parse.future_period', {
      from: formatDay(from, locale),
      today: formatDay(now, locale),
    })
  }
  const calendar = zoneCalendar(environment.zone)
  if (calendar.startOfDay(dayNumber(from)) === calendar.startOfDay(dayNumber(to)))
    throw new UserError('parse.skipped_day', { day: from, zone: environment.zone })
  return period
}
