import { describe, expect, test } from 'vitest'
import { quantile, quantileInterval } from '../../src/metrics/quantile.ts'

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
})
