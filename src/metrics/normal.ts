const SQRT_PI = Math.sqrt(Math.PI)

/** Series of DLMF 7.6.2: all its terms are positive, so nothing cancels. */
function errorFunction(x: number): number {
  let term = x
  let sum = x
  for (let k = 1; term > sum * 1e-17; k += 1) {
    term *= (2 * x * x) / (2 * k + 1)
    sum += term
  }
  return (2 / SQRT_PI) * Math.exp(-x * x) * sum
}

/** Continued fraction of DLMF 7.9.1, from the far end. */
function complementByFraction(x: number): number {
  let tail = x
  for (let k = 80; k > 0; k -= 1) tail = x + k / 2 / tail
  return Math.exp(-x * x) / (SQRT_PI * tail)
}

/** Returns the chance, 0–1, that a standard normal value lies at least as far from zero as `z`. */
export function normalTwoSided(z: number): number {
  if (Number.isNaN(z)) return 1
  const x = Math.abs(z) / Math.SQRT2
  return x < 3 ? 1 - errorFunction(x) : complementByFraction(x)
}
