import { characterTables } from './characters.ts'
import { extendHash, HASH_SEED } from './hashing.ts'

const EXACT_SALT = 0x5bd1e995
const SHORTEST = 2

/** Returns a word as the scanner folds it: lower case, no diacritics. */
export function foldWord(word: string): string {
  const { folded } = characterTables()
  let out = ''
  for (const unit of word.normalize('NFC'))
    out += String.fromCharCode(folded[unit.charCodeAt(0)] ?? 32)
  return out
}

/**
 * Stems and words with a number each. A look-up walks the word once and hashes
 * every prefix on the way, so that its cost does not grow with the table.
 */
export class StemTable {
  private readonly keys: Int32Array
  private readonly values: Int32Array
  private readonly mask: number
  /** Place after the stem that was last found. */
  stemEnd = 0

  /** `merge` joins the numbers of a pattern that is given twice. */
  constructor(
    entries: Iterable<readonly [pattern: string, value: number]>,
    merge: (first: number, second: number) => number = (_, second) => second,
  ) {
    const byHash = new Map<number, number>()
    for (const [pattern, value] of entries) {
      const hash = StemTable.hashPattern(pattern)
      const before = byHash.get(hash)
      byHash.set(hash, before === undefined ? value : merge(before, value))
    }
    let size = 64
    while (size < byHash.size * 3) size *= 2
    this.mask = size - 1
    this.keys = new Int32Array(size)
    this.values = new Int32Array(size)
    for (const [hash, value] of byHash) this.insert(hash, value)
  }

  private static hashPattern(pattern: string): number {
    const isStem = pattern.endsWith('*')
    const word = foldWord(isStem ? pattern.slice(0, -1) : pattern)
    let hash = HASH_SEED
    for (let i = 0; i < word.length; i++) hash = extendHash(hash, word.charCodeAt(i))
    return isStem ? hash : hash ^ EXACT_SALT
  }

  private insert(hash: number, value: number): void {
    let at = (hash ^ (hash >>> 15)) & this.mask
    while (this.values[at] !== 0) at = (at + 1) & this.mask
    this.keys[at] = hash
    this.values[at] = value
  }

  private probe(hash: number): number {
    let at = (hash ^ (hash >>> 15)) & this.mask
    for (;;) {
      const value = this.values[at] as number
      if (value === 0 || this.keys[at] === hash) return value
      at = (at + 1) & this.mask
    }
  }

  /** Returns the number of the word itself, 0 where it is not listed. */
  exact(hash: number): number {
    return this.probe(hash ^ EXACT_SALT)
  }

  /** Returns the number of the longest listed stem of a word, 0 where there is none. */
  stem(units: Uint16Array, from: number, to: number): number {
    this.stemEnd = from
    let hash = HASH_SEED
    let found = 0
    let letters = 0
    for (let at = from; at < to; at++) {
      const unit = units[at] as number
      if (unit === 0) continue
      hash = extendHash(hash, unit)
      if (++letters < SHORTEST) continue
      const value = this.probe(hash)
      if (value !== 0) {
        found = value
        this.stemEnd = at + 1
      }
    }
    return found
  }
}
