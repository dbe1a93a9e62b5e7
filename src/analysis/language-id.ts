import type { Locale } from '../core/locale.ts'
import { extendHash, HASH_SEED, mixHash } from './hashing.ts'
import { type LinearHead, scoreHead, softmax } from './linear-head.ts'
import { type Scan, TokenKind } from './scan.ts'

/** Languages that are read, then one class for every other. */
export type TextLanguage = Locale | 'other'

const BOUNDARY = 95
const LONGEST = 4
const LONGEST_WORD = 24
const WORD_SALT = 0x51ed27
/** Letters after which a language is settled. */
export const MAX_LANGUAGE_FEATURES = 2_048

/**
 * Writes the features of language identification: character 1–4-grams within
 * word bounds, with diacritics, and whole words. Returns how many.
 */
export function languageFeatures(scan: Scan, out: Int32Array): number {
  const { lower, kind, start, end } = scan
  const limit = Math.min(out.length, MAX_LANGUAGE_FEATURES)
  let count = 0
  for (let token = 0; token < scan.tokens; token++) {
    if (kind[token] !== TokenKind.word) continue
    const from = start[token] as number
    const to = Math.min(end[token] as number, from + LONGEST_WORD)
    if (count + (to - from + 2) * LONGEST + 1 > limit) break
    let word = HASH_SEED ^ WORD_SALT
    for (let at = from - 1; at <= to; at++) {
      let hash = HASH_SEED
      for (let length = 0; length < LONGEST && at + length <= to; length++) {
        const place = at + length
        const unit = place < from || place === to ? BOUNDARY : (lower[place] as number)
        hash = extendHash(hash, unit)
        if (unit !== BOUNDARY || length > 0) out[count++] = mixHash(hash)
      }
      if (at >= from && at < to) word = extendHash(word, lower[at] as number)
    }
    out[count++] = mixHash(word)
  }
  return count
}

export interface LanguageModel {
  readonly head: LinearHead
  /** The language of each class of the head; many classes are "other". */
  readonly classes: readonly TextLanguage[]
}

export interface LanguageGuess {
  readonly lang: TextLanguage
  /** 0 to 1. */
  readonly confidence: number
}

const ORDER: readonly TextLanguage[] = ['en', 'ru', 'kk', 'lt', 'other']

/** Returns the language of a scanned text; "other" with no confidence where there are no letters. */
export function identifyLanguage(
  model: LanguageModel,
  features: Int32Array,
  count: number,
  scores: Float64Array,
): LanguageGuess {
  if (count === 0) return { lang: 'other', confidence: 0 }
  scoreHead(model.head, features, count, undefined, scores)
  softmax(scores, model.classes.length)
  let lang: TextLanguage = 'other'
  let confidence = 0
  for (const language of ORDER) {
    let share = 0
    for (let c = 0; c < model.classes.length; c++) {
      if (model.classes[c] === language) share += scores[c] as number
    }
    if (share > confidence) {
      lang = language
      confidence = share
    }
  }
  return { lang, confidence }
}
