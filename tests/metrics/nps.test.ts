import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { UserError } from '../../src/core/errors.ts'
import { changeBetween } from '../../src/metrics/change.ts'
import { npsMetric } from '../../src/metrics/nps.ts'
import { seededRandom } from '../../src/metrics/random.ts'
import { RECOMMEND, recommendations } from './samples.ts'

const nps = npsMetric({ kind: 'nps', scale: RECOMMEND })
const days = { from: '2022-01-01', to: '2023-01-01' }

function headline(promoters: number, passives: number, detractors: number) {
  const [value] = nps.measure(recommendations(promoters, passives, detractors))
  return value
}

const counts = fc.tuple(
  fc.integer({ min: 0, max: 400 }),
  fc.integer({ min: 10, max: 400 }),
  fc.integer({ min: 0, max: 400 }),
)

describe('the Net Promoter Score', () => {
  test('of the published survey of 39 answers is −35.9 with −57.5 … −9.2', () => {
    const [value, promoters, passives, detractors] = nps.measure(recommendations(8, 9, 22))
    expect(value).toMatchObject({ key: 'nps', unit: 'points', n: 39 })
    expect(value?.value).toBeCloseTo(-35.9, 1)
    expect(value?.low).toBeCloseTo(-57.5, 1)
    expect(value?.high).toBeCloseTo(-9.2, 1)
    expect(promoters).toMatchObject({ key: 'promoters', unit: 'percent', count: 8 })
    expect(passives).toMatchObject({ key: 'passives', count: 9 })
    expect(detractors?.value).toBeCloseTo(56.41, 2)
  })

  test('counts 9 and 10 as promoters and 0 to 6 as detractors', () => {
    const tally = { n: 11, sum: 55, sumOfSquares: 385, bins: Array.from({ length: 11 }, () => 1) }
    const [, promoters, passives, detractors] = nps.measure(tally)
    expect([promoters?.count, passives?.count, detractors?.count]).toEqual([2, 2, 7])
  })

  test('counts from the other end where 0 is the best answer', () => {
    const turned = npsMetric({ kind: 'nps', scale: { ...RECOMMEND, reversed: true } })
    const tally = { n: 11, sum: 55, sumOfSquares: 385, bins: [5, 0, 1, 0, 0, 0, 0, 0, 0, 2, 3] }
    const [, promoters, passives, detractors] = turned.measure(tally)
    expect([promoters?.count, passives?.count, detractors?.count]).toEqual([5, 1, 5])
  })

  test('is refused for any other question', () => {
    for (const series of [
      { kind: 'nps', scale: { min: 1, max: 10, reversed: false } },
      { kind: 'review', scale: RECOMMEND },
      { kind: 'nps', scale: null },
    ] as const) {
      expect(() => npsMetric(series)).toThrow(UserError)
      expect(() => npsMetric(series)).toThrow('report.not-a-recommend-question')
    }
  })

  test('is only counted below ten answers', () => {
    const [value, promoters] = nps.measure(recommendations(2, 1, 5))
    expect(value).toMatchObject({ value: null, low: null, high: null, n: 8 })
    expect(promoters).toMatchObject({ value: null, count: 2, n: 8 })
  })

  test('holds its value within an interval inside −100 … 100, mirrored when the sides change', () => {
    fc.assert(
      fc.property(counts, ([promoters, passives, detractors]) => {
        const { value, low, high } = headline(promoters, passives, detractors) as {
          value: number
          low: number
          high: number
        }
        expect(-100 <= low && low <= value && value <= high && high <= 100).toBe(true)
        expect(headline(detractors, passives, promoters)?.low).toBeCloseTo(-high, 9)
      }),
    )
  })

  test('covers the truth in about 95 of 100 samples, also in small and lopsided ones', () => {
    const random = seededRandom(20_261_121)
    for (const [n, promoters, detractors] of [
      [30, 0.6, 0.1],
      [60, 0.2, 0.5],
      [15, 0.85, 0.05],
      [200, 0.33, 0.33],
    ] as const) {
      const truth = 100 * (promoters - detractors)
      let covered = 0
      const samples = 2000
      for (let sample = 0; sample < samples; sample += 1) {
        let positive = 0
        let negative = 0
        for (let answer = 0; answer < n; answer += 1) {
          const drawn = random()
          if (drawn < promoters) positive += 1
          else if (drawn < promoters + detractors) negative += 1
        }
        const value = headline(positive, n - positive - negative, negative)
        if ((value?.low ?? 0) <= truth && truth <= (value?.high ?? 0)) covered += 1
      }
      expect(covered / samples).toBeGreaterThan(0.93)
      expect(covered / samples).toBeLessThan(0.985)
    }
  })
})

describe('the change of the Net Promoter Score', () => {
  // Airline reviews, cut like a recommend question for the arithmetic alone.
  const year2022 = recommendations(11, 12, 103)
  const year2023 = recommendations(18, 17, 94)

  test('of the airline’s two years is +14.1 with −2.7 … +30.1, not a clear change', () => {
    const rounded = (values: readonly (number | null | undefined)[]) =>
      values.map((value) => Number(value?.toFixed(1)))
    const [before] = nps.measure(year2022)
    const [after] = nps.measure(year2023)
    expect(rounded([before?.value, before?.low, before?.high])).toEqual([-73, -82, -60.6])
    expect(rounded([after?.value, after?.low, after?.high])).toEqual([-58.9, -70, -45.2])
    const change = changeBetween(nps, year2023, year2022, days)
    expect(rounded([change.value, change.low, change.high])).toEqual([14.1, -2.7, 30.1])
    expect(change.verdict).toBe('no-clear-change')
    expect(change.baseline).toMatchObject({ ...days, n: 126 })
  })

  test('holds the plain difference within its interval, even between opposite extremes', () => {
    fc.assert(
      fc.property(counts, counts, (a, b) => {
        const { value, low, high } = nps.difference(recommendations(...a), recommendations(...b))
        expect(low <= value && value <= high).toBe(true)
        const turned = nps.difference(recommendations(...b), recommendations(...a))
        expect(turned.low).toBeCloseTo(-high, 9)
      }),
    )
    const extreme = nps.difference(recommendations(10, 0, 0), recommendations(0, 0, 10))
    expect(extreme).toMatchObject({ value: 200, high: 200 })
  })

  test('is too few to tell below ten answers on either side', () => {
    const change = changeBetween(nps, recommendations(40, 40, 40), recommendations(3, 3, 2), days)
    expect(change).toEqual({
      value: null,
      low: null,
      high: null,
      verdict: 'too-few',
      baseline: { ...days, value: null, n: 8 },
    })
  })

  test('is clear only where the interval leaves zero out', () => {
    const verdict = (later: [number, number, number], earlier: [number, number, number]) =>
      changeBetween(nps, recommendations(...later), recommendations(...earlier), days).verdict
    expect(verdict([60, 30, 10], [30, 30, 40])).toBe('up')
    expect(verdict([30, 30, 40], [60, 30, 10])).toBe('down')
    expect(verdict([35, 30, 35], [30, 30, 40])).toBe('no-clear-change')
    expect(verdict([30, 30, 40], [30, 30, 40])).toBe('no-clear-change')
  })
})
