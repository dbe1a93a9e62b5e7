import { type Annotation, FIXED } from './annotate.ts'
import { combineHashes, extendHash, HASH_SEED, mixHash } from './hashing.ts'
import { Role } from './lexicon.ts'
import { type Scan, TokenKind } from './scan.ts'

/** Hashed features that a text may have at most; what comes later is left out. */
export const MAX_FEATURES = 65_536

const LONGEST_WORD = 28
const NEGATED_SALT = 0x2545f491
const BIGRAM_SALT = 0x1b873593
const SKIP_SALT = 0x3c6ef372
const TRIGRAM_SALT = 0x1f83d9ab
const VALENCE_SALT = 0x5be0cd19
const BOUNDARY = 95

export interface FeatureOptions {
  readonly shortest: number
  readonly longest: number
}

/** Character n-grams of a token within its bounds. */
function characterGrams(
  scan: Scan,
  token: number,
  salt: number,
  options: FeatureOptions,
  out: Int32Array,
  from: number,
): number {
  const { folded } = scan
  const start = scan.start[token] as number
  const end = Math.min(scan.end[token] as number, start + LONGEST_WORD)
  let count = from
  for (let at = start - 1; at < end; at++) {
    let hash = HASH_SEED ^ salt
    let length = 0
    for (let place = at; place <= end && length < options.longest; place++) {
      const unit = place < start || place === end ? BOUNDARY : (folded[place] as number)
      if (unit === 0) continue
      hash = extendHash(hash, unit)
      length++
      if (length >= options.shortest) out[count++] = mixHash(hash)
    }
  }
  return count
}

/**
 * Writes the hashed features of tokens `from` up to `to`: words, pairs, skip pairs, triples and
 * character n-grams; each differs inside and outside the reach of a negator.
 * Returns how many.
 */
export function textFeatures(
  scan: Scan,
  annotation: Annotation,
  from: number,
  to: number,
  options: FeatureOptions,
  out: Int32Array,
): number {
  const { kind, hash } = scan
  const limit = Math.min(out.length, MAX_FEATURES) - (LONGEST_WORD + 2) * options.longest - 8
  let count = 0
  let last = HASH_SEED
  let beforeLast = HASH_SEED
  for (let token = from; token < to && count < limit; token++) {
    const salt = ((annotation.negated[token] as number) & 1) === 1 ? NEGATED_SALT : 0
    const own = hash[token] as number
    const word = own ^ salt
    out[count++] = mixHash(word)
    out[count++] = combineHashes(last, own ^ BIGRAM_SALT)
    out[count++] = combineHashes(beforeLast, own ^ SKIP_SALT)
    out[count++] = combineHashes(combineHashes(beforeLast, last), own ^ TRIGRAM_SALT)
    const value = annotation.valence[token] as number
    if (value !== 0) {
      out[count++] = mixHash(VALENCE_SALT + Math.round(Math.max(-4, Math.min(4, value))))
    }
    if (kind[token] === TokenKind.word)
      count = characterGrams(scan, token, salt, options, out, count)
    beforeLast = last
    last = own
  }
  return count
}

/** Number of real-valued features of a text or a part of it. */
export const DENSE_COUNT = 35

function squash(value: number): number {
  return Math.log1p(value)
}

/**
 * Writes the real-valued features of tokens `from` up to `to`: sums, extremes,
 * ends and balance of valence, marks, negators, irony. They mean the same in
 * every language. `extra` is a second lexicon's valence by token, where there is one.
 */
