import { describe, expect, test } from 'vitest'
import { type Random, seededRandom } from '../../src/metrics/random.ts'
import { findSpikes } from '../../src/metrics/spikes.ts'

/** A Poisson count (D. Knuth's method, in parts for large means). */
function poisson(mean: number, random: Random): number {
  if (mean > 30) return poisson(30, random) + poisson(mean - 30, random)
  const limit = Math.exp(-mean)
  let count = 0
  for (let product = random(); product > limit; product *= random()) count += 1
  return count
}

/** Fewer messages at weekends. */
const WEEK = [40, 42, 38, 41, 45, 15, 11]

function days(count: number, random: Random, restless = 0): number[] {
  return Array.from({ length: count }, (_, day) => {
    const factor = restless > 0 ? Math.exp(restless * (random() + random() + random() - 1.5)) : 1
    return poisson((WEEK[day % 7] ?? 0) * factor, random)
  })
}

describe('spikes in the number of messages', () => {
  test('are found, with what is usual for that weekday', () => {
    const counts = days(56 + 14, seededRandom(3))
    counts[60] = 120
    counts[61] = 40
    const found = findSpikes(counts, 56, 7)
    expect(found.flatMap(({ spike }, day) => (spike ? [day] : []))).toEqual([4, 5])
    expect(found[4]?.usual).toBeGreaterThan(35)
    expect(found[5]?.usual).toBeLessThan(20)
  })

  test('are not the weekdays after a quiet weekend', () => {
    const counts = Array.from({ length: 70 }, (_, day) => WEEK[day % 7] ?? 0)
    expect(findSpikes(counts, 56, 7).some(({ spike }) => spike)).toBe(false)
  })

  test.each([
    ['chance alone', 0],
    ['days that are restless anyway', 0.5],
  ])('are next to never marked where there is %s', (_, restless) => {
    const random = seededRandom(17)
    const months = 300
    let marked = 0
    for (let month = 0; month < months; month += 1) {
      const found = findSpikes(days(56 + 30, random, restless), 56, 7)
      if (found.some(({ spike }) => spike)) marked += 1
    }
    expect(marked / months).toBeLessThan(0.08)
  })

  test('are not looked for where too little came before', () => {
    const found = findSpikes([1, 2, 3, 100], 0, 7)
    expect(found).toEqual([1, 2, 3, 4].map(() => ({ usual: null, spike: false })))
  })
})
