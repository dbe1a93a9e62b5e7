import type { Difference, Estimate, Moments } from './measurement.ts'
import { studentQuantile, studentTwoSided } from './student.ts'

/** Returns the mean and the sample variance (divisor n − 1; zero for a single answer). */
export function moments({ n, sum, sumOfSquares }: Moments): { mean: number; variance: number } {
  const mean = sum / n
  const variance = n > 1 ? (sumOfSquares - sum * mean) / (n - 1) : 0
  const roundingNoise = 1e-10 * mean * mean
  return { mean, variance: variance > roundingNoise ? variance : 0 }
}

/**
 * Returns the mean with Student's t interval: mean ± t(n−1)·s/√n (Student, “The
 * probable error of a mean”, Biometrika 6 (1908) 1–25). One answer has no
 * interval: both ends are infinite. `n` must be positive.
 */
export function meanInterval(sample: Moments): Estimate {
  const { mean, variance } = moments(sample)
  const half =
    sample.n > 1 ? studentQuantile(sample.n - 1) * Math.sqrt(variance / sample.n) : Infinity
  return { value: mean, low: mean - half, high: mean + half }
}

/**
 * Returns the difference of two means with Welch's interval: B. L. Welch, “The
 * generalization of ‘Student’s’ problem when several different population
 * variances are involved”, Biometrika 34 (1947) 28–35; the degrees of freedom
 * are Satterthwaite's. Both samples need two answers.
 */
export function welch(later: Moments, earlier: Moments): Difference {
  const a = moments(later)
  const b = moments(earlier)
  const difference = a.mean - b.mean
  const noise = 1e-12 * Math.max(Math.abs(a.mean), Math.abs(b.mean))
  const value = Math.abs(difference) > noise ? difference : 0
  const errorA = a.variance / later.n
  const errorB = b.variance / earlier.n
  const error = errorA + errorB
  if (error === 0) return { value, low: value, high: value, pValue: value === 0 ? 1 : 0 }
  const df = error ** 2 / (errorA ** 2 / (later.n - 1) + errorB ** 2 / (earlier.n - 1))
  const half = studentQuantile(df) * Math.sqrt(error)
  return {
    value,
    low: value - half,
    high: value + half,
    pValue: studentTwoSided(value / Math.sqrt(error), df),
  }
}
