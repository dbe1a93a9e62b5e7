import { describe, expect, test } from 'vitest'
import type { Scale } from '../../src/core/feedback.ts'
import { cesMetric } from '../../src/metrics/ces.ts'
import { changeFromTarget } from '../../src/metrics/change.ts'
import { csatMetric } from '../../src/metrics/csat.ts'
import { ratingMetric } from '../../src/metrics/rating.ts'
import { answerCount, distribution, topBoxSize } from '../../src/metrics/scale.ts'
import { answers, STARS } from './samples.ts'

const scale = (min: number, max: number, reversed = false): Scale => ({ min, max, reversed })
const alexa = answers(STARS, { 5: 2286, 4: 455, 3: 152, 2: 96, 1: 161 })

describe('the top box', () => {
  test.each([
    [scale(0, 1), 1],
    [scale(1, 2), 1],
    [scale(1, 3), 1],
    [scale(1, 4), 2],
    [scale(0, 4), 2],
    [scale(1, 5), 2],
    [scale(1, 7), 2],
    [scale(1, 10), 3],
    [scale(0, 10), 3],
    [scale(0, 100), null],
  ])('of %o holds %s answers', (given, size) => {
    expect(topBoxSize(given)).toBe(size)
  })
})

describe('CSAT', () => {
  test('is the share of the top answers, with the mean beside it', () => {
    const [csat, mean] = csatMetric(STARS).measure(alexa)
    expect(csat).toMatchObject({ key: 'csat', unit: 'percent', n: 3150, count: 2741 })
    expect(csat?.value).toBeCloseTo(87.02, 2)
    expect(csat?.low).toBeCloseTo(85.8, 2)
    expect(csat?.high).toBeCloseTo(88.14, 2)
    expect(mean).toMatchObject({ key: 'mean', unit: 'score' })
    expect(mean?.value).toBeCloseTo(4.4632, 4)
  })

  test('leads with the mean where the mean is asked for', () => {
    expect(
      csatMetric(STARS, 'mean')
        .measure(alexa)
        .map(({ key }) => key),
    ).toEqual(['mean', 'csat'])
  })

  test('takes the lowest answers of a reversed scale for the best', () => {
    const grades = answers(scale(1, 5, true), { 1: 30, 2: 20, 3: 10, 4: 5, 5: 5 })
    const [csat, mean] = csatMetric(scale(1, 5, true)).measure(grades)
    expect(csat?.count).toBe(50)
    expect(mean?.value).toBeCloseTo(145 / 70, 12)
    expect(csatMetric(scale(1, 5, true), 'mean').higherIsBetter).toBe(false)
  })

  test('has no top box on a scale of a hundred, and says what to ask instead', () => {
    expect(() => csatMetric(scale(0, 100))).toThrow('report.no-top-box')
    expect(csatMetric(scale(0, 100), 'mean').measure(alexa)).toHaveLength(1)
  })
})

describe('CES', () => {
  const seven = answers(scale(1, 7), { 1: 5, 2: 5, 3: 10, 4: 10, 5: 20, 6: 30, 7: 20 })
  const five = answers(scale(1, 5), { 1: 10, 2: 10, 3: 20, 4: 40, 5: 20 })

  test.each([
    ['mean', scale(1, 7), seven, 5.05, 'score'],
    ['index', scale(1, 7), seven, 30, 'points'],
    ['share', scale(1, 7), seven, 70, 'percent'],
    ['mean', scale(1, 5), five, 3.5, 'score'],
    ['index', scale(1, 5), five, 40, 'points'],
    ['share', scale(1, 5), five, 60, 'percent'],
  ] as const)('as %s on %o', (variant, given, tally, value, unit) => {
    const [ces] = cesMetric(given, variant).measure(tally)
    expect(ces).toMatchObject({ key: 'ces', unit, n: 100 })
    expect(ces?.value).toBeCloseTo(value, 9)
  })

  test('knows from the survey which end is easy', () => {
    const effort = scale(1, 7, true)
    const [index] = cesMetric(effort, 'index').measure(seven)
    expect(index?.value).toBeCloseTo(10 - 70, 9)
    const mean = cesMetric(effort)
    expect(mean.measure(seven)[0]?.value).toBeCloseTo(5.05, 9)
    expect(mean.higherIsBetter).toBe(false)
  })

  test('has no index or share on other scales', () => {
    expect(() => cesMetric(scale(0, 10), 'index')).toThrow('report.no-ces-answers')
    expect(cesMetric(scale(0, 10)).key).toBe('ces')
  })
})

describe('a rating', () => {
  test('is the mean, then the share of the best answers', () => {
    const [rating, top] = ratingMetric(STARS).measure(alexa)
    expect(rating).toMatchObject({ key: 'rating', unit: 'score', n: 3150 })
    expect(rating?.value).toBeCloseTo(4.4632, 4)
    expect(top).toMatchObject({ key: 'top', count: 2741 })
  })

  test('keeps its interval on the scale', () => {
    const [rating] = ratingMetric(STARS).measure(answers(STARS, { 5: 11, 1: 1 }))
    expect(rating?.high).toBe(5)
  })

  test('lies clearly above a target that its interval does not reach', () => {
    const [rating] = ratingMetric(STARS).measure(alexa)
    if (!rating) throw new Error('no rating')
    expect(changeFromTarget(rating, 4.3)).toMatchObject({
      verdict: 'up',
      baseline: { from: null, to: null, value: 4.3, n: 0 },
    })
    expect(changeFromTarget(rating, 4.45).verdict).toBe('no-clear-change')
    expect(changeFromTarget(rating, 4.6).verdict).toBe('down')
  })
})

describe('a distribution', () => {
  test('tells how often each answer was given', () => {
    expect(distribution(alexa, STARS).map(({ low, count }) => [low, count])).toEqual([
      [1, 161],
      [2, 96],
      [3, 152],
      [4, 455],
      [5, 2286],
    ])
  })

  test('cuts a wide scale into eleven ranges', () => {
    const wide = scale(0, 110)
    const ranges = distribution(answers(wide, { 0: 1, 10: 2, 110: 3 }), wide)
    expect(answerCount(wide)).toBe(111)
    expect(ranges).toHaveLength(11)
    expect(ranges[1]).toMatchObject({ low: 10, high: 20, count: 2 })
    expect(ranges[10]).toMatchObject({ low: 100, high: 110, count: 3 })
  })
})
