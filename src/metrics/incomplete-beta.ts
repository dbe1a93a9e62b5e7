const TINY = 1e-300

/** From here on Stirling's series is exact to the last digit. */
const LARGE = 15

/** What Stirling's series adds to its leading terms; DLMF 5.11.1. */
function stirlingTail(x: number): number {
  const inverse = 1 / (x * x)
  return (
    (1 / 12 - inverse * (1 / 360 - inverse * (1 / 1260 - inverse * (1 / 1680 - inverse / 1188)))) /
    x
  )
}

/** Returns the natural logarithm of the gamma function of a positive number. */
export function logGamma(x: number): number {
  let shift = 0
  let y = x
  while (y < LARGE) {
    shift += Math.log(y)
    y += 1
  }
  return (y - 0.5) * Math.log(y) - y + 0.5 * Math.log(2 * Math.PI) + stirlingTail(y) - shift
}

/** Returns ln Γ(a + b) − ln Γ(a) without subtracting two large numbers. */
function logGammaStep(a: number, b: number): number {
  if (a < LARGE) return logGamma(a + b) - logGamma(a)
  const tail = stirlingTail(a + b) - stirlingTail(a)
  return (a - 0.5) * Math.log1p(b / a) + b * Math.log(a + b) - b + tail
}

/** Continued fraction of DLMF 8.17.22 by the modified method of Lentz. */
function fraction(x: number, a: number, b: number): number {
  const bounded = (value: number) => (Math.abs(value) < TINY ? TINY : value)
  let c = 1
  let d = 1 / bounded(1 - ((a + b) * x) / (a + 1))
  let result = d
  for (let m = 1; m <= 100_000; m += 1) {
    const even = (m * (b - m) * x) / ((a + 2 * m - 1) * (a + 2 * m))
    d = 1 / bounded(1 + even * d)
    c = bounded(1 + even / c)
    result *= d * c
    const odd = (-(a + m) * (a + b + m) * x) / ((a + 2 * m) * (a + 2 * m + 1))
    d = 1 / bounded(1 + odd * d)
    c = bounded(1 + odd / c)
    result *= d * c
    if (Math.abs(d * c - 1) < 1e-15) break
  }
  return result
}

/**
 * Returns the regularized incomplete beta function I_x(a, b), 0–1, for 0 ≤ x ≤ 1
 * and positive a and b (DLMF 8.17).
 */
export function incompleteBeta(x: number, a: number, b: number): number {
  if (x <= 0) return 0
  if (x >= 1) return 1
  const front = Math.exp(
    a * Math.log(x) +
      b * Math.log1p(-x) +
      logGammaStep(Math.max(a, b), Math.min(a, b)) -
      logGamma(Math.min(a, b)),
  )
  return x < (a + 1) / (a + b + 2)
    ? (front * fraction(x, a, b)) / a
    : 1 - (front * fraction(1 - x, b, a)) / b
}
