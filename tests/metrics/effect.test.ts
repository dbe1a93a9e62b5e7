import { describe, expect, test } from 'vitest'
import type { Tally } from '../../src/core/store.ts'
import { averageMetric } from '../../src/metrics/average.ts'
import { effectBeyond, scanMovements, surelyAtLeast } from '../../src/metrics/effect.ts'
import { npsMetric } from '../../src/metrics/nps.ts'
import { seededRandom } from '../../src/metrics/random.ts'
import { opinionTally, sentimentMetric } from '../../src/metrics/sentiment.ts'
import { answers, RECOMMEND, recommendations, STARS } from './samples.ts'

const nps = npsMetric({ kind: 'nps', scale: RECOMMEND })

describe('a scan over different metrics', () => {
  test('puts points, shares and scores in one unit', () => {
    const found = scanMovements([
      { metric: nps, later: recommendations(20, 30, 50), earlier: recommendations(50, 30, 20) },
      {
        metric: averageMetric('rating', STARS),
        later: answers(STARS, { 1: 50, 3: 30, 5: 20 }),
        earlier: answers(STARS, { 1: 20, 3: 30, 5: 50 }),
      },
    ])
    const [first, second] = found
    expect(first?.effect?.value).toBeCloseTo(second?.effect?.value ?? Number.NaN, 6)
    expect(found.map(({ verdict }) => verdict)).toEqual(['down', 'down'])
  })

  test('does not test fewer than ten answers', () => {
    const [few] = scanMovements([
      { metric: nps, later: recommendations(9, 0, 0), earlier: recommendations(0, 0, 90) },
    ])
    expect(few).toEqual({ difference: null, adjusted: null, effect: null, verdict: 'too-few' })
  })

  test('calls next to nothing clear where nothing but chance is at work', () => {
    const random = seededRandom(23)
    const draw = (n: number): Tally => {
      const drawn = Array.from({ length: n }, random)
      const positive = drawn.filter((value) => value < 0.5).length
      const negative = drawn.filter((value) => value > 0.8).length
      return opinionTally({ positive, neutral: n - positive - negative, negative })
    }
    let scans = 0
    for (let scan = 0; scan < 300; scan += 1) {
      const movements = Array.from({ length: 40 }, () => {
        const n = 20 + Math.floor(random() * 200)
        return { metric: sentimentMetric, later: draw(n), earlier: draw(n) }
      })
      if (scanMovements(movements).some(({ verdict }) => /up|down/.test(verdict))) scans += 1
    }
    expect(scans / 300).toBeLessThan(0.03)
  })
})

test('what only went along with all the others has no effect beyond theirs', () => {
  const own = { later: recommendations(40, 60, 100), earlier: recommendations(100, 60, 40) }
  const along = effectBeyond({ metric: nps, ...own }, own)
  expect(along?.value).toBeCloseTo(0)
  expect(along && surelyAtLeast(along)).toBe(0)
  const still = { later: recommendations(100, 60, 40), earlier: recommendations(100, 60, 40) }
  const alone = effectBeyond({ metric: nps, ...own }, still)
  expect(alone && surelyAtLeast(alone)).toBeGreaterThan(0.3)
})
