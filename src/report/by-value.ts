import type { TallyRow } from '../core/store.ts'

/**
 * Returns the rows of each value of a dimension, null where feedback has none; with
 * `range`, those of that range only.
 */
export function byValue(
  rows: readonly TallyRow[],
  range?: number,
): ReadonlyMap<string | null, TallyRow[]> {
  const groups = new Map<string | null, TallyRow[]>()
  for (const row of rows) {
    if (range !== undefined && row.range !== range) continue
    const group = groups.get(row.value)
    if (group) group.push(row)
    else groups.set(row.value, [row])
  }
  return groups
}
