import { describe, expect, test } from 'vitest'
import { civilDate, dayNumber, zoneCalendar } from '../../src/calendar/zone.ts'
import type { CivilDate, EpochSeconds } from '../../src/core/identity.ts'
import type { Schedule } from '../../src/core/schedule.ts'
import { nextOccurrence, occurrenceOn, occurrencesBetween } from '../../src/digests/occurrences.ts'

const EVERY_DAY = { type: 'weekdays', weekdays: [1, 2, 3, 4, 5, 6, 7] } as const

function daily(zone: string, time: string): Schedule {
  const [hours, minutes] = time.split(':').map(Number)
  return { days: EVERY_DAY, minute: (hours ?? 0) * 60 + (minutes ?? 0), zone }
}

function due(zone: string, time: string, date: CivilDate): string | null {
  const occurrence = occurrenceOn(daily(zone, time), dayNumber(date))
  return occurrence && new Date(occurrence.dueAt * 1000).toISOString()
}

function at(iso: string): EpochSeconds {
  return (Date.parse(iso) / 1000) as EpochSeconds
}

describe('a time that the clocks leap over', () => {
  test.each([
    ['America/New_York', '02:30', '2026-03-08', '2026-03-08T07:00:00.000Z'],
    ['Europe/Vilnius', '03:30', '2026-03-29', '2026-03-29T01:00:00.000Z'],
    ['Africa/Cairo', '00:00', '2026-04-24', '2026-04-23T22:00:00.000Z'],
    ['Australia/Lord_Howe', '02:15', '2026-10-04', '2026-10-03T15:30:00.000Z'],
    ['Antarctica/Troll', '01:30', '2026-03-29', '2026-03-29T01:00:00.000Z'],
  ])('in %s at %s comes at the first instant after', (zone, time, date, instant) => {
    expect(due(zone, time, date)).toBe(instant)
  })

  test('late in the evening keeps the date that was meant', () => {
    // In Nuuk the clocks went from 23:00 straight to midnight.
    expect(due('America/Nuuk', '23:30', '2025-03-29')).toBe('2025-03-30T01:00:00.000Z')
    const occurrences = occurrencesBetween(
      daily('America/Nuuk', '23:30'),
      at('2025-03-28T12:00:00Z'),
      at('2025-03-31T12:00:00Z'),
    )
    expect(occurrences.map(({ date }) => date)).toEqual(['2025-03-28', '2025-03-29', '2025-03-30'])
  })
})

describe('a time that the clocks show twice', () => {
  test.each([
    ['America/New_York', '01:30', '2026-11-01', '2026-11-01T05:30:00.000Z'],
    ['Europe/Vilnius', '03:30', '2026-10-25', '2026-10-25T00:30:00.000Z'],
    ['Asia/Almaty', '23:30', '2024-02-29', '2024-02-29T17:30:00.000Z'],
  ])('in %s at %s comes at the first of the two', (zone, time, date, instant) => {
    expect(due(zone, time, date)).toBe(instant)
  })
})

test('a day that a zone left out has no occurrence', () => {
  expect(due('Pacific/Apia', '09:00', '2011-12-30')).toBeNull()
  expect(due('Pacific/Apia', '00:00', '2011-12-31')).toBe('2011-12-30T10:00:00.000Z')
})

test('a monthly schedule comes on the last day of a month that is too short', () => {
  const schedule: Schedule = {
    days: { type: 'monthday', day: 31 },
    minute: 540,
    zone: 'Europe/Vilnius',
  }
  const year = occurrencesBetween(schedule, at('2025-12-31T12:00:00Z'), at('2026-12-31T12:00:00Z'))
  expect(year.map(({ date }) => date.slice(5))).toEqual([
    '01-31',
    '02-28',
    '03-31',
    '04-30',
    '05-31',
    '06-30',
    '07-31',
    '08-31',
    '09-30',
    '10-31',
    '11-30',
    '12-31',
  ])
})

test('the next occurrence of weekdays leaps over the weekend', () => {
  const schedule: Schedule = {
    days: { type: 'weekdays', weekdays: [1, 2, 3, 4, 5] },
    minute: 540,
    zone: 'Asia/Almaty',
  }
  expect(nextOccurrence(schedule, at('2026-11-20T04:00:00Z'))?.date).toBe('2026-11-23')
})

describe('over two years, at every quarter hour', () => {
  const first = dayNumber('2026-01-01')
  const days = 730
  const from = zoneCalendar('UTC').startOfDay(first - 2)
  const until = zoneCalendar('UTC').startOfDay(first + days + 2)

  test.each(Intl.supportedValuesOf('timeZone'))(
    'fault 20: %s has exactly one occurrence a local date',
    (zone) => {
      const dates = Array.from({ length: days }, (_, index) => civilDate(first + index))
      const calendar = zoneCalendar(zone)
      for (let minute = 0; minute < 1440; minute += 15) {
        const schedule = { days: EVERY_DAY, minute, zone }
        const found = occurrencesBetween(schedule, from, until).filter(
          ({ date }) => date >= (dates[0] ?? '') && date <= (dates.at(-1) ?? ''),
        )
        if (found.length !== days || found.some(({ date }, index) => date !== dates[index])) {
          expect(found.map(({ date }) => date)).toEqual(dates)
        }
        for (const [index, { dueAt }] of found.entries()) {
          const before = found[index - 1]?.dueAt ?? 0
          const start = calendar.startOfDay(first + index)
          const end = calendar.startOfDay(first + index + 1)
          if (dueAt <= before || dueAt < start || dueAt > end) {
            throw new Error(`${zone} ${minute} on ${dates[index]}: ${dueAt}`)
          }
        }
      }
    },
  )
})
