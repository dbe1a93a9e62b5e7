/** Returns places at least `apart` from each other, as near as may be to the wanted ones. */
export function spread(wanted: readonly number[], apart: number): number[] {
  const order = wanted.map((_, index) => index).sort((a, b) => (wanted[a] ?? 0) - (wanted[b] ?? 0))
  const placed = [...wanted]
  for (let pass = 0; pass < order.length; pass++) {
    for (let index = 1; index < order.length; index++) {
      const [above, below] = [order[index - 1] ?? 0, order[index] ?? 0]
      const missing = apart - ((placed[below] ?? 0) - (placed[above] ?? 0))
      if (missing <= 0) continue
      placed[above] = (placed[above] ?? 0) - missing / 2
      placed[below] = (placed[below] ?? 0) + missing / 2
    }
  }
  return placed
}
