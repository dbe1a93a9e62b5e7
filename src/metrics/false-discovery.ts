/** The share of false alarms that a scan over many groups may hold on average. */
export const FALSE_DISCOVERY_RATE = 0.05

/** The same where everything is scanned at once and only what is found is told: noise must not appear. */
export const STRICT_DISCOVERY_RATE = 0.01

/**
 * Returns the Benjamini–Hochberg adjusted p-value of each p-value, in the order
 * given: those at most q are the discoveries at false discovery rate q.
 * Y. Benjamini and Y. Hochberg, “Controlling the false discovery rate”, JRSS B
 * 57 (1995) 289–300.
 */
export function benjaminiHochberg(pValues: readonly number[]): readonly number[] {
  const order = pValues.map((_, index) => index)
  order.sort((a, b) => (pValues[b] ?? 0) - (pValues[a] ?? 0))
  const adjusted = pValues.map(() => 1)
  let smallest = 1
  order.forEach((index, position) => {
    const rank = pValues.length - position
    smallest = Math.min(smallest, ((pValues[index] ?? 1) * pValues.length) / rank)
    adjusted[index] = smallest
  })
  return adjusted
}
