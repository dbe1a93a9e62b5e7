import type { Locale } from '../core/locale.ts'
import { hashWord } from './hashing.ts'
import { compileLexicon, type Lexicon } from './lexicon.ts'
import { en } from './lexicons/en/index.ts'
import { kk } from './lexicons/kk/index.ts'
import { lt } from './lexicons/lt/index.ts'
import { ru } from './lexicons/ru/index.ts'
import { foldWord } from './stem-table.ts'

/** Kazakh feedback mixes in Russian, so the Russian words stand behind the Kazakh ones. */
const SOURCES = { en: [en], ru: [ru], kk: [kk, ru], lt: [lt] } as const

const THAN: Readonly<Record<Locale, string>> = {
  en: 'than',
  ru: 'чем нежели',
  kk: 'караганда қарағанда салыстырғанда гөрі',
  lt: 'nei negu už',
}

const lexicons = new Map<Locale, Lexicon>()
const comparisons = new Map<Locale, ReadonlySet<number>>()

/** Returns a language's lexicon, built on first use. */
export function lexiconOf(lang: Locale): Lexicon {
  let lexicon = lexicons.get(lang)
  if (!lexicon) {
    lexicon = compileLexicon(SOURCES[lang])
    lexicons.set(lang, lexicon)
  }
  return lexicon
}

/** Returns the hashes of the words after which the lesser side of a comparison stands. */
export function comparisonWords(lang: Locale): ReadonlySet<number> {
  let words = comparisons.get(lang)
  if (!words) {
    words = new Set(THAN[lang].split(' ').map((word) => hashWord(foldWord(word))))
    comparisons.set(lang, words)
  }
  return words
}
