import {
  languageFeatures,
  MAX_LANGUAGE_FEATURES,
  type TextLanguage,
} from '../../src/analysis/language-id.ts'
import { createScan, scanText } from '../../src/analysis/scan.ts'
import type { Locale } from '../../src/core/locale.ts'
import { readLabelled } from './feedback-data.ts'
import {
  declaration,
  emojiNames,
  groupTexts,
  LITHUANIAN_FUNCTION_WORDS,
  lithuanianWords,
  OTHER_GROUPS,
} from './language-texts.ts'
import { type Example, type Trained, train } from './logistic.ts'
import { ownTexts } from './own-texts.ts'
import { seededRandom } from './random.ts'

/** The classes of the head: the four languages, then the groups of others. */
const LANGUAGE_CLASSES: readonly string[] = ['en', 'ru', 'kk', 'lt', ...OTHER_GROUPS]
export const LANGUAGE_OF_CLASS: readonly TextLanguage[] = LANGUAGE_CLASSES.map((name) =>
  name === 'en' || name === 'ru' || name === 'kk' || name === 'lt' ? name : 'other',
)
const PER_CLASS: Readonly<Record<string, number>> = {
  en: 30_000,
  ru: 40_000,
  kk: 45_000,
  lt: 60_000,
}
const PER_GROUP = { near: 10_000, other: 5_000 }
/** Groups that are easily taken for one of the four. */
const NEAR = new Set([
  'ukrainian',
  'south-slavic-cyrillic',
  'kyrgyz',
  'tatar',
  'uzbek',
  'latvian',
  'germanic',
])
/** Feedback in another language is rarer than feedback in one of the four. */
const OTHER_WEIGHT = 0.85
const NO_DENSE = new Float64Array(0)
const PLAIN_KAZAKH: Readonly<Record<string, string>> = {
  ә: 'а',
  ғ: 'г',
  қ: 'к',
  ң: 'н',
  ө: 'о',
  ұ: 'у',
  ү: 'у',
  һ: 'х',
  і: 'и',
}

function withoutKazakhLetters(text: string): string {
  return text.toLowerCase().replace(/[әғқңөұүһі]/g, (letter) => PLAIN_KAZAKH[letter] ?? letter)
}

function withoutDiacritics(text: string): string {
  return text.normalize('NFD').replace(/\p{M}/gu, '')
}

/** Cuts a piece of one to twelve words out of a text, or takes it whole. */
function piece(text: string, random: () => number): string {
  const words = text.split(/\s+/)
  const roll = random()
  if (roll < 0.25 || words.length < 3) return text
  const length = 1 + Math.floor(random() * (roll < 0.7 ? 4 : 12))
  const from = Math.floor(random() * Math.max(1, words.length - length))
  return words.slice(from, from + length).join(' ')
}

function pick<T>(items: readonly T[], random: () => number): T {
  return items[Math.floor(random() * items.length)] as T
}

function phrase(words: readonly string[], random: () => number): string {
  const length = 1 + Math.floor(random() * 6)
  return Array.from({ length }, () =>
    random() < 0.35 ? pick(LITHUANIAN_FUNCTION_WORDS, random) : pick(words, random),
  ).join(' ')
}

interface Sources {
  readonly running: readonly string[]
  readonly phrases: readonly string[]
  /** Feedback written for the project, drawn with a probability of its own. */
  readonly written?: readonly string[]
  readonly writtenShare?: number
  readonly share: number
}

/** Share of texts that are drawn from the sentences that were written for the project. */
const WRITTEN_SHARE = 0.3
const LITHUANIAN_WRITTEN_SHARE = 0.6
/** The same for languages with many other texts. */
const SMALL_WRITTEN_SHARE = 0.25
/** Share of Lithuanian texts that are dictionary words in a row. */
const PHRASE_SHARE = 0.35

function draw(sources: Sources, random: () => number): string {
  if (
    sources.written &&
    sources.written.length > 0 &&
    random() < (sources.writtenShare ?? WRITTEN_SHARE)
  ) {
    return piece(pick(sources.written, random), random)
  }
  if (sources.phrases.length > 0 && random() > sources.share) return pick(sources.phrases, random)
  return piece(pick(sources.running, random), random)
}

