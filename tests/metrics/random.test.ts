import { describe, expect, test } from 'vitest'
import { seededRandom, seedOf } from '../../src/metrics/random.ts'

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
