import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { newcombe, wilson } from '../../src/metrics/proportion.ts'

const share = fc
  .tuple(fc.integer({ min: 1, max: 5000 }), fc.double({ min: 0, max: 1, noNaN: true }))
  .map(([n, part]): [number, number] => [Math.round(n * part), n])

describe('the Wilson interval of a share', () => {
  test.each([
    [7, 20, 0.1812, 0.5671],
    [872, 2249, 0.3678, 0.408],
    [1869, 7043, 0.2552, 0.2758],
    [2741, 3150, 0.858, 0.8814],
    [1908, 12_330, 0.1485, 0.1612],
  ])('of %d in %d agrees with the published value', (count, n, low, high) => {
    const interval = wilson(count, n)
    expect(interval.low).toBeCloseTo(low, 4)
    expect(interval.high).toBeCloseTo(high, 4)
  })

  test('of none begins at zero and of all ends at one, and neither is a point', () => {
    expect(wilson(0, 10)).toMatchObject({ value: 0, low: 0 })
    expect(wilson(10, 10)).toMatchObject({ value: 1, high: 1 })
    expect(wilson(0, 10).high).toBeGreaterThan(0.2)
  })

  test('holds the share, lies within 0 and 1, and is mirrored by counting the others', () => {
    fc.assert(
      fc.property(share, ([count, n]) => {
        const { value, low, high } = wilson(count, n)
        expect(0 <= low && low <= value && value <= high && high <= 1).toBe(true)
        const others = wilson(n - count, n)
        expect(others.low).toBeCloseTo(1 - high, 12)
        expect(others.high).toBeCloseTo(1 - low, 12)
      }),
    )
  })

  test('shrinks as the same share is found among more', () => {
    fc.assert(
      fc.property(share, fc.integer({ min: 2, max: 50 }), ([count, n], times) => {
        const few = wilson(count, n)
        const many = wilson(count * times, n * times)
        expect(many.high - many.low).toBeLessThan(few.high - few.low)
      }),
    )
  })
})

describe('Newcombe’s interval of a difference of shares', () => {
  // R. G. Newcombe, Statistics in Medicine 17 (1998) 873–890, table II, method 10.
  test.each([
    [56, 70, 48, 80, 0.0524, 0.3339],
    [9, 10, 3, 10, 0.1705, 0.809],
    [6, 7, 2, 7, 0.0582, 0.8062],
    [5, 56, 0, 29, -0.0381, 0.1926],
    [0, 10, 0, 20, -0.1611, 0.2775],
    [0, 10, 0, 10, -0.2775, 0.2775],
    [10, 10, 0, 20, 0.6791, 1],
    [10, 10, 0, 10, 0.6075, 1],
  ])('of %d/%d and %d/%d agrees with the paper', (a, n, b, m, low, high) => {
    const difference = newcombe([a, n], [b, m])
    expect(difference.value).toBeCloseTo(a / n - b / m, 12)
    expect(difference.low).toBeCloseTo(low, 4)
    expect(difference.high).toBeCloseTo(high, 4)
  })

  test('holds the difference and turns with the sides', () => {
    fc.assert(
      fc.property(share, share, (later, earlier) => {
        const { value, low, high, pValue } = newcombe(later, earlier)
        expect(low <= value && value <= high).toBe(true)
        const turned = newcombe(earlier, later)
        expect(turned.low).toBeCloseTo(-high, 12)
        expect(turned.high).toBeCloseTo(-low, 12)
        expect(turned.pValue).toBeCloseTo(pValue, 9)
      }),
    )
  })

  test('has a p-value under 5 % exactly where it leaves zero out', () => {
    fc.assert(
      fc.property(share, share, (later, earlier) => {
        const { low, high, pValue } = newcombe(later, earlier)
        fc.pre(Math.min(Math.abs(low), Math.abs(high)) > 1e-7)
        expect(pValue < 0.05).toBe(low > 0 || high < 0)
      }),
    )
  })

  test('has the p-value at which its end touches zero', () => {
    expect(newcombe([56, 70], [48, 80]).pValue).toBeCloseTo(0.0081331403586068, 10)
  })
})
