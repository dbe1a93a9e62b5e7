import { type Annotation, FIXED } from './annotate.ts'
import { Role } from './lexicon.ts'
import { isLukewarm } from './lukewarm.ts'
import type { TokenRange } from './mention.ts'

/** Share of the probabilities that a set phrase decides by itself, and a word that negation turned. */
const TRUST = 0.5
const TURNED_TRUST = 0.3
/** The same for a verdict in the middle. */
const LUKEWARM_TRUST = 0.5
/** The same for a clause against the rest of its sentence. */
const CLAUSE_TRUST = 0.35
const LEAST_PHRASE = 1.5
const LEAST_CLAUSE = 1.8
const NEUTRAL = 2

/** Phrases and clauses by themselves make nothing surer than this. */
const SUREST = 0.8

function pull(probabilities: Float64Array, prevailing: number, most: number): void {
  const before = probabilities[prevailing] as number
  if (before >= SUREST) return
  const trust = Math.min(most, (SUREST - before) / (1 - before))
  for (let c = 0; c < 3; c++) {
    const kept = (probabilities[c] as number) * (1 - trust)
    probabilities[c] = c === prevailing ? kept + trust : kept
  }
}

/**
 * Moves probabilities towards set phrases ("not disappointed", «не пожалел») and
 * words that negation turned («жаман емес») where all that is of value in a range
 * points the same way: their words alone say the opposite, and a sum over words
 * is easily misled. What negation turned must be most of it, and says little
 * beside a verdict in the middle, which is neutral by itself and contradicts no phrase.
 */
export function trustPhrases(
  annotation: Annotation,
  from: number,
  to: number,
  probabilities: Float64Array,
): void {
  if (isLukewarm(annotation, from, to)) {
    pull(probabilities, NEUTRAL, LUKEWARM_TRUST)
    return
  }
  const { valence, negated, turned, entry } = annotation
  let good = 0
  let bad = 0
  let turnedSum = 0
  let trust = 0
  let isMixed = false
  for (let token = from; token < to; token++) {
    const value = valence[token] as number
    const isMiddling = ((entry[token] as number) & Role.lukewarm) !== 0
    if (isMiddling) isMixed = true
    if (negated[token] === FIXED && Math.abs(value) >= LEAST_PHRASE) trust = TRUST
    else if (turned[token]) turnedSum += Math.abs(value)
    else if (isMiddling && value > 0) continue
    if (value > 0) good += value
    else bad -= value
  }
  if (trust === 0 && !isMixed && 2 * turnedSum > good + bad) trust = TURNED_TRUST
  if (trust > 0 && good > 0 !== bad > 0) pull(probabilities, good > 0 ? 0 : 1, trust)
}

/**
 * Moves the polarity of a mention towards its clause, where a word of contrast
 * sets the clause against the rest of the sentence.
 */
export function trustContrast(
  { valence, contrast, clause }: Annotation,
  range: TokenRange,
  sentence: TokenRange,
  probabilities: Float64Array,
): void {
  let inside = 0
  let outside = 0
  let hasContrast = false
  for (let token = sentence.from; token < sentence.to; token++) {
    if (contrast[clause[token] as number]) hasContrast = true
    const isInside = token >= range.from && token < range.to
    if (isInside) inside += valence[token] as number
    else outside += valence[token] as number
  }
  if (!hasContrast || inside * outside >= 0 || Math.abs(inside) < LEAST_CLAUSE) return
  pull(probabilities, inside > 0 ? 0 : 1, CLAUSE_TRUST)
}
