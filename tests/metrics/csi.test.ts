import { describe, expect, test } from 'vitest'
import type { Scale } from '../../src/core/feedback.ts'
import type { FeedbackId } from '../../src/core/identity.ts'
import type { FactorAnswers } from '../../src/core/store.ts'
import { csiDifference, customerSatisfactionIndex } from '../../src/metrics/csi.ts'
import { seededRandom } from '../../src/metrics/random.ts'
import { relativeWeights } from '../../src/metrics/relative-weights.ts'
import { STARS } from './samples.ts'

function respondent(
  factors: Readonly<Record<string, number>>,
  score: number | null = null,
  scale: Scale = STARS,
): FactorAnswers {
  return {
    id: 1 as FeedbackId,
    score,
    scale: score === null ? null : STARS,
    factors: Object.fromEntries(
      Object.entries(factors).map(([name, rating]) => [name, { score: rating, scale }]),
    ),
  }
}

function repeated(n: number, make: (index: number) => FactorAnswers): FactorAnswers[] {
  return Array.from({ length: n }, (_, index) => make(index))
}

/** Staff decides the overall score; price hardly matters. */
function shoppers(n: number, seed: number, service = 0): FactorAnswers[] {
  const random = seededRandom(seed)
  const rating = (middle: number) =>
    Math.min(5, Math.max(1, Math.round(middle + 3 * random() - 1.5)))
  return repeated(n, () => {
    const staff = rating(3 + service)
    const price = rating(4)
    const overall = Math.min(5, Math.max(1, Math.round(staff + random() - 0.5)))
    return respondent({ staff, price }, overall)
  })
}

describe('the Customer Satisfaction Index', () => {
  test('with given weights is 100·Σwᵢsᵢ / (s_max·Σwᵢ)', async () => {
    const answers = repeated(20, (index) =>
      respondent({ price: index % 2 === 0 ? 3 : 4, staff: 5 }),
    )
    const result = await customerSatisfactionIndex(answers, { weights: { Price: 2, staff: 1 } })
    expect(result.value).toMatchObject({ key: 'csi', unit: 'points', n: 20 })
    expect(result.value.value).toBeCloseTo((100 * (2 * 3.5 + 1 * 5)) / (5 * 3), 9)
    expect(result.weighting).toBe('given')
    expect(result.factors[0]).toMatchObject({ factor: 'price', mean: 3.5, n: 20 })
    expect(result.factors[0]?.weight).toBeCloseTo(66.67, 2)
    const lost = result.factors.reduce((sum, factor) => sum + factor.lost, 0)
    expect(lost).toBeCloseTo(100 - (result.value.value ?? 0), 9)
  })

  test('takes each factor from those who rated it', async () => {
    const answers = repeated(30, (index) =>
      respondent(index < 15 ? { price: 2 } : { price: 4, staff: 5 }),
    )
    const { value } = await customerSatisfactionIndex(answers, { weights: { price: 1, staff: 1 } })
    expect(value.value).toBeCloseTo((100 * (3 + 5)) / (5 * 2), 9)
  })

  test('derives weights from what explains the overall score', async () => {
    const { weighting, factors, weights } = await customerSatisfactionIndex(shoppers(400, 1))
    expect(weighting).toBe('derived')
    expect(factors[0]?.factor).toBe('staff')
    expect(weights['staff']).toBeGreaterThan(0.9)
  })

  test('weighs all factors the same where there is nothing to derive weights from', async () => {
    const few = await customerSatisfactionIndex(shoppers(20, 1))
    expect(few.weighting).toBe('equal')
    const same = await customerSatisfactionIndex(repeated(50, () => respondent({ a: 4, b: 2 }, 3)))
    expect(same.weighting).toBe('equal')
    expect(same.value.value).toBeCloseTo(60, 9)
  })

  test('holds its value in an interval that shrinks with more answers, the same on every run', async () => {
    const small = await customerSatisfactionIndex(shoppers(60, 3))
    const large = await customerSatisfactionIndex(shoppers(960, 3))
    const width = ({ value }: typeof small) => (value.high ?? 0) - (value.low ?? 0)
    expect(small.value.low).toBeLessThan(small.value.value ?? 0)
    expect(small.value.high).toBeGreaterThan(small.value.value ?? 0)
    expect(width(large)).toBeLessThan(width(small) / 2)
    expect(await customerSatisfactionIndex(shoppers(60, 3))).toEqual(small)
  })

  test('brings other scales to the one that most ratings use, reversed ones turned', async () => {
    const ten: Scale = { min: 1, max: 10, reversed: false }
    const grades: Scale = { min: 1, max: 5, reversed: true }
    const answers = repeated(20, () => ({
      ...respondent({ a: 4, b: 4, c: 4 }),
      factors: {
        a: { score: 4, scale: STARS },
        b: { score: 7.75, scale: ten },
        c: { score: 2, scale: grades },
      },
    }))
    const { value, scale, factors } = await customerSatisfactionIndex(answers)
    expect(scale).toMatchObject({ min: 1, max: 5 })
    expect(factors.map(({ mean }) => mean)).toEqual([4, 4, 4])
    expect(value.value).toBeCloseTo(80, 9)
  })

  test('is only counted below ten respondents', async () => {
    const { value, factors } = await customerSatisfactionIndex(shoppers(9, 1))
    expect(value).toMatchObject({ value: null, low: null, high: null, n: 9 })
    expect(factors).toEqual([])
  })

  test('refuses weights for factors that nobody rated and weights below zero', async () => {
    const ask = (weights: Record<string, number>) =>
      customerSatisfactionIndex(shoppers(20, 1), { weights })
    await expect(ask({ parking: 1 })).rejects.toThrow('report.unknown-factor')
    await expect(ask({ staff: -1 })).rejects.toThrow('report.bad-weight')
    await expect(ask({ staff: 0 })).rejects.toThrow('report.bad-weight')
  })
})

