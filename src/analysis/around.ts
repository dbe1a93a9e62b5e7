import type { Annotation } from './annotate.ts'
import { DENSE_COUNT, denseFeatures } from './features.ts'
import { clauseAround, type Mention, type TokenRange } from './mention.ts'
import {
  type HashedFeatures,
  hashClause,
  hashName,
  hashWindow,
  MAX_AROUND_FEATURES,
  WINDOW,
} from './mention-hashing.ts'
import { type Scan, TokenKind } from './scan.ts'

const EXTRAS = 12

/** Number of real-valued features of a mention: clause, window, sentence, and its neighbours. */
export const AROUND_DENSE = 3 * DENSE_COUNT + EXTRAS

/** Working space of `aroundFeatures`. */
export interface AroundSpace extends HashedFeatures {
  readonly dense: Float64Array
  readonly part: Float64Array
}

export function createAroundSpace(): AroundSpace {
  return {
    hashed: new Int32Array(MAX_AROUND_FEATURES),
    dense: new Float64Array(AROUND_DENSE),
    part: new Float64Array(DENSE_COUNT),
    count: 0,
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
    hashName(scan, first, last, space)
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
