/** Objects inside objects are taken apart so far; what lies deeper stays JSON. */
const DEEPEST = 4

/** A value as a cell: words as they are, lists with commas, nothing as nothing. */
function cellOf(value: unknown): string {
  if (value === null || value === undefined) return ''
  if (typeof value === 'string') return value
  if (Array.isArray(value)) return value.map(cellOf).join(', ')
  return typeof value === 'object' ? JSON.stringify(value) : String(value)
}

function collect(value: object, prefix: string, depth: number, cells: Map<string, string>): void {
  for (const [key, inner] of Object.entries(value)) {
    const name = prefix + key
    const nested = typeof inner === 'object' && inner !== null && !Array.isArray(inner)
    if (nested && depth < DEEPEST) collect(inner, `${name}.`, depth + 1, cells)
    else cells.set(name, cellOf(inner))
  }
}

/** Returns the values of an object of JSON under their keys, `outer.inner` where it is nested; undefined for other text. */
export function cellsByKey(text: string): ReadonlyMap<string, string> | undefined {
  let parsed: unknown
  try {
    parsed = JSON.parse(text)
  } catch {
    return undefined
  }
  if (typeof parsed !== 'object' || parsed === null || Array.isArray(parsed)) return undefined
  const cells = new Map<string, string>()
  collect(parsed, '', 1, cells)
  return cells
}
