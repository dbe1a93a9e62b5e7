/** Returns the next number of a sequence, at least 0 and less than 1. */
export type Random = () => number

/** Returns a 32-bit seed made of the numbers and their order (FNV-1a over their bytes). */
export function seedOf(numbers: Iterable<number>): number {
  const buffer = new DataView(new ArrayBuffer(8))
  let hash = 0x811c9dc5
  for (const number of numbers) {
    buffer.setFloat64(0, number)
    for (let byte = 0; byte < 8; byte += 1) {
      hash = Math.imul(hash ^ buffer.getUint8(byte), 0x01000193)
    }
  }
  return hash >>> 0
}

/**
 * Returns a reproducible sequence: D. Lea's SplitMix (G. L. Steele, D. Lea, C. H.
 * Flood, “Fast splittable pseudorandom number generators”, OOPSLA 2014) with 32
 * bits of state and the mixing constants of Murmur3.
 */
export function seededRandom(seed: number): Random {
  let state = seed >>> 0
  return () => {
    state = (state + 0x9e3779b9) >>> 0
    let mixed = state
    mixed = Math.imul(mixed ^ (mixed >>> 16), 0x85ebca6b)
    mixed = Math.imul(mixed ^ (mixed >>> 13), 0xc2b2ae35)
    return ((mixed ^ (mixed >>> 16)) >>> 0) / 2 ** 32
  }
}
