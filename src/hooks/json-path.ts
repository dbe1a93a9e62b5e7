export type Json = Readonly<Record<string, unknown>>

/** Returns what stands at a path such as `answers[0].number`; undefined where nothing does. */
export function valueAt(payload: unknown, path: string): unknown {
  let value: unknown = payload
  for (const step of path.split(/[.[\]]+/).filter((each) => each !== '')) {
    if (typeof value !== 'object' || value === null || !Object.hasOwn(value, step)) return undefined
    value = (value as Json)[step]
  }
  return value
}

/** Returns an object as it is; an empty one for anything else. */
export function record(value: unknown): Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Json) : {}
}

/**
 * Returns the objects of a list, an empty one for each member that is none; no objects where it
 * is no list.
 */
export function records(value: unknown): readonly Json[] {
  return Array.isArray(value) ? value.map(record) : []
}

/** Returns a text or a number as text; empty for anything else. */
export function words(value: unknown): string {
  if (typeof value === 'number' && Number.isFinite(value)) return String(value)
  return typeof value === 'string' ? value.trim() : ''
}

/** Returns a number, also where it is written as text; null for anything else. */
export function number(value: unknown): number | null {
  const text = words(value)
  const found = text === '' ? Number.NaN : Number(text.replace(',', '.'))
  return Number.isFinite(found) ? found : null
}
