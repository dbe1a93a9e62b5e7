import { describe, expect, test } from 'vitest'
import {
  allPeriod,
  axisLabels,
  type PeriodFrame,
  previousPeriod,
  sameElapsedPart,
  splitPeriod,
  yearEarlier,
} from '../../src/calendar/periods.ts'
import type { EpochSeconds } from '../../src/core/identity.ts'
import type { Period } from '../../src/core/period.ts'
import { calendarPeriod, lastUnits, periodOfDates, relativePeriod } from './made-periods.ts'

function at(instant: string): EpochSeconds {
  return (Date.parse(instant) / 1000) as EpochSeconds
}

function iso(seconds: number): string {
  return new Date(seconds * 1000).toISOString().replace('.000Z', 'Z')
}

function frame(now: string, zone = 'Asia/Almaty'): PeriodFrame {
  return { zone, now: at(now), locale: 'en' }
}

function days(period: Period | undefined): string {
  return `${period?.from} ${period?.to}`
}

/** Formatters put thin and unbreakable spaces between numbers and months. */
function plainSpaces(text: string | undefined): string | undefined {
  return text?.replace(/\p{Zs}/gu, ' ')
}

const SATURDAY = frame('2026-11-21T09:30:00Z')

describe('a period', () => {
  test('of last week runs from Monday to Sunday', () => {
    const period = relativePeriod('week', -1, SATURDAY)
    expect(days(period)).toBe('2026-11-09 2026-11-16')
    expect(iso(period.start)).toBe('2026-11-08T19:00:00Z')
    expect(iso(period.end)).toBe('2026-11-15T19:00:00Z')
    expect(period.complete).toBe(true)
    expect(plainSpaces(period.label)).toBe('9–15 Nov 2026')
  })

  test('of the last seven days ends with yesterday', () => {
    const period = lastUnits('day', 7, SATURDAY)
    expect(days(period)).toBe('2026-11-14 2026-11-21')
    expect(period.complete).toBe(true)
  })

  test('of the last four weeks is made of whole weeks', () => {
    expect(days(lastUnits('week', 4, SATURDAY))).toBe('2026-10-19 2026-11-16')
  })

  test('that is still running ends now and says so', () => {
    const period = relativePeriod('month', 0, SATURDAY)
    expect(days(period)).toBe('2026-11-01 2026-12-01')
    expect(period.end).toBe(SATURDAY.now)
    expect(period.complete).toBe(false)
    expect(plainSpaces(period.label)).toBe('1–21 Nov 2026, so far')
  })

  test('that ends at this very moment is complete', () => {
    expect(calendarPeriod('week', '2026-11-09', 1, frame('2026-11-15T19:00:00Z')).complete).toBe(
      true,
    )
  })

  test('has its label in each language', () => {
    const labels = (['ru', 'kk', 'lt'] as const).map((locale) =>
      plainSpaces(relativePeriod('month', 0, { ...SATURDAY, locale }).label),
    )
    expect(labels).toEqual([
      '1–21 нояб. 2026 г., на данный момент',
      '2026 ж. 1–21 қар., әзірге',
      '2026-11-01 – 2026-11-21, kol kas',
    ])
  })

  test('of dates has both ends in it', () => {
    expect(days(periodOfDates('2026-11-01', '2026-11-15', SATURDAY))).toBe('2026-11-01 2026-11-16')
  })

  test('of all data goes from its first day to its last, and not past today', () => {
    const span = { first: at('2025-01-05T10:00:00Z'), last: at('2026-11-21T09:00:00Z'), n: 3 }
    expect(days(allPeriod(span, SATURDAY))).toBe('2025-01-05 2026-11-22')
    expect(days(allPeriod(span, frame('2025-06-30T12:00:00Z')))).toBe('2025-01-05 2025-07-01')
    expect(days(allPeriod(undefined, SATURDAY))).toBe('2026-11-21 2026-11-22')
  })
})

