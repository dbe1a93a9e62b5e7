import type { Annotation } from './annotate.ts'

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
