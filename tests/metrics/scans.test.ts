import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { benjaminiHochberg } from '../../src/metrics/false-discovery.ts'
import { scanGroups, scanPairs } from '../../src/metrics/groups.ts'
import { npsMetric } from '../../src/metrics/nps.ts'
import { seededRandom } from '../../src/metrics/random.ts'
import { RECOMMEND, recommendations } from './samples.ts'

const nps = npsMetric({ kind: 'nps', scale: RECOMMEND })

describe('the Benjamini–Hochberg adjustment', () => {
  test('agrees with SciPy', () => {
    const adjusted = benjaminiHochberg([0.01, 0.04, 0.03, 0.005, 0.2, 0.5])
    expect(adjusted.map((value) => Number(value.toFixed(12)))).toEqual([
      0.03, 0.06, 0.06, 0.03, 0.24, 0.5,
    ])
  })

  test('never lowers a p-value, never exceeds one and keeps the order', () => {
    const pValues = fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { maxLength: 30 })
    fc.assert(
      fc.property(pValues, (given) => {
        const adjusted = benjaminiHochberg(given)
        given.forEach((p, i) => {
          expect(adjusted[i]).toBeGreaterThanOrEqual(p - 1e-15)
          expect(adjusted[i]).toBeLessThanOrEqual(1)
          given.forEach((q, j) => {
            if (p < q) expect(adjusted[i]).toBeLessThanOrEqual(adjusted[j] ?? 0)
          })
        })
      }),
    )
  })
})

describe('a scan over groups', () => {
  test('finds those that differ clearly from all the others together', () => {
    const findings = scanGroups(nps, [
      recommendations(50, 30, 20),
      recommendations(52, 28, 20),
      recommendations(10, 20, 70),
      recommendations(3, 1, 1),
    ])
    expect(findings.map(({ verdict }) => verdict)).toEqual(['up', 'up', 'down', 'too-few'])
    expect(findings[3]).toMatchObject({ difference: null, adjusted: null })
  })

  test('finds next to nothing among forty groups that do not differ', () => {
    const random = seededRandom(7)
    let scans = 0
    for (let scan = 0; scan < 200; scan += 1) {
      const groups = Array.from({ length: 40 }, () => {
        const drawn = Array.from({ length: 60 }, random)
        const promoters = drawn.filter((value) => value < 0.45).length
        const detractors = drawn.filter((value) => value > 0.75).length
        return recommendations(promoters, 60 - promoters - detractors, detractors)
      })
      const found = scanGroups(nps, groups).some(({ verdict }) => /up|down/.test(verdict))
      if (found) scans += 1
    }
    expect(scans / 200).toBeLessThan(0.1)
  })

  test('of one group says nothing of it', () => {
    expect(scanGroups(nps, [recommendations(50, 30, 20)])[0]?.verdict).toBe('too-few')
  })

  test('of pairs keeps their order', () => {
    const same = recommendations(50, 30, 20)
    const worse = recommendations(20, 30, 50)
    const findings = scanPairs(nps, [
      { later: same, earlier: same },
      { later: worse, earlier: same },
    ])
    expect(findings.map(({ verdict }) => verdict)).toEqual(['no-clear-change', 'down'])
  })
})
