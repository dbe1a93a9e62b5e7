export type Json = Readonly<Record<string, unknown>>

export function isRecord(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** Returns the fields that are of the right kind; all others are as if they were not there. */
export function fields<Kinds extends Readonly<Record<string, (value: unknown) => boolean>>>(
  value: unknown,
  kinds: Kinds,
): Json {
  if (!isRecord(value)) return {}
  return Object.fromEntries(
    Object.entries(kinds).flatMap(([name, fits]) =>
      Object.hasOwn(value, name) && fits(value[name]) ? [[name, value[name]]] : [],
    ),
  )
}

export const text = (value: unknown): boolean => typeof value === 'string'
export const number = (value: unknown): boolean =>
  typeof value === 'number' && Number.isFinite(value)
export const flag = (value: unknown): boolean => typeof value === 'boolean'
export const list = (value: unknown): boolean => Array.isArray(value)
export const texts = (value: unknown): boolean => Array.isArray(value) && value.every(text)
