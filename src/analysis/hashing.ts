/** FNV-1a over UTF-16 code units, 32 bits: the one hash of features, lexicons and models. */
export const HASH_SEED = 0x811c9dc5 | 0
const PRIME = 0x01000193

/** Returns the hash of a sequence one unit longer. */
export function extendHash(hash: number, unit: number): number {
  return Math.imul(hash ^ unit, PRIME)
}

/** Returns the hash of a word, as the scanner hashes its tokens. */
export function hashWord(word: string): number {
  let hash = HASH_SEED
  for (let i = 0; i < word.length; i++) hash = extendHash(hash, word.charCodeAt(i))
  return hash
}

/** Spreads the low bits: neighbouring hashes of FNV share theirs. */
export function mixHash(hash: number): number {
  let mixed = hash ^ (hash >>> 16)
  mixed = Math.imul(mixed, 0x45d9f3b)
  return mixed ^ (mixed >>> 15)
}

/** Returns the hash of two hashes in this order. */
export function combineHashes(first: number, second: number): number {
  return mixHash(Math.imul(first, 31) + second)
}
