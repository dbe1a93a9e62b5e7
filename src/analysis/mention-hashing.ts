import type { Annotation } from './annotate.ts'
import { combineHashes, extendHash, mixHash } from './hashing.ts'
import type { Mention, TokenRange } from './mention.ts'
import { type Scan, TokenKind } from './scan.ts'

/** Words on each side of a name that are looked at one by one. */
export const WINDOW = 5
const FARTHEST = 20
const LONGEST_WORD = 20
const CLAUSE_SALT = 0x6a09e667
const PAIR_SALT = 0x3af3e2c1
const LEFT_SALT = 0x510e527f
const RIGHT_SALT = 0x1f0a3c15
const OWN_SALT = 0x428a2f98
const VALENCE_SALT = 0x71374491
const ASPECT_SALT = 0x35c0fbcf
const NEGATED_SALT = 0x2545f491
const FAR_SALT = 0x2de92c6f
const GRAM_SALT = 0x4a7484aa
const CHAIN_SALT = 0x5cb0a9dc

export const MAX_AROUND_FEATURES = 4_096
const MAX_CLAUSE_FEATURES = 2_048

/** Hashed features, filled up to `count`. */
export interface HashedFeatures {
  readonly hashed: Int32Array
  count: number
}

function word(scan: Scan, annotation: Annotation, token: number): number {
  const isNegated = ((annotation.negated[token] as number) & 1) === 1
  return (scan.hash[token] as number) ^ (isNegated ? NEGATED_SALT : 0)
}

function valenceStep(value: number): number {
  return value > 1.5 ? 2 : value > 0 ? 1 : value < -1.5 ? -2 : -1
}

function distanceStep(distance: number): number {
  return distance < 3 ? distance : distance < 6 ? 3 : 4
}

/** Adds the words and pairs of a clause, and the words beside what they are said of. */
export function hashClause(
  scan: Scan,
  annotation: Annotation,
  aspect: number,
  range: TokenRange,
  space: HashedFeatures,
): void {
  let last = 0
  for (let token = range.from; token < range.to; token++) {
    if (space.count > MAX_CLAUSE_FEATURES) return
    const own = word(scan, annotation, token)
    space.hashed[space.count++] = mixHash(own ^ CLAUSE_SALT)
    space.hashed[space.count++] = combineHashes(last, own ^ PAIR_SALT)
    if (scan.kind[token] === TokenKind.word) {
      space.hashed[space.count++] = combineHashes(aspect ^ ASPECT_SALT, own)
    }
    last = own
  }
}

/** Character 3- and 4-grams, so that an unseen form of a word is known by its parts. */
function hashGrams(scan: Scan, token: number, salt: number, space: HashedFeatures): void {
  const from = scan.start[token] as number
  const to = Math.min(scan.end[token] as number, from + LONGEST_WORD)
  for (let at = from; at + 3 <= to; at++) {
    let hash = salt ^ GRAM_SALT
    for (let place = at; place < at + 3; place++)
      hash = extendHash(hash, scan.folded[place] as number)
    space.hashed[space.count++] = mixHash(hash)
    if (at + 4 > to) continue
    space.hashed[space.count++] = mixHash(extendHash(hash, scan.folded[at + 3] as number))
  }
}

/** Adds the words around a name by side and distance, and their valence. */
export function hashWindow(
  scan: Scan,
  annotation: Annotation,
  mention: Mention,
  anchor: number,
  last: number,
  space: HashedFeatures,
): void {
  const near: number[] = []
  for (const side of [-1, 1]) {
    const salt = side < 0 ? LEFT_SALT : RIGHT_SALT
    const origin = side < 0 ? anchor : last
    let before = 0
    for (let distance = 1; distance <= FARTHEST; distance++) {
      const token = origin + side * distance
      if (token < mention.from || token >= mention.to) break
      const own = word(scan, annotation, token)
      if (distance > WINDOW) {
        space.hashed[space.count++] = mixHash(own ^ salt ^ FAR_SALT)
        continue
      }
      space.hashed[space.count++] = combineHashes(before, own ^ salt ^ CHAIN_SALT)
      before = own
      hashGrams(scan, token, salt, space)
      const step = distanceStep(distance)
      space.hashed[space.count++] = mixHash(own ^ salt)
      space.hashed[space.count++] = combineHashes(own, salt + step)
      if (distance <= 2) near.push(own ^ (salt + distance))
      const value = annotation.valence[token] as number
      if (value !== 0) {
        space.hashed[space.count++] = combineHashes(VALENCE_SALT + valenceStep(value), salt + step)
      }
    }
  }
  for (let i = 0; i < near.length; i++) {
    for (let j = i + 1; j < near.length; j++) {
      space.hashed[space.count++] = combineHashes(near[i] as number, near[j] as number)
    }
  }
}

/** Adds the words of the name itself. */
export function hashName(scan: Scan, first: number, last: number, space: HashedFeatures): void {
  for (let token = first; token <= last; token++) {
    if (space.count > MAX_AROUND_FEATURES - 64) return
    space.hashed[space.count++] = mixHash((scan.hash[token] as number) ^ OWN_SALT)
    hashGrams(scan, token, OWN_SALT, space)
  }
}