describe('the period before', () => {
  test('a month is the month before, not thirty days', () => {
    const march = calendarPeriod('month', '2026-03-01', 1, SATURDAY)
    expect(days(previousPeriod(march, 'en'))).toBe('2026-02-01 2026-03-01')
  })

  test('a quarter is the quarter before', () => {
    const quarter = calendarPeriod('quarter', '2026-02-10', 1, SATURDAY)
    expect(days(previousPeriod(quarter, 'en'))).toBe('2025-10-01 2026-01-01')
  })

  test('three months is the three months before', () => {
    const period = lastUnits('month', 3, SATURDAY)
    expect(days(previousPeriod(period, 'en'))).toBe('2026-05-01 2026-08-01')
  })

  test('days is as many days', () => {
    const period = periodOfDates('2026-11-01', '2026-11-15', SATURDAY)
    expect(days(previousPeriod(period, 'en'))).toBe('2026-10-17 2026-11-01')
  })

  test('an unfinished month is the same elapsed part of the month before', () => {
    const before = previousPeriod(relativePeriod('month', 0, SATURDAY), 'en')
    expect(days(before)).toBe('2026-10-01 2026-11-01')
    expect(before && iso(before.end)).toBe('2026-10-21T09:30:00Z')
    expect(before?.complete).toBe(false)
    expect(plainSpaces(before?.label)).toBe('1–21 Oct 2026, until 14:30')
  })

  test('an unfinished month is never longer than the month before', () => {
    const before = previousPeriod(relativePeriod('month', 0, frame('2026-03-30T12:00:00Z')), 'en')
    expect(before && iso(before.end)).toBe('2026-02-28T19:00:00Z')
    expect(before?.complete).toBe(true)
  })

  test('an unfinished week keeps the time of day when clocks changed in between', () => {
    const now = frame('2026-03-31T12:00:00Z', 'Europe/Vilnius')
    const before = previousPeriod(relativePeriod('week', 0, now), 'en')
    expect(before && iso(before.end)).toBe('2026-03-24T13:00:00Z')
  })

  test('an unfinished week in Almaty keeps the time of day over 1 March 2024', () => {
    const now = frame('2024-03-05T10:00:00Z')
    const before = previousPeriod(relativePeriod('week', 0, now), 'en')
    expect(before && iso(before.end)).toBe('2024-02-27T09:00:00Z')
  })

  test('all data does not exist', () => {
    expect(previousPeriod(allPeriod(undefined, SATURDAY), 'en')).toBeUndefined()
    expect(yearEarlier(allPeriod(undefined, SATURDAY), 'en')).toBeUndefined()
  })
})

describe('a year earlier', () => {
  test.each([
    ['month', '2026-02-10', '2025-02-01 2025-03-01'],
    ['quarter', '2026-11-10', '2025-10-01 2026-01-01'],
    ['day', '2024-02-29', '2023-02-28 2023-03-01'],
    ['day', '2024-02-28', '2023-02-28 2023-03-01'],
  ] as const)('the %s of %s covers %s', (unit, day, expected) => {
    expect(days(yearEarlier(calendarPeriod(unit, day, 1, SATURDAY), 'en'))).toBe(expected)
  })

  test('a week is the ISO week of the same number', () => {
    const week46 = calendarPeriod('week', '2026-11-09', 1, SATURDAY)
    expect(days(yearEarlier(week46, 'en'))).toBe('2025-11-10 2025-11-17')
    const week10 = calendarPeriod('week', '2021-03-08', 1, SATURDAY)
    expect(days(yearEarlier(week10, 'en'))).toBe('2020-03-02 2020-03-09')
  })

  test('week 53 is the last week of a year with 52', () => {
    const week53 = calendarPeriod('week', '2020-12-28', 1, SATURDAY)
    expect(days(yearEarlier(week53, 'en'))).toBe('2019-12-23 2019-12-30')
  })

  test('a whole leap year given as dates is the whole year before', () => {
    const leap = periodOfDates('2024-01-01', '2024-12-31', SATURDAY)
    expect(days(yearEarlier(leap, 'en'))).toBe('2023-01-01 2024-01-01')
  })

  test('an unfinished year is the same elapsed part', () => {
    const before = yearEarlier(relativePeriod('year', 0, SATURDAY), 'en')
    expect(before && iso(before.end)).toBe('2025-11-21T09:30:00Z')
  })
})

