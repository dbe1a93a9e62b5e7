import { expect, test } from 'vitest'
import { seededRandom } from '../../src/metrics/random.ts'
import { unusualCount } from '../../src/metrics/unusual.ts'

test('too few earlier counts say nothing', () => {
  expect(unusualCount(100, [1, 2, 3])).toBeNull()
})

test('the chance is that of the negative binomial prediction', () => {
  // Eight weeks with 16 in all: α = 16.5, success 8/9; P(X ≥ 8) summed term by term.
  const alpha = 16.5
  let term = (8 / 9) ** alpha
  let below = 0
  for (let k = 0; k < 8; k += 1) {
    below += term
    term *= ((alpha + k) / (k + 1)) * (1 / 9)
  }
  expect(unusualCount(8, [2, 2, 2, 2, 2, 2, 2, 2])?.pValue).toBeCloseTo(1 - below, 12)
})

test('what is restless anyway is less unusual', () => {
  const calm = unusualCount(30, [10, 10, 11, 9, 10, 10, 9, 11])
  const restless = unusualCount(30, [1, 22, 3, 19, 2, 25, 4, 4])
  expect(calm?.pValue).toBeLessThan(1e-4)
  expect(restless?.pValue).toBeGreaterThan(0.02)
})

test('Poisson counts are called unusual at one in a thousand about that often', () => {
  const random = seededRandom(11)
  const poisson = (mean: number): number => {
    let count = 0
    for (let left = Math.exp(-mean), product = random(); product > left; product *= random()) {
      count += 1
    }
    return count
  }
  let alarms = 0
  const trials = 20_000
  for (let trial = 0; trial < trials; trial += 1) {
    const mean = 1 + (trial % 30)
    const earlier = Array.from({ length: 8 }, () => poisson(mean))
    if ((unusualCount(poisson(mean), earlier)?.pValue ?? 1) <= 0.001) alarms += 1
  }
  expect(alarms / trials).toBeLessThan(0.002)
})