describe('the change of the index', () => {
  test('is clear where satisfaction changed and not where it did not', async () => {
    const better = await csiDifference(shoppers(300, 1, 0.6), shoppers(300, 2))
    expect(better?.difference.low).toBeGreaterThan(0)
    expect(better?.difference.pValue).toBeLessThan(0.05)
    const same = await csiDifference(shoppers(300, 1), shoppers(300, 2))
    expect((same?.difference.low ?? 1) < 0 && (same?.difference.high ?? -1) > 0).toBe(true)
  })

  test('is taken over the factors that both sides were asked', async () => {
    const later = repeated(20, () => respondent({ price: 4, delivery: 1 }))
    const earlier = repeated(20, () => respondent({ price: 3 }))
    const change = await csiDifference(later, earlier)
    expect(change?.difference.value).toBeCloseTo(20, 9)
    expect(change?.earlier).toBeCloseTo(60, 9)
    expect(change?.sameFactors).toBe(false)
    expect((await csiDifference(earlier, earlier))?.sameFactors).toBe(true)
  })

  test('passes over given weights of factors that one side was not asked', async () => {
    const later = repeated(20, () => respondent({ price: 4, delivery: 1 }))
    const earlier = repeated(20, () => respondent({ price: 3, staff: 5 }))
    const by = (weights: Record<string, number>) => csiDifference(later, earlier, { weights })
    expect(await by({ Price: 1 })).toMatchObject({ earlier: 60, sameFactors: true })
    expect(await by({ price: 1, delivery: 1 })).toMatchObject({ earlier: 60, sameFactors: false })
    expect(await by({ delivery: 1 })).toBeNull()
  })

  test('is unknown with too few answers or no factor in common', async () => {
    expect(await csiDifference(shoppers(9, 1), shoppers(50, 2))).toBeNull()
    const other = repeated(20, () => respondent({ delivery: 3 }))
    expect(await csiDifference(shoppers(50, 1), other)).toBeNull()
  })
})

describe('relative weights', () => {
  // Computed with NumPy's eigh from the definition in the paper.
  test('agree with an independent computation and add up to R²', () => {
    const factors = [1, 0.72, 0.6, 0.1, 0.72, 1, 0.55, 0.05, 0.6, 0.55, 1, 0.2, 0.1, 0.05, 0.2, 1]
    const weights = relativeWeights(
      Float64Array.from(factors),
      Float64Array.from([0.6, 0.58, 0.45, -0.3]),
    )
    const expected = [0.1790287, 0.15420762, 0.09580379, 0.12154163]
    expected.forEach((weight, index) => {
      expect(weights[index]).toBeCloseTo(weight, 8)
    })
  })

  test('share alike between two factors that are one', () => {
    const weights = relativeWeights(Float64Array.from([1, 1, 1, 1]), Float64Array.from([0.6, 0.6]))
    expect(weights[0]).toBeCloseTo(0.18, 9)
    expect(weights[1]).toBeCloseTo(0.18, 9)
  })
})

describe('the index of many respondents', () => {
  test('has the interval that they have one by one', async () => {
    const answers = shoppers(3_000, 11)
    const weights = { staff: 2, price: 1 }
    const { value } = await customerSatisfactionIndex(answers, { weights, replicates: 1_000 })
    const points = answers.map(({ factors }) => {
      const { staff, price } = factors
      return (100 * (2 * (staff?.score ?? 0) + (price?.score ?? 0))) / 15
    })
    const { length } = points
    const mean = points.reduce((sum, point) => sum + point, 0) / length
    const variance = points.reduce((sum, point) => sum + (point - mean) ** 2, 0) / (length - 1)
    const half = 1.96 * Math.sqrt(variance / length)
    expect(value.value).toBeCloseTo(mean, 9)
    expect(Math.abs(((value.high ?? 0) - (value.low ?? 0)) / (2 * half) - 1)).toBeLessThan(0.12)
  })

  test('is the same for the same answers', async () => {
    const one = await customerSatisfactionIndex(shoppers(2_000, 5))
    expect(await customerSatisfactionIndex(shoppers(2_000, 5))).toEqual(one)
  })
})
