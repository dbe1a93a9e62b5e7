import fc from 'fast-check'
import { expect, test } from 'vitest'
import { zoneCalendar } from '../../src/calendar/zone.ts'
import type { EpochSeconds } from '../../src/core/identity.ts'
import { bucketsOfDay, decompose } from '../../storage/shared/levels.ts'

const DAY = 86_400
const utc = zoneCalendar('UTC')

test('every day of a period is in exactly one of its buckets, and no other day', () => {
  const day = fc.integer({ min: -30_000, max: 50_000 })
  fc.assert(
    fc.property(day, fc.integer({ min: 1, max: 1_500 }), (first, length) => {
      const range = {
        start: (first * DAY) as EpochSeconds,
        end: ((first + length) * DAY) as EpochSeconds,
      }
      const { runs, pieces } = decompose([range], utc)
      expect(pieces).toEqual([])
      for (let one = first - 3; one < first + length + 3; one += 1) {
        const holding = runs.filter(({ level, first: low, last }) =>
          bucketsOfDay(level, one).some((bucket) => bucket >= low && bucket <= last),
        )
        expect(holding.length).toBe(one >= first && one < first + length ? 1 : 0)
      }
    }),
    { numRuns: 50 },
  )
})

test('twelve weeks are three buckets wherever they begin, and 84 days are one run', () => {
  const monday = utc.dayOf((Date.parse('2026-01-05') / 1000) as EpochSeconds)
  for (let week = 0; week < 8; week += 1) {
    const start = (monday + week * 7) * DAY
    const days = Array.from({ length: 84 }, (_, index) => ({
      start: (start + index * DAY) as EpochSeconds,
      end: (start + (index + 1) * DAY) as EpochSeconds,
    }))
    const whole = { start: start as EpochSeconds, end: (start + 84 * DAY) as EpochSeconds }
    const { runs } = decompose([whole], utc)
    expect(runs.map(({ first, last }) => last - first + 1)).toEqual([3])
    expect(decompose(days, utc).runs).toMatchObject([{ step: 1, range: 0 }])
  }
})

test('days and pieces together hold every instant of a range once, in any zone', () => {
  const zones = ['UTC', 'America/New_York', 'Europe/Vilnius', 'Asia/Kathmandu', 'Pacific/Apia']
  const instant = fc.integer({ min: 1_230_000_000, max: 1_830_000_000 })
  fc.assert(
    fc.property(
      fc.constantFrom(...zones),
      fc.constantFrom(...zones),
      fc.array(instant, { minLength: 2, maxLength: 5 }),
      fc.integer({ min: 0, max: 90 * DAY }),
      fc.boolean(),
      (cutIn, askedIn, ends, moment, onlyAdding) => {
        const asked = zoneCalendar(askedIn)
        const edges = [...new Set(ends)]
          .sort((left, right) => left - right)
          .map((end) => asked.startOfDay(asked.dayOf(end as EpochSeconds)))
        const ranges = edges.slice(1).map((end, index) => ({ start: edges[index] ?? end, end }))
        const calendar = zoneCalendar(cutIn)
        const { runs, pieces } = decompose(ranges, calendar, undefined, onlyAdding)
        const looked = [...edges, ...edges.map((edge) => edge + moment), (edges[0] ?? 0) - 1]
        for (const at of looked as EpochSeconds[]) {
          for (const [range, { start, end }] of ranges.entries()) {
            const buckets = runs.filter(({ level, first, last, range: begins, step }) =>
              bucketsOfDay(level, calendar.dayOf(at)).some(
                (bucket) =>
                  bucket >= first &&
                  bucket <= last &&
                  begins + (step === 0 ? 0 : bucket - first) === range,
              ),
            ).length
            const items = pieces
              .filter((piece) => at >= piece.start && at < piece.end)
              .flatMap(({ bearsOn }) => bearsOn)
              .reduce((sum, of) => sum + (of.range === range ? of.sign : 0), 0)
            expect(buckets + items).toBe(at >= start && at < end ? 1 : 0)
          }
        }
      },
    ),
    { numRuns: 200 },
  )
})

test('days of another zone read the hours between two midnights, once', () => {
  const newYork = zoneCalendar('America/New_York')
  const first = newYork.dayOf((Date.parse('2026-01-05T12:00:00Z') / 1000) as EpochSeconds)
  const days = Array.from({ length: 84 }, (_, index) => ({
    start: newYork.startOfDay(first + index),
    end: newYork.startOfDay(first + index + 1),
  }))
  const { runs, pieces } = decompose(days, zoneCalendar('Asia/Almaty'))
  expect(runs).toHaveLength(1)
  expect(pieces).toHaveLength(85)
  for (const { start, end } of pieces) expect(end - start).toBeLessThanOrEqual(10 * 3_600)
})
