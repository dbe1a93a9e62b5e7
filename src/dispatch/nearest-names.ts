import { editDistance } from '../language/nearest.ts'
import { nearestWords } from '../parse/nearest.ts'

/**
 * Returns the name that was probably meant, if one is close enough, and at most
 * `limit` names to list: those that hold what was typed, then the most alike.
 */
export function nearestNames(
  typed: string,
  names: readonly string[],
  limit: number,
): { readonly best: string | undefined; readonly listed: readonly string[] } {
  const wanted = typed.toLowerCase()
  const ranked = names
    .map((name, order) => {
      const lower = name.toLowerCase()
      const holds = lower.includes(wanted) ? 0 : 1
      return { name, holds, distance: editDistance(wanted, lower), order }
    })
    .sort((a, b) => a.holds - b.holds || a.distance - b.distance || a.order - b.order)
  const [first] = ranked
  const best = first?.holds === 0 ? first.name : nearestWords(typed, names)[0]
  return { best, listed: ranked.slice(0, limit).map(({ name }) => name) }
}
