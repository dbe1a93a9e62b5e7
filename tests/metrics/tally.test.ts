import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Scale } from '../../src/core/feedback.ts'
import {
  combineTallies,
  EMPTY_TALLY,
  flipTally,
  mostUsedScale,
  poolTallies,
  subtractTally,
  tallyOf,
} from '../../src/metrics/tally.ts'
import { STARS } from './samples.ts'

const stars = fc
  .array(fc.integer({ min: 1, max: 5 }), { maxLength: 40 })
  .map((scores) => tallyOf(scores, STARS))

describe('tallies', () => {
  test('combine in any order and grouping, and nothing adds nothing', () => {
    fc.assert(
      fc.property(stars, stars, stars, (a, b, c) => {
        expect(combineTallies([a, combineTallies([b, c])])).toEqual(
          combineTallies([combineTallies([c, a]), b]),
        )
        expect(combineTallies([a, EMPTY_TALLY])).toEqual(a)
      }),
    )
  })

  test('give back what was added', () => {
    fc.assert(
      fc.property(stars, stars, (a, b) => {
        expect(subtractTally(combineTallies([a, b]), b)).toEqual(a)
      }),
    )
  })

  test('flipped are those of the flipped scores, and flipped twice are themselves', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 1, max: 5 }), { maxLength: 40 }), (scores) => {
        const tally = tallyOf(scores, STARS)
        const turned = scores.map((score) => 6 - score)
        expect(flipTally(tally, STARS)).toEqual(tallyOf(turned, STARS))
        expect(flipTally(flipTally(tally, STARS), STARS)).toEqual(tally)
      }),
    )
  })

  test('are pooled on the scale that most answers use, turned where it was asked the other way', () => {
    const reversed: Scale = { ...STARS, reversed: true }
    const ten: Scale = { min: 1, max: 10, reversed: false }
    const parts = [
      { scale: STARS, tally: tallyOf([5, 5, 4, 4, 4], STARS) },
      { scale: reversed, tally: tallyOf([1, 2], STARS) },
      { scale: ten, tally: tallyOf([9, 9, 9, 8], ten) },
    ]
    const scale = mostUsedScale(parts)
    expect(scale).toEqual(STARS)
    const { tally, leftOut } = poolTallies(parts, STARS)
    expect(tally).toEqual(tallyOf([5, 5, 4, 4, 4, 5, 4], STARS))
    expect(leftOut).toBe(4)
  })

  test('without answers have no scale', () => {
    expect(mostUsedScale([])).toBeUndefined()
  })
})
