import { describe, expect, test } from 'vitest'
import { incompleteBeta, logGamma } from '../../src/metrics/incomplete-beta.ts'
import { normalTwoSided } from '../../src/metrics/normal.ts'
import { studentQuantile, studentTwoSided } from '../../src/metrics/student.ts'

const relativeError = (actual: number, expected: number) =>
  expected === 0 ? Math.abs(actual) : Math.abs(actual / expected - 1)

// Computed with SciPy 1.x (Boost's and Cephes' routines).
describe('distribution functions agree with SciPy to ten digits', () => {
  test.each([
    [1, 12.706204736174694],
    [2, 4.302652729749462],
    [2.5, 3.5746548420036817],
    [7, 2.364624251592784],
    [29, 2.045229642132703],
    [99.3, 1.9841427963850196],
    [999, 1.9623414611334493],
    [1000, 1.9623390808264083],
    [5000.5, 1.9604385042432446],
    [1e7, 1.959964221767205],
  ])('the t quantile with %d degrees of freedom', (df, expected) => {
    expect(relativeError(studentQuantile(df), expected)).toBeLessThan(1e-10)
  })

  test.each([
    [2, 7, 0.08561932856297605],
    [0.1, 3, 0.9266523488008059],
    [5, 12.5, 0.0002734331072628976],
    [3, 1e5, 0.0027004608840647234],
    [1.5, 2e6, 0.13361456038727018],
  ])('the chance of |t| ≥ %d with %d degrees of freedom', (t, df, expected) => {
    expect(relativeError(studentTwoSided(t, df), expected)).toBeLessThan(1e-9)
  })

  test.each([
    [0, 1],
    [0.5, 0.6170750774519738],
    [1.959963984540054, 0.05],
    [4, 6.334248366623973e-5],
    [6, 1.973175290075389e-9],
    [12, 3.552964224155306e-33],
  ])('the chance of |z| ≥ %d', (z, expected) => {
    expect(relativeError(normalTwoSided(z), expected)).toBeLessThan(1e-10)
    expect(normalTwoSided(-z)).toBe(normalTwoSided(z))
  })

  test.each([
    [0.3, 2.5, 3.5, 0.29675298929566646],
    [0.41, 500, 700, 0.32067327266140055],
    [0.01, 0.5, 0.5, 0.06376856085851985],
  ])('the incomplete beta function at %d with a = %d and b = %d', (x, a, b, expected) => {
    expect(relativeError(incompleteBeta(x, a, b), expected)).toBeLessThan(1e-10)
  })

  test('the logarithm of gamma is that of the factorial at whole numbers', () => {
    expect(relativeError(Math.exp(logGamma(11)), 3_628_800)).toBeLessThan(1e-12)
    expect(logGamma(1)).toBeCloseTo(0, 13)
    expect(logGamma(0.5)).toBeCloseTo(Math.log(Math.PI) / 2, 13)
  })
})
