import { type Difference, type Estimate, Z } from './measurement.ts'
import { normalTwoSided } from './normal.ts'

function wilsonAt(z: number, count: number, n: number): Estimate {
  const share = count / n
  const centre = (share + (z * z) / (2 * n)) / (1 + (z * z) / n)
  const half =
    (z * Math.sqrt((share * (1 - share)) / n + (z * z) / (4 * n * n))) / (1 + (z * z) / n)
  return {
    value: share,
    low: count === 0 ? 0 : Math.max(0, centre - half),
    high: count === n ? 1 : Math.min(1, centre + half),
  }
}

/**
 * Returns the share `count / n` (0–1) with Wilson's score interval.
 * E. B. Wilson, “Probable inference, the law of succession, and statistical
 * inference”, JASA 22 (1927) 209–212. `n` must be positive.
 */
export function wilson(count: number, n: number): Estimate {
  return wilsonAt(Z, count, n)
}

function newcombeAt(
  z: number,
  later: readonly [number, number],
  earlier: readonly [number, number],
) {
  const a = wilsonAt(z, ...later)
  const b = wilsonAt(z, ...earlier)
  const value = a.value - b.value
  return {
    value,
    low: value - Math.hypot(a.value - a.low, b.high - b.value),
    high: value + Math.hypot(a.high - a.value, b.value - b.low),
  }
}

/**
 * Returns the difference of two independent shares (each a count and an n),
 * −1…1, with Newcombe's hybrid score interval: R. G. Newcombe, “Interval
 * estimation for the difference between independent proportions”, Statistics in
 * Medicine 17 (1998) 873–890, method 10. The p-value is one minus the
 * confidence at which an end of that interval reaches zero.
 */
export function newcombe(
  later: readonly [count: number, n: number],
  earlier: readonly [count: number, n: number],
): Difference {
  const estimate = newcombeAt(Z, later, earlier)
  if (estimate.value === 0) return { ...estimate, pValue: 1 }
  const holdsZero = (z: number) => {
    const { low, high } = newcombeAt(z, later, earlier)
    return low <= 0 && high >= 0
  }
  let below = 0
  let above = 1
  while (above < 64 && !holdsZero(above)) above *= 2
  for (let step = 0; step < 60; step += 1) {
    const middle = (below + above) / 2
    if (holdsZero(middle)) above = middle
    else below = middle
  }
  return { ...estimate, pValue: normalTwoSided(above) }
}
