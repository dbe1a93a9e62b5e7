import { type Annotation, FIXED } from './annotate.ts'
import { Role } from './lexicon.ts'

/** Tokens of a range that one verdict may speak for. */
const LONGEST = 20
/** Valence that may stand beside a verdict in the middle and leave it the last word. */
const BESIDE = 1
/** A verdict from here on is praise, though of a middling word: «жаман емес». */
const PRAISE = 1.5
/** Praise from here on is not taken back by "nothing special". */
const HIGH_PRAISE = 2.9
/** Tokens within which praise is taken back. */
const REACH = 8

/**
 * Returns true where a range of tokens gives a verdict in the middle and no
 * other ("the food was okay"), or takes its praise back ("good, but nothing
 * special"). People call such texts neutral, though their words are praise. What
 * is set against the verdict ("okay, but nobody came") is another one.
 */
export function isLukewarm(
  { valence, negated, entry, clause, contrast }: Annotation,
  from: number,
  to: number,
): boolean {
  if (to - from > LONGEST) return false
  let beside = 0
  let praised = -Infinity
  let verdict = -1
  let isOpposed = false
  for (let token = from; token < to; token++) {
    const value = valence[token] as number
    if ((entry[token] as number) & Role.lukewarm && value < PRAISE) {
      verdict = clause[token] as number
      isOpposed = false
      const takesBack = value < 0 && negated[token] === FIXED
      if (takesBack && token - praised <= REACH) return true
    } else {
      const at = clause[token] as number
      if (verdict >= 0 && at !== verdict && contrast[at]) isOpposed = true
      beside += Math.abs(value)
      if (value > 0 && value < HIGH_PRAISE) praised = token
    }
  }
  return verdict >= 0 && !isOpposed && beside <= BESIDE
}
