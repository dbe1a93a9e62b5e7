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
function stemsOf(word: string, locale: Locale): readonly string[] {
  const cache = caches[locale]
  const known = cache.get(word)
  if (known !== undefined) return known
  const found = stemmers[locale](word).map((stem) => fold(stem) || word)
  if (cache.size >= CACHED_STEMS) cache.clear()
  cache.set(word, found)
  return found
}

interface Reading {
  readonly cyrillic: Locale | null
  readonly latin: Locale | null
}

/** By which languages the words of a text are stemmed: as stated, else by its letters. */
function readingOf(text: string, lang: string | null): Reading {
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
        cyrillic: KAZAKH_LETTER.test(text) ? 'kk' : 'ru',
        latin: LITHUANIAN_LETTER.test(text) ? 'lt' : 'en',
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

function wordsOf(text: string): readonly string[] {
  return fold(text.slice(0, LONGEST_TEXT)).match(WORD) ?? []
}

/** Letters, signs and money of the languages here: what lies beyond may change when it is composed. */
const PLAIN_END = 0x300
const CYRILLIC = { start: 0x400, end: 0x530 }
const SIGNS = { start: 0x2000, end: 0x2070 }
const MONEY = { start: 0x20a0, end: 0x20d0 }

/** By the code of a character: 0 for no part of a word, 1 for a letter or a digit, 2 for what needs to be composed first. */
const CHARACTER_KINDS = Uint8Array.from({ length: 0x10000 }, (_, code) => {
  const known =
    code < PLAIN_END ||
    [CYRILLIC, SIGNS, MONEY].some(({ start, end }) => code >= start && code < end)
  if (!known) return 2
  return /[\p{L}\p{N}]/u.test(String.fromCharCode(code)) ? 1 : 0
})

/** The stems of words as they are written, by what they are stemmed by. */
const written = new Map<string, Map<string, readonly string[]>>()

function writtenIn({ cyrillic, latin }: Reading): Map<string, readonly string[]> {
  const key = `${cyrillic} ${latin}`
  const known = written.get(key)
  if (known && known.size < CACHED_STEMS) return known
  const fresh = new Map<string, readonly string[]>()
  written.set(key, fresh)
  return fresh
}

function termsOf(words: readonly string[], reading: Reading): readonly string[] {
  return words.flatMap((word) => {
    if (word.length > LONGEST_WORD) return []
    const locale = isCyrillic(word) ? reading.cyrillic : reading.latin
    return locale ? stemsOf(word, locale) : [word]
  })
}

/** Whether the words of a text are the same before it is folded as after. */
function isPlain(text: string): boolean {
  for (let index = 0; index < text.length; index += 1) {
    if (CHARACTER_KINDS[text.charCodeAt(index)] === 2) return false
  }
  return true
}

/**
 * Returns the stems under which a text is found, each once: folded, letters and
 * digits only. `lang` is the language that the source states (ISO 639-1).
 */
export function indexTerms(text: string, lang: string | null): string[] {
  const reading = readingOf(text, lang)
  const start = text.slice(0, LONGEST_TEXT)
  const terms = new Set<string>()
  if (!isPlain(start)) {
    for (const word of wordsOf(text)) {
      for (const term of termsOf([word], reading)) terms.add(term)
      if (terms.size >= MOST_TERMS) break
    }
    return [...terms]
  }
  const known = writtenIn(reading)
  let position = 0
  while (position < start.length && terms.size < MOST_TERMS) {
    while (position < start.length && CHARACTER_KINDS[start.charCodeAt(position)] === 0)
      position += 1
    const from = position
    while (position < start.length && CHARACTER_KINDS[start.charCodeAt(position)] === 1)
      position += 1
    if (position === from) break
    const word = start.slice(from, position)
    let stems = known.get(word)
    if (!stems) {
      stems = termsOf(wordsOf(word), reading)
      known.set(Buffer.from(word).toString(), stems)
    }
    for (const stem of stems) terms.add(stem)
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
