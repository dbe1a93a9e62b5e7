import { stemmer as stemEnglish } from '@orama/stemmers/english'
import { stemmer as stemLithuanian } from '@orama/stemmers/lithuanian'
import { stemmer as stemRussian } from '@orama/stemmers/russian'
import type { Locale } from '../core/locale.ts'
import { fold } from './fold.ts'
import { stemsKazakh } from './kazakh-stem.ts'

/** Words beyond these are not indexed: nobody searches for them. */
const LONGEST_WORD = 40
const MOST_TERMS = 1_000
const LONGEST_TEXT = 20_000
const CACHED_STEMS = 60_000

const WORD = /[\p{L}\p{N}]+/gu
const KAZAKH_LETTER = /[әғқңөұүһі]/i
const LITHUANIAN_LETTER = /[ąčęėįšųūž]/i

const stemmers: Readonly<Record<Locale, (word: string) => readonly string[]>> = {
  en: (word) => [stemEnglish(word)],
  ru: (word) => [stemRussian(word)],
  kk: stemsKazakh,
  lt: (word) => [stemLithuanian(word)],
}

const caches: Readonly<Record<Locale, Map<string, readonly string[]>>> = {
  en: new Map(),
  ru: new Map(),
  kk: new Map(),
  lt: new Map(),
}

/**
 * Returns the stems of a folded word, one for each way to read it. Some stemmers
 * give nothing for some words; the word then stands for itself.
 */
export function stemmed(word: string, locale: Locale): readonly string[] {
  return stemmers[locale](word).map((stem) => fold(stem) || word)
}

/** The same, remembered. */
function stemsOf(word: string, locale: Locale): readonly string[] {
  const cache = caches[locale]
  const known = cache.get(word)
  if (known !== undefined) return known
  const found = stemmed(word, locale)
  if (cache.size >= CACHED_STEMS) cache.clear()
  cache.set(word, found)
  return found
}

/** The languages by which words are stemmed. */
export interface Reading {
  readonly cyrillic: Locale | null
  readonly latin: Locale | null
}

/** Whether a text has letters that only one of the languages of a script has. */
export interface TellingLetters {
  readonly kazakh: boolean
  readonly lithuanian: boolean
}

const NO_LETTERS: TellingLetters = { kazakh: false, lithuanian: false }

/** Returns which of the telling letters a text has. */
export function tellingLetters(text: string): TellingLetters {
  return { kazakh: KAZAKH_LETTER.test(text), lithuanian: LITHUANIAN_LETTER.test(text) }
}

/** Returns by which languages the words of a text are stemmed: as stated, else by its letters. */
export function readingOf(lang: string | null, letters: TellingLetters): Reading {
  switch (lang) {
    case 'ru':
      return { cyrillic: 'ru', latin: 'en' }
    case 'kk':
      return { cyrillic: 'kk', latin: 'en' }
    case 'lt':
      return { cyrillic: 'ru', latin: 'lt' }
    case 'en':
      return { cyrillic: 'ru', latin: 'en' }
    case null:
      return {
        cyrillic: letters.kazakh ? 'kk' : 'ru',
        latin: letters.lithuanian ? 'lt' : 'en',
      }
    default:
      return { cyrillic: 'ru', latin: null }
  }
}

/** Returns whether the word begins with a letter of the Cyrillic blocks. */
function isCyrillic(word: string): boolean {
  const first = word.charCodeAt(0)
  return first >= 0x400 && first < 0x530
}

/** Returns the folded words of a text. */
export function wordsOf(text: string): readonly string[] {
  return fold(text.slice(0, LONGEST_TEXT)).match(WORD) ?? []
}

/** Returns what a folded word of a text is found by. */
export function termsOf(
  word: string,
  reading: Reading,
  stems: typeof stemmed = stemsOf,
): readonly string[] {
  if (word.length > LONGEST_WORD) return []
  const locale = isCyrillic(word) ? reading.cyrillic : reading.latin
  return locale ? stems(word, locale) : [word]
}

/**
 * Returns the stems under which a text is found, each once: folded, letters and
 * digits only. `lang` is the language that the source states (ISO 639-1).
 */
export function indexTerms(text: string, lang: string | null): string[] {
  const reading = readingOf(lang, lang === null ? tellingLetters(text) : NO_LETTERS)
  const terms = new Set<string>()
  for (const word of wordsOf(text)) {
    for (const term of termsOf(word, reading)) terms.add(term)
    if (terms.size >= MOST_TERMS) break
  }
  return [...terms]
}

/** One word of a query: it is found where any of `stems` is. */
export interface QueryTerm {
  /** The word itself, folded; other words that begin with it are its second chance. */
  readonly word: string
  readonly stems: readonly string[]
}

/**
 * Returns what to look up for the words of a query, under every language of
 * their script. A word with a hyphen or an apostrophe counts as several. Signs
 * that a query language might know are no part of a term.
 */
export function queryTerms(words: readonly string[]): QueryTerm[] {
  return wordsOf(words.join(' '))
    .map((word) => word.slice(0, LONGEST_WORD))
    .map((word) => {
      const locales: readonly Locale[] = isCyrillic(word) ? ['ru', 'kk'] : ['en', 'lt']
      return {
        word,
        stems: [...new Set([word, ...locales.flatMap((locale) => stemsOf(word, locale))])],
      }
    })
}
