import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  hoursDifference,
  hoursOf,
  measureHours,
  mergeDurations,
  targetCounts,
} from '../../src/metrics/durations.ts'

const group = (minutes: readonly number[]) => ({
  value: null,
  durations: minutes.map((each) => ({ minutes: each, count: 1, due: 1 })),
  waiting: { count: 0, due: 0 },
})
const ascending = fc
  .uniqueArray(fc.integer({ min: 0, max: 10_000 }), { minLength: 10, maxLength: 60 })
  .map((minutes) => minutes.sort((a, b) => a - b))

describe('lengths of time', () => {
  test('are as many as were counted', () => {
    const counted = { durations: [{ minutes: 30, count: 2, due: 1 }] }
    expect([...hoursOf(counted)]).toEqual([0.5, 0.5])
  })

  test('are not measured below ten', () => {
    const few = hoursOf(group([1, 2, 3]))
    expect(measureHours('firstResponse', few, 0.5)).toMatchObject({ value: null, n: 3 })
  })

  test('differ by what was added to each, the other way round with the other sign', () => {
    fc.assert(
      fc.property(ascending, fc.integer({ min: 0, max: 5000 }), (minutes, more) => {
        const earlier = hoursOf(group(minutes))
        const later = earlier.map((each) => each + more / 60)
        const there = hoursDifference(later, earlier, 0.5)
        const back = hoursDifference(earlier, later, 0.5)
        expect(there.value).toBeCloseTo(more / 60, 9)
        expect(there.low).toBeLessThanOrEqual(there.value)
        expect(there.high).toBeGreaterThanOrEqual(there.value)
        expect(back.value).toBeCloseTo(-there.value, 9)
        expect(back.low).toBeCloseTo(-there.high, 9)
        expect(there.pValue).toBeCloseTo(back.pValue, 9)
      }),
    )
  })

  test('differ clearly where their intervals add up to less than the difference', () => {
    const earlier = Float64Array.from({ length: 100 }, (_, index) => index + 1)
    const later = earlier.map((hours) => hours + 30)
    // Binomial(100, ½): the median 50.5 lies between the 40th and the 61st value.
    const reach = Math.hypot(10.5, 10.5)
    const clear = hoursDifference(later, earlier, 0.5)
    expect(clear.low).toBeCloseTo(30 - reach, 9)
    expect(clear.high).toBeCloseTo(30 + reach, 9)
    expect(clear.pValue).toBeLessThan(0.001)
    expect(hoursDifference(earlier, earlier, 0.9).pValue).toBe(1)
  })

  test('are the same together as they were apart', () => {
    fc.assert(
      fc.property(ascending, ascending, (one, other) => {
        const both = mergeDurations([group(one), group(other)])
        expect([...hoursOf(both)].map((hours) => Math.round(hours * 60))).toEqual(
          [...one, ...other].sort((a, b) => a - b),
        )
      }),
    )
  })
})

test('a target counts only what had time for it', () => {
  const counts = targetCounts(
    {
      value: null,
      durations: [
        { minutes: 30, count: 5, due: 3 },
        { minutes: 60, count: 2, due: 2 },
      ],
      waiting: { count: 4, due: 1 },
    },
    60,
  )
  expect(counts).toEqual([3, 6])
})