export function denseFeatures(
  scan: Scan,
  annotation: Annotation,
  from: number,
  to: number,
  extra: Float64Array | undefined,
  out: Float64Array,
): void {
  const { valence, entry, clause, contrast, negator, negated, turned } = annotation
  let good = 0
  let bad = 0
  let goods = 0
  let bads = 0
  let most = 0
  let least = 0
  let first = 0
  let final = 0
  let lastClause = 0
  let afterContrast = 0
  let beforeContrast = 0
  let hasContrast = 0
  let lukewarm = 0
  let turnedGood = 0
  let turnedBad = 0
  let phraseGood = 0
  let phraseBad = 0
  let negators = 0
  let exclamations = 0
  let questions = 0
  let ellipses = 0
  let words = 0
  let own = 0
  let quotes = 0
  let emojiGood = 0
  let emojiBad = 0
  let emphatic = 0
  let extraGood = 0
  let extraBad = 0
  const end = to > from ? (clause[to - 1] as number) : 0
  for (let token = from; token < to; token++) {
    const value = valence[token] as number
    const kind = scan.kind[token]
    if (kind === TokenKind.word) words++
    if ((entry[token] as number) & Role.firstPerson) own = 1
    if ((entry[token] as number) & Role.lukewarm) lukewarm++
    if (negator[token]) negators++
    if (contrast[clause[token] as number]) hasContrast = 1
    if (extra) {
      const other = extra[token] as number
      if (other > 0) extraGood += other
      else extraBad -= other
    }
    if (kind === TokenKind.mark) {
      const unit = scan.folded[scan.start[token] as number] as number
      if (unit === 33) exclamations++
      else if (unit === 63) questions++
      else if (unit === 8230 || (unit === 46 && (scan.flags[token] as number) > 0)) ellipses++
      else if (unit === 34 || unit === 171 || unit === 8220 || unit === 8222) quotes++
    }
    if (scan.flags[token] && kind === TokenKind.word) emphatic++
    if (value === 0) continue
    if (first === 0) first = value
    final = value
    most = Math.max(most, value)
    least = Math.min(least, value)
    if (clause[token] === end) lastClause += value
    if (hasContrast) afterContrast += value
    else beforeContrast += value
    if (turned[token]) {
      if (value > 0) turnedBad += value
      else turnedGood -= value
    } else if (negated[token] === FIXED) {
      if (value > 0) phraseGood += value
      else phraseBad -= value
    }
    if (value > 0) {
      good += value
      goods++
      if (kind === TokenKind.symbol) emojiGood++
    } else {
      bad -= value
      bads++
      if (kind === TokenKind.symbol) emojiBad++
    }
  }
  const total = good + bad
  out[0] = squash(good)
  out[1] = squash(bad)
  out[2] = total > 0 ? (good - bad) / (total + 1) : 0
  out[3] = most / 3
  out[4] = least / 3
  out[5] = final / 3
  out[6] = first / 3
  out[7] = Math.max(-2, Math.min(2, lastClause / 3))
  out[8] = hasContrast ? Math.max(-2, Math.min(2, afterContrast / 3)) : 0
  out[9] = hasContrast ? Math.max(-2, Math.min(2, beforeContrast / 3)) : 0
  out[10] = good > 0 && bad > 0 ? Math.min(good, bad) / total : 0
  out[11] = Math.min(2, exclamations) / 2
  out[12] = Math.min(2, questions) / 2
  out[13] = Math.min(3, negators) / 3
  out[14] = Math.min(2, emojiGood) / 2
  out[15] = Math.min(2, emojiBad) / 2
  out[16] = total === 0 ? 1 : 0
  out[17] = own
  out[18] = 1 / (1 + words)
  out[19] = squash(words) / 4
  out[20] = Math.min(3, goods) / (1 + words / 4)
  out[21] = Math.min(3, bads) / (1 + words / 4)
  out[22] = ellipses > 0 ? 1 : 0
  out[23] = Math.min(2, emphatic) / 2
  out[24] = quotes > 0 ? 1 : 0
  out[25] = squash(extraGood)
  out[26] = squash(extraBad)
  out[27] = extra ? (extraGood - extraBad) / Math.sqrt((extraGood - extraBad) ** 2 + 15) : 0
  out[28] = extra && extraGood + extraBad === 0 ? 1 : 0
  out[29] = hasContrast
  out[30] = Math.min(2, lukewarm) / 2
  out[31] = squash(turnedGood)
  out[32] = squash(turnedBad)
  out[33] = squash(phraseGood)
  out[34] = squash(phraseBad)
}
