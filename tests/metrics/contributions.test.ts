import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { contributions, type Part } from '../../src/metrics/contributions.ts'
import type { Moments } from '../../src/metrics/measurement.ts'
import { seededRandom } from '../../src/metrics/random.ts'

function momentsOf(scores: readonly number[]): Moments {
  return {
    n: scores.length,
    sum: scores.reduce((sum, score) => sum + score, 0),
    sumOfSquares: scores.reduce((sum, score) => sum + score * score, 0),
  }
}

function wholeOf(parts: readonly Part[]): Part {
  const sum = (side: 'later' | 'earlier') =>
    parts.reduce<Moments>(
      (whole, part) => ({
        n: whole.n + part[side].n,
        sum: whole.sum + part[side].sum,
        sumOfSquares: whole.sumOfSquares + part[side].sumOfSquares,
      }),
      { n: 0, sum: 0, sumOfSquares: 0 },
    )
  return { later: sum('later'), earlier: sum('earlier') }
}

const scores = fc.array(fc.constantFrom(-100, 0, 100), { maxLength: 40 })
const parts = fc
  .array(fc.tuple(scores, scores), { minLength: 1, maxLength: 8 })
  .map((pairs) =>
    pairs.map(([later, earlier]) => ({ later: momentsOf(later), earlier: momentsOf(earlier) })),
  )
  .filter((all) => {
    const { later, earlier } = wholeOf(all)
    return later.n > 0 && earlier.n > 0
  })

describe('the contributions of parts to a change', () => {
  test('add up to the change exactly, whatever the parts', () => {
    fc.assert(
      fc.property(parts, (given) => {
        const whole = wholeOf(given)
        const change = whole.later.sum / whole.later.n - whole.earlier.sum / whole.earlier.n
        const found = contributions(given, whole)
        const sum = found.reduce((total, { total: { value } }) => total + value, 0)
        expect(sum).toBeCloseTo(change, 8)
        const excess = found.reduce((total, { excess: { value } }) => total + value, 0)
        expect(excess).toBeCloseTo(0, 8)
      }),
    )
  })

  test('are made of what happened within a part and of its share', () => {
    fc.assert(
      fc.property(parts, (given) => {
        for (const { total, within, mix } of contributions(given, wholeOf(given))) {
          expect(within.value + mix.value).toBeCloseTo(total.value, 8)
          for (const { value, low, high, pValue } of [total, within, mix]) {
            expect(low).toBeLessThanOrEqual(value + 1e-9)
            expect(high).toBeGreaterThanOrEqual(value - 1e-9)
            expect(pValue).toBeGreaterThanOrEqual(0)
            expect(pValue).toBeLessThanOrEqual(1)
          }
        }
      }),
    )
  })

  test('change their signs when the periods change places', () => {
    fc.assert(
      fc.property(parts, (given) => {
        const turned = given.map(({ later, earlier }) => ({ later: earlier, earlier: later }))
        const there = contributions(given, wholeOf(given))
        const back = contributions(turned, wholeOf(turned))
        there.forEach(({ total, within }, index) => {
          expect(back[index]?.total.value).toBeCloseTo(-total.value, 8)
          expect(back[index]?.within.value).toBeCloseTo(-within.value, 8)
        })
      }),
    )
  })

  test('tell answers that got worse from a part that grew', () => {
    const same = momentsOf([...Array(50).fill(100), ...Array(50).fill(0)])
    const worse = momentsOf([...Array(20).fill(100), ...Array(80).fill(0)])
    const part = [
      { later: worse, earlier: same },
      { later: same, earlier: same },
    ]
    const [first, second] = contributions(part, wholeOf(part))
    expect(first?.within.value).toBeCloseTo(-15)
    expect(first?.mix.value).toBeCloseTo(0)
    expect(second?.total.value).toBeCloseTo(0)

    const bad = (count: number) => momentsOf(Array(count).fill(-100))
    const good = (count: number) => momentsOf(Array(count).fill(100))
    const grown = [
      { later: bad(60), earlier: bad(20) },
      { later: good(40), earlier: good(80) },
    ]
    const [more] = contributions(grown, wholeOf(grown))
    expect(more?.within.value).toBe(0)
    expect(more?.mix.value).toBeCloseTo(-48)
  })

  test('of a part that is new come from its share alone', () => {
    const part = [
      { later: momentsOf([-100, -100]), earlier: momentsOf([]) },
      { later: momentsOf([100, 0]), earlier: momentsOf([100, 0]) },
    ]
    const [added] = contributions(part, wholeOf(part))
    expect(added?.within).toMatchObject({ value: 0, low: 0, high: 0, pValue: 1 })
    expect(added?.mix.value).toBeCloseTo(added?.total.value ?? Number.NaN)
  })

  test('lie in their intervals as often as these promise', () => {
    const random = seededRandom(11)
    const shares = [0.5, 0.3, 0.2] as const
    const means = { later: [0.5, 0.4, 0.2], earlier: [0.5, 0.5, 0.6] } as const
    const truth = shares.map((share, index) => {
      const whole = (side: 'later' | 'earlier') =>
        shares.reduce((sum, each, at) => sum + each * (means[side][at] ?? 0), 0)
      const middle = (whole('later') + whole('earlier')) / 2
      const at = (side: 'later' | 'earlier') => share * ((means[side][index] ?? 0) - middle)
      return at('later') - at('earlier')
    })
    const draw = (side: 'later' | 'earlier', n: number): Moments[] => {
      const drawn: number[][] = shares.map(() => [])
      for (let item = 0; item < n; item += 1) {
        const place = random()
        const index = place < 0.5 ? 0 : place < 0.8 ? 1 : 2
        drawn[index]?.push(random() < (means[side][index] ?? 0) ? 1 : 0)
      }
      return drawn.map(momentsOf)
    }
    const held = shares.map(() => 0)
    const rounds = 2_000
    for (let round = 0; round < rounds; round += 1) {
      const [later, earlier] = [draw('later', 200), draw('earlier', 150)]
      const given = shares.map((_, index) => ({
        later: later[index] as Moments,
        earlier: earlier[index] as Moments,
      }))
      contributions(given, wholeOf(given)).forEach(({ total }, index) => {
        const value = truth[index] ?? 0
        if (total.low <= value && value <= total.high) held[index] = (held[index] ?? 0) + 1
      })
    }
    for (const count of held) {
      expect(count / rounds).toBeGreaterThan(0.93)
      expect(count / rounds).toBeLessThan(0.97)
    }
  })
})
