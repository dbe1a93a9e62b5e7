import type { Engine } from './engine.ts'

/** Returns a part of the store whose calls reject with what a caller is to be told. */
export function withToldFaults<Part extends object>(engine: Engine, part: Part): Part {
  const told = Object.entries(part).map(([name, call]) => {
    if (typeof call !== 'function') return [name, call]
    const asked = async (...parameters: unknown[]): Promise<unknown> => {
      try {
        return await call(...parameters)
      } catch (error) {
        throw engine.fault(error)
      }
    }
    return [name, asked]
  })
  return Object.fromEntries(told) as Part
}
