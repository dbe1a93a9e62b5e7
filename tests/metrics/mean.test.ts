import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { meanInterval, moments, welch } from '../../src/metrics/mean.ts'

function sums(values: readonly number[]) {
  return {
    n: values.length,
    sum: values.reduce((a, b) => a + b, 0),
    sumOfSquares: values.reduce((a, b) => a + b * b, 0),
  }
}

const sample = fc.array(fc.integer({ min: 1, max: 10 }), { minLength: 2, maxLength: 80 }).map(sums)

describe('the t interval of a mean', () => {
  test('agrees with SciPy', () => {
    const interval = meanInterval(sums([1, 2, 3, 4, 4, 5, 5, 5, 2, 3]))
    expect(interval.value).toBeCloseTo(3.4, 12)
    expect(interval.low).toBeCloseTo(2.3771535765474763, 9)
    expect(interval.high).toBeCloseTo(4.4228464234525235, 9)
  })

  test('of one answer knows nothing', () => {
    expect(meanInterval(sums([4]))).toEqual({ value: 4, low: -Infinity, high: Infinity })
  })

  test('sees no spread where all answers are equal, whatever rounding says', () => {
    expect(moments(sums(Array.from({ length: 100_000 }, () => 4.35))).variance).toBe(0)
  })
})

describe('Welch’s difference of two means', () => {
  const a = [27.5, 21, 19, 23.6, 17, 17.9, 16.9, 20.1, 21.9, 22.6, 23.1, 19.6, 19, 21.7, 21.4]
  const b = [27.1, 22, 20.8, 23.4, 23.4, 23.5, 25.8, 22, 24.8, 20.2, 21.9, 22.1, 22.9, 20.5, 24.4]

  test('agrees with SciPy', () => {
    const difference = welch(sums(a), sums(b))
    expect(difference.low).toBeCloseTo(-3.984096267140929, 9)
    expect(difference.high).toBeCloseTo(-0.3492370661924069, 9)
    expect(difference.pValue).toBeCloseTo(0.021378001462866992, 10)
  })

  test('turns with the sides and has a p-value that fits its interval', () => {
    fc.assert(
      fc.property(sample, sample, (later, earlier) => {
        const { value, low, high, pValue } = welch(later, earlier)
        expect(low <= value && value <= high).toBe(true)
        const turned = welch(earlier, later)
        expect(turned.low).toBeCloseTo(-high, 9)
        if (low !== 0 && high !== 0) expect(pValue < 0.05).toBe(low > 0 || high < 0)
      }),
    )
  })

  test('of samples without spread is the plain difference', () => {
    expect(welch(sums([4, 4, 4]), sums([3, 3, 3]))).toEqual({
      value: 1,
      low: 1,
      high: 1,
      pValue: 0,
    })
    expect(welch(sums([4.35, 4.35, 4.35]), sums([4.35, 4.35])).pValue).toBe(1)
  })
})
