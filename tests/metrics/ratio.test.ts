import { describe, expect, test } from 'vitest'
import { logRatio, logRatioDifference } from '../../src/metrics/ratio.ts'

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
