import type { Annotation } from './annotate.ts'
import { DENSE_COUNT, denseFeatures } from './features.ts'
import { combineHashes, extendHash, mixHash } from './hashing.ts'
import { type Scan, TokenKind } from './scan.ts'

const WINDOW = 5
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
const EXTRAS = 12

/** Number of real-valued features of a mention: clause, window, sentence, and its neighbours. */
export const AROUND_DENSE = 3 * DENSE_COUNT + EXTRAS
export const MAX_AROUND_FEATURES = 4_096
const MAX_CLAUSE_FEATURES = 2_048

/** A mention of something within a sentence: the tokens that name it. */
export interface Mention {
  /** Tokens, in the order of the text; none where only the sentence as a whole speaks of it. */
  readonly anchors: readonly number[]
  /** Range of the sentence. */
  readonly from: number
  readonly to: number
}

/** A range of tokens, `to` past the last. */
export interface TokenRange {
  from: number
  to: number
}

/** Working space of `clauseAround` and `aroundFeatures`. */
export interface AroundSpace {
  readonly hashed: Int32Array
  readonly dense: Float64Array
  readonly part: Float64Array
  count: number
}

export function createAroundSpace(): AroundSpace {
  return {
    hashed: new Int32Array(MAX_AROUND_FEATURES),
    dense: new Float64Array(AROUND_DENSE),
    part: new Float64Array(DENSE_COUNT),
    count: 0,
  }
}

function loudness(annotation: Annotation, from: number, to: number): number {
  let sum = 0
  for (let token = from; token < to; token++) sum += Math.abs(annotation.valence[token] as number)
  return sum
}

function clauseOf(annotation: Annotation, token: number, mention: Mention): TokenRange {
  const { clause } = annotation
  let from = token
  let to = token + 1
  while (from > mention.from && clause[from - 1] === clause[token]) from--
  while (to < mention.to && clause[to] === clause[token]) to++
  return { from, to }
}

/**
 * Returns the clause that speaks of a mention: the loudest of those that name
 * it; a clause that says nothing of value takes in the one after it, then the
 * one before, unless contrast parts them.
 */
export function clauseAround(annotation: Annotation, mention: Mention): TokenRange {
  const { clause, contrast } = annotation
  let best: TokenRange | undefined
  let most = -1
  for (const anchor of mention.anchors) {
    const range = clauseOf(annotation, anchor, mention)
    const sum = loudness(annotation, range.from, range.to)
    if (sum > most) {
      most = sum
      best = range
    }
  }
  if (!best) return { from: mention.from, to: mention.to }
  if (most === 0 && best.to < mention.to && !contrast[clause[best.to] as number]) {
    best.to = clauseOf(annotation, best.to, mention).to
    most = loudness(annotation, best.from, best.to)
  }
  if (most === 0 && best.from > mention.from && !contrast[clause[best.from] as number]) {
    best.from = clauseOf(annotation, best.from - 1, mention).from
  }
  return best
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

function hashClause(
  scan: Scan,
  annotation: Annotation,
  aspect: number,
  range: TokenRange,
  space: AroundSpace,
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
function hashGrams(scan: Scan, token: number, salt: number, space: AroundSpace): void {
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

function hashWindow(
  scan: Scan,
  annotation: Annotation,
  mention: Mention,
  anchor: number,
  last: number,
  space: AroundSpace,
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

interface Neighbours {
  left: number
  leftDistance: number
  right: number
  rightDistance: number
  weighted: number
}

function neighbours(
  annotation: Annotation,
  mention: Mention,
  first: number,
  last: number,
): Neighbours {
  const { valence, clause } = annotation
  const found: Neighbours = { left: 0, leftDistance: 9, right: 0, rightDistance: 9, weighted: 0 }
  for (let token = mention.from; token < mention.to; token++) {
    const value = valence[token] as number
    if (value === 0) continue
    const distance = token < first ? first - token : token > last ? token - last : 0
    const isSame = clause[token] === clause[first]
    found.weighted += (value / (1 + distance)) * (isSame ? 1.5 : 0.7)
    if (token < first) {
      found.left = value
      found.leftDistance = distance
    } else if (found.right === 0) {
      found.right = value
      found.rightDistance = distance
    }
  }
  return found
}

function comparedAgainst(
  scan: Scan,
  annotation: Annotation,
  mention: Mention,
  anchor: number,
  than: ReadonlySet<number>,
): boolean {
  for (let token = anchor - 1; token >= Math.max(mention.from, anchor - 4); token--) {
    if (than.has(scan.hash[token] as number)) return true
    if (
      annotation.clause[token] !== annotation.clause[anchor] &&
      scan.kind[token] === TokenKind.mark
    )
      return false
  }
  return false
}

/**
 * Writes the features of a mention: its clause, five words on each side, the
 * whole sentence, the nearest words of value, and the sentence's own polarity.
 * `aspect` is what is mentioned, as a hash; `than` are the words of comparison.
 */
export function aroundFeatures(
  scan: Scan,
  annotation: Annotation,
  mention: Mention,
  aspect: number,
  extra: Float64Array | undefined,
  polarity: Float64Array,
  than: ReadonlySet<number>,
  space: AroundSpace,
): TokenRange {
  const range = clauseAround(annotation, mention)
  const { dense, part } = space
  space.count = 0
  dense.fill(0)
  denseFeatures(scan, annotation, range.from, range.to, extra, part)
  dense.set(part, 0)
  const inClause = mention.anchors.filter((token) => token >= range.from && token < range.to)
  const first = inClause[0] ?? mention.anchors[0]
  hashClause(scan, annotation, aspect, range, space)
  if (first !== undefined) {
    let last = first
    while (inClause.includes(last + 1)) last++
    const from = Math.max(mention.from, first - WINDOW)
    const to = Math.min(mention.to, last + 1 + WINDOW)
    denseFeatures(scan, annotation, from, to, extra, part)
    dense.set(part, DENSE_COUNT)
    hashWindow(scan, annotation, mention, first, last, space)
    for (let token = first; token <= last; token++) {
      if (space.count > MAX_AROUND_FEATURES - 64) break
      space.hashed[space.count++] = mixHash((scan.hash[token] as number) ^ OWN_SALT)
      hashGrams(scan, token, OWN_SALT, space)
    }
    const near = neighbours(annotation, mention, first, last)
    const at = 3 * DENSE_COUNT
    dense[at] = near.left / 3 / near.leftDistance
    dense[at + 1] = near.right / 3 / (1 + near.rightDistance)
    dense[at + 2] = Math.max(-2, Math.min(2, near.weighted))
    dense[at + 3] = near.leftDistance < 4 ? near.left / 3 : 0
    dense[at + 4] = near.rightDistance < 4 ? near.right / 3 : 0
    dense[at + 5] = annotation.contrast[annotation.clause[first] as number] as number
    if (comparedAgainst(scan, annotation, mention, first, than)) {
      dense[at + 6] = 1
      dense[at + 7] = Math.max(-2, Math.min(2, near.weighted))
    }
  }
  const at = 3 * DENSE_COUNT
  denseFeatures(scan, annotation, mention.from, mention.to, extra, part)
  dense.set(part, 2 * DENSE_COUNT)
  dense[at + 8] = mention.anchors.length === 0 ? 1 : 0
  dense[at + 9] = polarity[0] as number
  dense[at + 10] = polarity[1] as number
  dense[at + 11] = polarity[2] as number
  return range
}
