import type { Locale } from '../core/locale.ts'
import { markIrony } from './irony.ts'
import { type Lexicon, lookUpToken, Role, valenceOf } from './lexicon.ts'
import { EMOJI_VALENCE } from './lexicons/emoji.ts'
import { negate } from './negation.ts'
import { MAX_TOKENS, type Scan, TokenFlag, TokenKind } from './scan.ts'

/** What the lexicon and the negation layer say of each token of a scan. */
export interface Annotation {
  /** Number of the token in the lexicon: roles and valence. */
  readonly entry: Int32Array
  /** Valence as it stands in the text: turned by negation, scaled by intensifiers. */
  readonly valence: Float64Array
  /** 1 where a negator reaches the token. */
  readonly negated: Uint8Array
  /** 1 where negation turned the token's valence. */
  readonly turned: Uint8Array
  /** 1 where the token is a negator, or holds one (an ending, a prefix). */
  readonly negator: Uint8Array
  /** Clause that the token stands in, counted from 0. */
  readonly clause: Int32Array
  /** 1 where the clause is opened by a word of contrast. */
  readonly contrast: Uint8Array
  clauses: number
}

export function createAnnotation(): Annotation {
  return {
    entry: new Int32Array(MAX_TOKENS),
    valence: new Float64Array(MAX_TOKENS),
    negated: new Uint8Array(MAX_TOKENS),
    turned: new Uint8Array(MAX_TOKENS),
    negator: new Uint8Array(MAX_TOKENS),
    clause: new Int32Array(MAX_TOKENS),
    contrast: new Uint8Array(MAX_TOKENS + 1),
    clauses: 0,
  }
}

let emoji: Map<number, number> | undefined

function emojiValence(point: number): number {
  if (!emoji) {
    emoji = new Map()
    for (const [valence, list] of Object.entries(EMOJI_VALENCE)) {
      for (const each of list) emoji.set(each.codePointAt(0) ?? 0, Number(valence))
    }
  }
  return emoji.get(point) ?? 0
}

const BREAKS = new Set([...'.!?;…\n,:()—–|/•«»"“”„'].map((mark) => mark.charCodeAt(0)))
const CLOSE_BRACKET = 41
const OPEN_BRACKET = 40
const COLON = 58

/** Valence of a smiley written with marks: «)))», ":(", ":)". */
function smiley(scan: Scan, token: number): number {
  const unit = scan.folded[scan.start[token] as number] as number
  if (unit !== CLOSE_BRACKET && unit !== OPEN_BRACKET) return 0
  const length = (scan.end[token] as number) - (scan.start[token] as number)
  const before = token > 0 ? (scan.folded[scan.start[token - 1] as number] as number) : 0
  const touches = token > 0 && scan.end[token - 1] === scan.start[token]
  const hasEyes = touches && (before === COLON || before === 59 || before === 45 || before === 61)
  if (length < 2 && !hasEyes) return 0
  return unit === CLOSE_BRACKET ? 2 : -2
}

function markClauses(scan: Scan, annotation: Annotation): void {
  const { clause, contrast, entry } = annotation
  let current = 0
  let words = 0
  contrast[0] = 0
  for (let token = 0; token < scan.tokens; token++) {
    const isMark = scan.kind[token] === TokenKind.mark
    if (isMark && BREAKS.has(scan.folded[scan.start[token] as number] as number)) {
      clause[token] = current
      if (words > 0) {
        current++
        words = 0
        contrast[current] = 0
      }
      continue
    }
    if (scan.kind[token] === TokenKind.word) {
      const isContrast = ((entry[token] as number) & Role.contrast) !== 0
      if (isContrast && words > 0) {
        current++
        words = 0
        contrast[current] = 0
      }
      if (isContrast) contrast[current] = 1
      words++
    }
    clause[token] = current
  }
  annotation.clauses = scan.tokens > 0 ? current + 1 : 0
}

function readWords(scan: Scan, lexicon: Lexicon, annotation: Annotation): void {
  const { entry, valence, negated, negator, turned } = annotation
  for (let token = 0; token < scan.tokens; token++) {
    negated[token] = 0
    turned[token] = 0
    negator[token] = 0
    const kind = scan.kind[token]
    entry[token] = 0
    valence[token] = 0
    if (kind === TokenKind.word) {
      entry[token] = lookUpToken(lexicon.words, scan, token)
      valence[token] = valenceOf(entry[token] as number)
    } else if (kind === TokenKind.symbol) {
      valence[token] = emojiValence(scan.text.codePointAt(scan.start[token] as number) ?? 0)
    } else if (kind === TokenKind.mark) valence[token] = smiley(scan, token)
  }
}

/** Bit of `negated` that says: the valence is a phrase's, and no negator turns it. */
export const FIXED = 2

function readPhrases(scan: Scan, lexicon: Lexicon, annotation: Annotation): void {
  const { entry, valence, negated } = annotation
  for (let token = 0; token < scan.tokens; token++) {
    if (scan.kind[token] === TokenKind.mark || scan.kind[token] === TokenKind.symbol) continue
    const found = lexicon.phrases.at(scan, token)
    if (!found) continue
    for (let i = 0; i < found.length; i++) {
      valence[token + i] = 0
      negated[token + i] = FIXED
      entry[token + i] = (entry[token + i] as number) & ~Role.lukewarm
    }
    const last = token + found.length - 1
    valence[last] = found.value.valence
    if (found.value.lukewarm) entry[last] = (entry[last] as number) | Role.lukewarm
    token += found.length - 1
  }
}

function intensify(scan: Scan, annotation: Annotation): void {
  const { entry, valence } = annotation
  for (let token = 0; token < scan.tokens; token++) {
    if (valence[token] === 0) continue
    let factor = 1
    for (let back = 1; back <= 2 && token - back >= 0; back++) {
      const role = entry[token - back] as number
      if (role & Role.intensifier) factor *= 1.3
      else if (role & Role.diminisher) factor *= 0.7
    }
    if ((scan.flags[token] as number) & (TokenFlag.elongated | TokenFlag.capitals)) factor *= 1.2
    valence[token] = (valence[token] as number) * factor
  }
}

/** Share that is left of what a reservation scolds: "only the queue was long". */
const RESERVED = 0.6
/** Words at the start of a clause among which a reservation opens it. */
const OPENING = 3

function soften(scan: Scan, annotation: Annotation): void {
  const { clause, entry, valence } = annotation
  let current = -1
  let words = 0
  let isReserved = false
  for (let token = 0; token < scan.tokens; token++) {
    if (clause[token] !== current) {
      current = clause[token] as number
      words = 0
      isReserved = false
    }
    if (scan.kind[token] === TokenKind.word) words++
    if (words <= OPENING && (entry[token] as number) & Role.reservation) isReserved = true
    const value = valence[token] as number
    if (isReserved && value < 0) valence[token] = value * RESERVED
  }
}

/** Fills the annotation of a scanned text in a language. */
export function annotate(scan: Scan, lang: Locale, lexicon: Lexicon, annotation: Annotation): void {
  readWords(scan, lexicon, annotation)
  markClauses(scan, annotation)
  readPhrases(scan, lexicon, annotation)
  markIrony(scan, annotation)
  negate(scan, lang, lexicon, annotation)
  intensify(scan, annotation)
  soften(scan, annotation)
}
