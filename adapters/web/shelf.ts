/** The newest so many things; what was not used for longest makes room. */
export interface Shelf<Key, Thing> {
  get(key: Key): Thing | undefined
  set(key: Key, thing: Thing): void
  delete(key: Key): void
}

/** Returns an empty shelf for at most `size` things. */
export function createShelf<Key, Thing>(size: number): Shelf<Key, Thing> {
  const things = new Map<Key, Thing>()
  return {
    get(key) {
      const thing = things.get(key)
      if (thing === undefined) return undefined
      things.delete(key)
      things.set(key, thing)
      return thing
    },
    set(key, thing) {
      things.delete(key)
      things.set(key, thing)
      for (const oldest of things.keys()) {
        if (things.size <= size) break
        things.delete(oldest)
      }
    },
    delete: (key) => void things.delete(key),
  }
}
