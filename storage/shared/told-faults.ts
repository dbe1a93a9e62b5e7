import type { Engine } from './engine.ts'

/**
 * Returns a part of the store whose calls reject with what a caller is to be told, and stand in
 * `underWay` until they are done. What `before` throws is told as it is, and nothing is called.
 */
export function withToldFaults<Part extends object>(
  engine: Engine,
  part: Part,
  underWay: Set<Promise<unknown>> = new Set(),
  before: () => void = () => undefined,
): Part {
  const told = Object.entries(part).map(([name, call]) => {
    if (typeof call !== 'function') return [name, call]
    const asked = async (...parameters: unknown[]): Promise<unknown> => {
      before()
      const answer: Promise<unknown> = call(...parameters)
      underWay.add(answer)
      try {
        return await answer
      } catch (error) {
        throw engine.fault(error)
      } finally {
        underWay.delete(answer)
      }
    }
    return [name, asked]
  })
  return Object.fromEntries(told) as Part
}
