/** Returns how many letters must be added, dropped, changed or swapped with a neighbour. */
export function editDistance(from: string, to: string): number {
  const a = [...from]
  const b = [...to]
  let before: number[] = []
  let last = b.map((_, index) => index + 1)
  last.unshift(0)
  for (let i = 1; i <= a.length; i += 1) {
    const row = [i]
    for (let j = 1; j <= b.length; j += 1) {
      const same = a[i - 1] === b[j - 1]
      let cost = Math.min(
        (last[j] ?? 0) + 1,
        (row[j - 1] ?? 0) + 1,
        (last[j - 1] ?? 0) + (same ? 0 : 1),
      )
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) {
        cost = Math.min(cost, (before[j - 2] ?? 0) + 1)
      }
      row.push(cost)
    }
    before = last
    last = row
  }
  return last[b.length] ?? 0
}

/**
 * Returns the known word that was most likely meant, case aside: at most a third
 * of its letters may differ. Undefined where none is that close.
 */
export function nearest<Word extends string>(
  typed: string,
  known: readonly Word[],
): Word | undefined {
  const wanted = typed.toLowerCase()
  let best: Word | undefined
  let least = Number.POSITIVE_INFINITY
  for (const word of known) {
    const limit = Math.max(1, Math.floor(Math.max(word.length, wanted.length) / 3))
    if (Math.abs(word.length - wanted.length) > limit) continue
    const distance = editDistance(wanted, word.toLowerCase())
    if (distance <= limit && distance < least) {
      best = word
      least = distance
    }
  }
  return best
}
