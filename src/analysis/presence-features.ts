import { combineHashes, extendHash, mixHash } from './hashing.ts'
import type { OnlineFeatures } from './online-head.ts'
import { type Scan, TokenKind } from './scan.ts'

const PREFIX_SALT = 0x3c6ef372
const PAIR_SALT = 0x1b873593
/** Letters that the forms of a word share, mostly. */
const PREFIX = 5
const MAX_FEATURES = 4_096

/** Working space of `presenceFeatures`. */
export interface PresenceSpace extends OnlineFeatures {
  count: number
}

export function createPresenceSpace(): PresenceSpace {
  return { hashed: new Int32Array(MAX_FEATURES), count: 0 }
}

/**
 * Writes the features by which corrections of presence are learned, of tokens
 * `from` up to `to`: words, their first letters and pairs. Few, so that a
 * correction teaches what the sentence is about and not how it is written.
 */
export function presenceFeatures(scan: Scan, from: number, to: number, space: PresenceSpace): void {
  const { kind, hash, start, end, folded } = scan
  let last = 0
  space.count = 0
  for (let token = from; token < to && space.count < MAX_FEATURES - 3; token++) {
    if (kind[token] !== TokenKind.word) {
      last = 0
      continue
    }
    const own = hash[token] as number
    space.hashed[space.count++] = mixHash(own)
    if (last !== 0) space.hashed[space.count++] = combineHashes(last, own ^ PAIR_SALT)
    last = own
    const first = start[token] as number
    if ((end[token] as number) - first < PREFIX) continue
    let prefix = PREFIX_SALT
    for (let at = first; at < first + PREFIX; at++) {
      prefix = extendHash(prefix, folded[at] as number)
    }
    space.hashed[space.count++] = mixHash(prefix)
  }
}
