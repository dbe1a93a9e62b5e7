import type { NamedDimension } from './dictionary.ts'

/** Ids by dimension and name. */
export class TermIds {
  private readonly byDimension = new Map<NamedDimension, Map<string, number>>()

  set(dimension: NamedDimension, name: string, id: number): void {
    const ids = this.byDimension.get(dimension)
    if (ids) ids.set(name, id)
    else this.byDimension.set(dimension, new Map([[name, id]]))
  }

  find(dimension: NamedDimension, name: string): number | undefined {
    return this.byDimension.get(dimension)?.get(name)
  }

  /** Returns 0 for null. Throws where the name has no id. */
  get(dimension: NamedDimension, name: string | null): number {
    if (name === null) return 0
    const id = this.find(dimension, name)
    if (id === undefined) throw new Error(`the ${dimension} "${name}" has no id`)
    return id
  }

  *entries(): Generator<[NamedDimension, string, number]> {
    for (const [dimension, ids] of this.byDimension) {
      for (const [name, id] of ids) yield [dimension, name, id]
    }
  }
}
