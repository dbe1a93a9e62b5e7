import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { axisRange } from '../../src/charts/axis.ts'
import { cleanText } from '../../src/charts/clean-text.ts'
import { downSample, MAXIMUM_POINTS } from '../../src/charts/down-sample.ts'
import type { DrawnPoint } from '../../src/charts/drawing.ts'
import { spread } from '../../src/charts/spread.ts'

const units = fc.constantFrom('points', 'percent', 'score', 'count')
const points = fc
  .array(fc.option(fc.integer({ min: -1000, max: 1000 }), { nil: null }), {
    minLength: 1,
    maxLength: 3_000,
  })
  .map((values) => values.map((value, at): DrawnPoint => ({ at, value, low: null, high: null })))

const valuesOf = (line: readonly DrawnPoint[]): number[] =>
  line.flatMap(({ value }) => (value === null ? [] : [value]))

describe('a line that is too long', () => {
  test('keeps its highest and lowest point, its order and its length below the limit', () => {
    fc.assert(
      fc.property(points, (line) => {
        const kept = downSample(line)
        expect(kept.length).toBeLessThanOrEqual(MAXIMUM_POINTS)
        expect(kept.map(({ at }) => at)).toEqual(
          [...kept.map(({ at }) => at)].sort((a, b) => a - b),
        )
        expect(Math.max(...valuesOf(kept))).toBe(Math.max(...valuesOf(line)))
        expect(Math.min(...valuesOf(kept))).toBe(Math.min(...valuesOf(line)))
      }),
    )
  })

  test('keeps its first and its last point', () => {
    const line = Array.from({ length: 2_000 }, (_, at) => ({ at, value: 5, low: null, high: null }))
    const kept = downSample(line)
    expect([kept.at(0)?.at, kept.at(-1)?.at]).toEqual([0, 1999])
  })

  test('stays broken where there is nothing', () => {
    const line = Array.from({ length: 2_000 }, (_, at) => ({
      at,
      value: at > 800 && at < 1_200 ? null : 5,
      low: null,
      high: null,
    }))
    expect(downSample(line).some(({ value }) => value === null)).toBe(true)
  })
})

describe('an axis', () => {
  test('holds every value in at most a dozen even steps', () => {
    const numbers = fc.array(fc.double({ min: -1e12, max: 1e12, noNaN: true }), { minLength: 1 })
    fc.assert(
      fc.property(numbers, units, (values, unit) => {
        const { min, max, step } = axisRange(values, unit)
        const slack = (max - min) * 1e-9
        expect(min).toBeLessThanOrEqual(Math.min(...values) + slack)
        expect(max).toBeGreaterThanOrEqual(Math.max(...values) - slack)
        expect((max - min) / step).toBeLessThanOrEqual(12)
        expect((max - min) / step).toBeGreaterThan(0.5)
      }),
    )
  })

  test.each([
    ['percent', [96, 99.5], 0, 100],
    ['points', [-98, 97], -100, 100],
  ] as const)('of %s does not pass what can be reached', (unit, values, low, high) => {
    const { min, max } = axisRange(values, unit)
    expect(min).toBeGreaterThanOrEqual(low)
    expect(max).toBeLessThanOrEqual(high)
  })

  test('gives equal values room, so that noise does not look like movement', () => {
    expect(axisRange([20, 20], 'points')).toMatchObject({ min: 14, max: 26, step: 2 })
  })
})

describe('a label', () => {
  test.each([
    ['two\nlines\tand\u0000more', 'two lines and more'],
    ['🚀 Launch 👩‍👩‍👧 day 🇰🇿', 'Launch day'],
    ['★ 4.5 ▲ ₸', '★ 4.5 ▲ ₸'],
    ['turned‮ around', 'turned around'],
    ['Қазақстан, Žąsų g.', 'Қазақстан, Žąsų g.'],
  ])('%j is written as %j', (text, written) => expect(cleanText(text, 40)).toBe(written))

  test('is cut to its length with an ellipsis, never through a character', () => {
    expect(cleanText('abcdef', 4)).toBe('abc…')
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 300 }), (text) => {
        const cleaned = cleanText(text, 20)
        expect([...cleaned].length).toBeLessThanOrEqual(20)
        expect(() => encodeURIComponent(cleaned)).not.toThrow()
      }),
    )
  })
})

test('values at the end of lines stand apart', () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 0, max: 300 }), { maxLength: 6 }), (wanted) => {
      const placed = spread(wanted, 19).toSorted((one, other) => one - other)
      for (let index = 1; index < placed.length; index++) {
        expect((placed[index] ?? 0) - (placed[index - 1] ?? 0)).toBeGreaterThan(14)
      }
    }),
  )
})
