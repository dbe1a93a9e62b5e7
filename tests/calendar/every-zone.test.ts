import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  addUnits,
  previousPeriod,
  splitPeriod,
  today,
  yearEarlier,
} from '../../src/calendar/periods.ts'
import { civilDate, dayNumber, zoneCalendar } from '../../src/calendar/zone.ts'
import type { CivilDate, EpochSeconds } from '../../src/core/identity.ts'
import type { Period, PeriodUnit } from '../../src/core/period.ts'
import { calendarPeriod, lastUnits, periodOfDates, relativePeriod } from './made-periods.ts'

const ZONES = Intl.supportedValuesOf('timeZone')
const UNITS = ['day', 'week', 'month', 'quarter', 'year'] as const satisfies readonly PeriodUnit[]
const FIRST = dayNumber('2009-01-01')
const LAST = dayNumber('2027-12-31')

const formats = new Map<string, Intl.DateTimeFormat>()

/** The calendar day and the time of day, asked of another source than the calendar under test. */
function wallClock(at: number, zone: string): { day: CivilDate; time: string } {
  const format =
    formats.get(zone) ??
    new Intl.DateTimeFormat('sv', { timeZone: zone, dateStyle: 'short', timeStyle: 'medium' })
  formats.set(zone, format)
  const [day = '', time = ''] = format.format(at * 1000).split(' ')
  return { day, time }
}

const anyDay = fc.integer({ min: FIRST, max: LAST }).map(civilDate)
const anyUnit = fc.constantFrom(...UNITS)
const anyInstant = fc
  .integer({ min: Date.parse('2010-01-01') / 1000, max: Date.parse('2027-01-01') / 1000 })
  .map((seconds) => seconds as EpochSeconds)

function startsAtFirstInstant(at: EpochSeconds, day: CivilDate, zone: string): void {
  expect(wallClock(at, zone).day >= day).toBe(true)
  expect(wallClock(at - 1, zone).day < day).toBe(true)
}

describe.each(ZONES)('in %s', (zone) => {
  test('calendar periods begin and end with the first instants of their days', () => {
    fc.assert(
      fc.property(anyUnit, anyDay, anyInstant, (unit, day, now) => {
        const period = calendarPeriod(unit, day, 1, { zone, now, locale: 'en' })
        startsAtFirstInstant(period.start, period.from, zone)
        if (period.complete) startsAtFirstInstant(period.end, period.to, zone)
        else expect(period.end).toBe(Math.max(period.start, now))
      }),
      { numRuns: 12 },
    )
  })

  test('the parts of a period tile it without gap or overlap', () => {
    fc.assert(
      fc.property(anyUnit, anyDay, fc.integer({ min: 0, max: 90 }), (unit, first, length) => {
        const now = (Date.parse('2029-01-01') / 1000) as EpochSeconds
        const last = addUnits(first, 'day', length)
        const period = periodOfDates(first, last, { zone, now, locale: 'lt' })
        const parts = splitPeriod(period, unit, 'lt')
        expect(parts[0]?.start).toBe(period.start)
        expect(parts.at(-1)?.end).toBe(period.end)
        for (let index = 1; index < parts.length; index += 1) {
          expect(parts[index]?.start).toBe(parts[index - 1]?.end)
          expect(parts[index]?.from).toBe(parts[index - 1]?.to)
        }
      }),
      { numRuns: 4 },
    )
  })

  test('the period before abuts a complete one, and matches the elapsed time of an unfinished one', () => {
    fc.assert(
      fc.property(anyUnit, anyInstant, (unit, now) => {
        const frame = { zone, now, locale: 'lt' } as const
        const complete = relativePeriod(unit, -1, frame)
        expect(previousPeriod(complete, 'lt')?.end).toBe(complete.start)
        const current = relativePeriod(unit, 0, frame)
        for (const earlier of [previousPeriod(current, 'lt'), yearEarlier(current, 'lt')])
          if (earlier) matchesElapsedPart(current, earlier, now)
      }),
      { numRuns: 6 },
    )
  })

  test('rolling days end where today begins', () => {
    fc.assert(
      fc.property(anyInstant, fc.integer({ min: 1, max: 60 }), (now, count) => {
        const frame = { zone, now, locale: 'lt' } as const
        const period = lastUnits('day', count, frame)
        expect(period.end).toBe(zoneCalendar(zone).startOfDay(dayNumber(today(frame))))
        expect(period.complete).toBe(true)
        expect(wallClock(now, zone).day).toBe(today(frame))
      }),
      { numRuns: 4 },
    )
  })
})

/** As many calendar days after the start, at the same time of day where that time exists. */
function matchesElapsedPart(current: Period, earlier: Period, now: EpochSeconds): void {
  const { zone } = current
  expect(earlier.end).toBeGreaterThanOrEqual(earlier.start)
  expect(earlier.end).toBeLessThanOrEqual(zoneCalendar(zone).startOfDay(dayNumber(earlier.to)))
  if (earlier.complete) return
  const here = wallClock(now, zone)
  const there = wallClock(earlier.end, zone)
  const elapsed = dayNumber(here.day) - dayNumber(current.from)
  expect(dayNumber(there.day) - dayNumber(earlier.from)).toBe(elapsed)
  if (here.time !== there.time) expect(isGap(earlier.end, here.time, zone)).toBe(true)
}

/** Whether the clocks of that day jumped over the time. */
function isGap(at: number, time: string, zone: string): boolean {
  const { day } = wallClock(at, zone)
  for (let minutes = -240; minutes <= 240; minutes += 1) {
    const clock = wallClock(at + minutes * 60, zone)
    if (clock.day === day && clock.time.slice(0, 5) === time.slice(0, 5)) return false
  }
  return true
}

describe('days that are not like others', () => {
  const now = (Date.parse('2026-11-21T09:30:00Z') / 1000) as EpochSeconds
  const hours = (zone: string, day: CivilDate): number => {
    const period = calendarPeriod('day', day, 1, { zone, now, locale: 'en' })
    return (period.end - period.start) / 3600
  }

  test.each([
    ['Europe/Vilnius', '2026-03-29', 23],
    ['Europe/Vilnius', '2026-10-25', 25],
    ['America/New_York', '2026-03-08', 23],
    ['America/New_York', '2026-11-01', 25],
    ['Asia/Almaty', '2024-02-29', 25],
    ['Africa/Cairo', '2023-04-28', 23],
    ['Pacific/Apia', '2011-12-30', 0],
    ['Australia/Lord_Howe', '2026-04-05', 24.5],
  ])('in %s %s has %d hours', (zone, day, length) => {
    expect(hours(zone, day)).toBe(length)
  })

  test('a day whose midnight is skipped begins at one o’clock', () => {
    const period = calendarPeriod('day', '2023-04-28', 1, {
      zone: 'Africa/Cairo',
      now,
      locale: 'en',
    })
    expect(wallClock(period.start, 'Africa/Cairo')).toEqual({ day: '2023-04-28', time: '01:00:00' })
  })

  test('the week of Almaty’s change of offset has seven days and 169 hours', () => {
    const week = calendarPeriod('week', '2024-02-26', 1, { zone: 'Asia/Almaty', now, locale: 'en' })
    expect((week.end - week.start) / 3600).toBe(169)
    expect(splitPeriod(week, 'day', 'en')).toHaveLength(7)
  })
})
