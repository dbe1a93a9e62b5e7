import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { loyaltyDifference, loyaltyIndex } from '../../src/metrics/loyalty.ts'
import { npsMetric } from '../../src/metrics/nps.ts'
import { loyaltyMetric, opinionTally, sentimentMetric } from '../../src/metrics/sentiment.ts'
import { recommendations } from './samples.ts'

const counts = fc.record({
  positive: fc.nat({ max: 500 }),
  neutral: fc.nat({ max: 500 }),
  negative: fc.nat({ max: 500 }),
})

function measuredAs(key: string, positive: number, neutral: number, negative: number) {
  const tally = opinionTally({ positive, neutral, negative })
  return sentimentMetric.measure(tally).find((value) => value.key === key)
}

describe('sentiment', () => {
  test('is told as shares, their balance and the loyalty index', () => {
    const values = sentimentMetric.measure(
      opinionTally({ positive: 60, neutral: 20, negative: 20 }),
    )
    expect(values.map(({ key, value, unit }) => [key, value, unit])).toEqual([
      ['net', 40, 'points'],
      ['positive', 60, 'percent'],
      ['neutral', 20, 'percent'],
      ['negative', 20, 'percent'],
      ['loyalty', 3, 'ratio'],
    ])
  })

  test('has the interval that NPS has', () => {
    const nps = npsMetric({ kind: 'nps', scale: { min: 0, max: 10, reversed: false } })
    const [net] = sentimentMetric.measure(opinionTally({ positive: 8, neutral: 9, negative: 22 }))
    const [score] = nps.measure(recommendations(8, 9, 22))
    expect([net?.value, net?.low, net?.high]).toEqual([score?.value, score?.low, score?.high])
  })

  test('is only counted below ten texts', () => {
    expect(measuredAs('net', 9, 0, 0)).toMatchObject({ value: null, low: null, high: null, n: 9 })
    expect(measuredAs('loyalty', 9, 0, 0)?.value).toBeNull()
  })
})

describe('the loyalty index', () => {
  test('is positive over negative with the interval of the log ratio', () => {
    const { value, low, high } = loyaltyIndex({ positive: 60, negative: 20 })
    const half = 1.959964 * Math.sqrt(1 / 60 + 1 / 20)
    expect(value).toBe(3)
    expect(low).toBeCloseTo(3 * Math.exp(-half), 12)
    expect(high).toBeCloseTo(3 * Math.exp(half), 12)
  })

  test('is infinite where nothing is negative, with an end that is not', () => {
    const { value, low, high } = loyaltyIndex({ positive: 12, negative: 0 })
    expect([value, high]).toEqual([Infinity, Infinity])
    expect(low).toBeGreaterThan(2)
    expect(low).toBeLessThan(12)
  })

  test('has no value where all texts are neutral', () => {
    expect(measuredAs('loyalty', 0, 40, 0)).toMatchObject({ value: null, n: 40 })
  })

  test('changes by the difference of the logarithms', () => {
    const { value, low, high } = loyaltyDifference(
      { positive: 80, negative: 20 },
      { positive: 50, negative: 25 },
    )
    expect(Math.exp(value)).toBeCloseTo(2)
    const half = 1.959964 * Math.sqrt(1 / 80 + 1 / 20 + 1 / 50 + 1 / 25)
    expect([low, high]).toEqual([value - half, value + half])
  })

  test('always lies in its interval and turns with its sides', () => {
    fc.assert(
      fc.property(counts, ({ positive, negative }) => {
        fc.pre(positive + negative > 0)
        const index = loyaltyIndex({ positive, negative })
        expect(index.low).toBeLessThanOrEqual(index.value)
        expect(index.high).toBeGreaterThanOrEqual(index.value)
        const turned = loyaltyIndex({ positive: negative, negative: positive })
        if (positive > 0 && negative > 0) expect(turned.value).toBeCloseTo(1 / index.value)
        else expect([turned.value, index.value].sort()).toEqual([0, Infinity])
      }),
    )
  })

  test('never differs from itself clearly', () => {
    fc.assert(
      fc.property(counts, (given) => {
        const tally = opinionTally(given)
        const { value, low, high, pValue } = loyaltyMetric.difference(tally, tally)
        expect(value).toBe(0)
        expect(low).toBeLessThan(0)
        expect(high).toBeGreaterThan(0)
        expect(pValue).toBeGreaterThan(0.99)
      }),
    )
  })
})
