import { describe, expect, test } from 'vitest'
import { quantileDifference } from '../../src/metrics/bootstrap.ts'
import { quantile, quantileInterval } from '../../src/metrics/quantile.ts'
import { seededRandom, seedOf } from '../../src/metrics/random.ts'
import { logRatio, logRatioDifference } from '../../src/metrics/ratio.ts'

const upTo = (n: number) => Array.from({ length: n }, (_, index) => index + 1)

describe('quantiles', () => {
  test('lie between the nearest values', () => {
    expect(quantile([1, 2, 3, 4], 0.5)).toBe(2.5)
    expect(quantile([10, 20, 30], 0.9)).toBeCloseTo(28, 12)
    expect(quantile([7], 0.9)).toBe(7)
  })

  test('have the interval of the binomial order statistics', () => {
    // Binomial(21, ½): 2.5 % at 6, 97.5 % at 15; Binomial(100, 0.9): 84 and 95.
    expect(quantileInterval(upTo(21), 0.5)).toEqual({ value: 11, low: 6, high: 16 })
    expect(quantileInterval(upTo(100), 0.9)).toMatchObject({ low: 84, high: 96 })
  })

  test('reach to the extremes where few values are known', () => {
    expect(quantileInterval([3, 5, 9], 0.5)).toEqual({ value: 5, low: 3, high: 9 })
  })

  test('differ clearly where the samples do, the same on every run', () => {
    const slow = upTo(200).map((value) => value + 80)
    const difference = () => quantileDifference(slow, upTo(200), 0.5, seededRandom(5), 400)
    expect(difference()).toEqual(difference())
    expect(difference().value).toBe(80)
    expect(difference().low).toBeGreaterThan(40)
    const none = quantileDifference(upTo(200), upTo(200), 0.9, seededRandom(5), 400)
    expect(none.low < 0 && none.high > 0 && none.pValue > 0.5).toBe(true)
  })
})

describe('the seeded random sequence', () => {
  test('is made by its seed alone, evenly', () => {
    const random = seededRandom(seedOf([1, 2, 3]))
    const again = seededRandom(seedOf([1, 2, 3]))
    const drawn = Array.from({ length: 20_000 }, random)
    expect(drawn.slice(0, 5)).toEqual(Array.from({ length: 5 }, again))
    expect(seedOf([3, 2, 1])).not.toBe(seedOf([1, 2, 3]))
    expect(drawn.reduce((sum, value) => sum + value, 0) / drawn.length).toBeCloseTo(0.5, 2)
    expect(drawn.every((value) => value >= 0 && value < 1)).toBe(true)
  })
})

describe('the ratio of two counts', () => {
  test('has an interval on the logarithm', () => {
    const { value, low, high } = logRatio(90, 30)
    expect(value).toBe(3)
    expect(Math.sqrt(low * high)).toBeCloseTo(3, 12)
    expect(low).toBeCloseTo(3 * Math.exp(-1.959964 * Math.sqrt(1 / 90 + 1 / 30)), 12)
  })

  test('changes by a factor', () => {
    const change = logRatioDifference([120, 30], [60, 30])
    expect(Math.exp(change.value)).toBeCloseTo(2, 12)
    expect(change.low).toBeGreaterThan(0)
    expect(logRatioDifference([20, 10], [18, 10]).pValue).toBeGreaterThan(0.5)
  })
})