/** Sentences of feedback that were written for the project. */
function written(lang: Locale): string[] {
  return ownTexts(lang, 'all').map(({ text }) => text)
}

function knownSources(folder: string): Record<string, Sources> {
  const texts = (names: readonly string[]) =>
    names.flatMap((name) => readLabelled(folder, name).map((row) => row.text))
  return {
    en: {
      written: written('en'),
      writtenShare: SMALL_WRITTEN_SHARE,
      running: [
        ...texts(['en_mabsa_train.jsonl', 'en_uci_train.jsonl', 'en_vader_tweets.jsonl']),
        ...texts(['en_mams_acsa_train.jsonl']),
        ...declaration('eng'),
      ],
      phrases: emojiNames('en'),
      share: 0.95,
    },
    ru: {
      written: written('ru'),
      writtenShare: SMALL_WRITTEN_SHARE,
      running: [...texts(['ru_mabsa_train.jsonl']), ...declaration('rus')],
      phrases: emojiNames('ru'),
      share: 0.9,
    },
    kk: {
      written: written('kk'),
      writtenShare: SMALL_WRITTEN_SHARE,
      running: [...texts(['kk_kazsandra_train.jsonl']), ...declaration('kaz')],
      phrases: emojiNames('kk'),
      share: 0.95,
    },
    lt: {
      written: written('lt'),
      writtenShare: LITHUANIAN_WRITTEN_SHARE,
      running: declaration('lit'),
      phrases: emojiNames('lt'),
      share: 0.75,
    },
  }
}

/** Returns a text as it may be typed without the letters of its language. */
function typedPlainly(text: string, name: string, random: () => number): string {
  const letters = name === 'kk' && random() < 0.4 ? withoutKazakhLetters(text) : text
  return random() < (MARKS_LEFT_OUT[name] ?? 0) ? withoutDiacritics(letters) : letters
}

/** Share of texts that lose their diacritics: also й and ё. */
const MARKS_LEFT_OUT: Readonly<Record<string, number>> = { ru: 0.12, kk: 0.2, lt: 0.45 }
const MARKS_LEFT_OUT_ELSEWHERE = 0.15

/** Returns the training texts of language identification with their classes. */
function languageTexts(folder: string, seed: number): { text: string; target: number }[] {
  const random = seededRandom(seed)
  const known = knownSources(folder)
  const words = lithuanianWords(7)
  const out: { text: string; target: number }[] = []
  LANGUAGE_CLASSES.forEach((name, target) => {
    const sources = known[name]
    if (sources) {
      for (let i = 0; i < (PER_CLASS[name] ?? 0); i++) {
        const isPhrase = name === 'lt' && random() < PHRASE_SHARE
        const text = isPhrase ? phrase(words, random) : draw(sources, random)
        out.push({ text: typedPlainly(text, name, random), target })
      }
      return
    }
    const group = { ...groupTexts(name), share: 0.5 }
    const texts = NEAR.has(name) ? PER_GROUP.near : PER_GROUP.other
    for (let i = 0; i < texts; i++) {
      let text = draw(group, random)
      if (random() < MARKS_LEFT_OUT_ELSEWHERE) text = withoutDiacritics(text)
      out.push({ text, target })
    }
  })
  return out
}

/** Trains the head of language identification. */
export function trainLanguage(folder: string, seed: number, buckets = 2 ** 15): Trained {
  const scan = createScan()
  const buffer = new Int32Array(MAX_LANGUAGE_FEATURES)
  const examples: Example[] = []
  for (const { text, target } of languageTexts(folder, seed)) {
    scanText(scan, text)
    const count = languageFeatures(scan, buffer)
    if (count === 0) continue
    const weight = LANGUAGE_OF_CLASS[target] === 'other' ? OTHER_WEIGHT : 1
    examples.push({ features: buffer.slice(0, count), dense: NO_DENSE, target, weight })
  }
  return train(examples, {
    classes: LANGUAGE_CLASSES.length,
    buckets,
    denseCount: 0,
    epochs: 3,
    rate: 0.5,
    decay: 1e-7,
    dropout: 0.1,
    seed,
  })
}
