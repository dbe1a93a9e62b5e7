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