describe('a baseline of the same shape', () => {
  test('is cut to the part that has elapsed', () => {
    const now = relativePeriod('week', 0, SATURDAY)
    const cut = sameElapsedPart(now, relativePeriod('week', -1, SATURDAY), 'en')
    expect(iso(cut.end)).toBe('2026-11-14T09:30:00Z')
  })

  test('stays whole where the period is complete or of another shape', () => {
    const lastWeek = relativePeriod('week', -1, SATURDAY)
    const lastMonth = relativePeriod('month', -1, SATURDAY)
    expect(sameElapsedPart(lastWeek, lastMonth, 'en')).toBe(lastMonth)
    expect(sameElapsedPart(relativePeriod('week', 0, SATURDAY), lastMonth, 'en')).toBe(lastMonth)
  })
})

describe('the parts of a period', () => {
  test('are whole units with the ends clipped', () => {
    const parts = splitPeriod(periodOfDates('2026-10-29', '2026-11-10', SATURDAY), 'week', 'en')
    expect(parts.map(days)).toEqual([
      '2026-10-29 2026-11-02',
      '2026-11-02 2026-11-09',
      '2026-11-09 2026-11-11',
    ])
    expect(parts.map((part) => part.shape.type)).toEqual(['days', 'calendar', 'days'])
  })

  test('end with the one that is still growing', () => {
    const parts = splitPeriod(relativePeriod('quarter', 0, SATURDAY), 'month', 'en')
    expect(parts.map(days)).toEqual(['2026-10-01 2026-11-01', '2026-11-01 2026-12-01'])
    expect(parts.map((part) => part.complete)).toEqual([true, false])
    expect(parts.at(-1)?.end).toBe(SATURDAY.now)
  })

  test('have short labels for an axis', () => {
    const period = periodOfDates('2026-08-31', '2026-11-15', SATURDAY)
    const labels = (
      unit: 'day' | 'week' | 'month' | 'quarter' | 'year',
      locale: 'en' | 'ru' | 'kk' | 'lt',
    ) => plainSpaces(axisLabels(splitPeriod(period, unit, locale), unit, locale).at(-1))
    expect(labels('day', 'en')).toBe('15 Nov')
    expect(labels('week', 'en')).toBe('9–15 Nov')
    expect(labels('month', 'en')).toBe('Nov')
    expect(labels('quarter', 'en')).toBe('Q4 2026')
    expect(labels('year', 'en')).toBe('2026')
    expect(labels('week', 'ru')).toBe('9–15 нояб.')
    expect(labels('quarter', 'ru')).toBe('IV кв. 2026')
    expect(labels('quarter', 'kk')).toBe('2026 ж. 4-тоқсан')
    expect(labels('month', 'lt')).toBe('lapkritis')
    expect(labels('quarter', 'lt')).toBe('2026 m. IV ketv.')
  })

  test('show the year where a new one begins', () => {
    const weeks = splitPeriod(calendarPeriod('week', '2025-12-15', 4, SATURDAY), 'week', 'en')
    expect(axisLabels(weeks, 'week', 'en').map(plainSpaces)).toEqual([
      '15–21 Dec 2025',
      '22–28 Dec',
      '29 Dec 2025 – 4 Jan 2026',
      '5–11 Jan',
    ])
    const months = splitPeriod(calendarPeriod('month', '2025-12-15', 3, SATURDAY), 'month', 'ru')
    expect(axisLabels(months, 'month', 'ru').map(plainSpaces)).toEqual([
      'дек. 2025 г.',
      'янв. 2026 г.',
      'февр.',
    ])
  })
})
