import type { Locale } from '../core/locale.ts'
import { type Annotation, annotate, createAnnotation } from './annotate.ts'
import { type AroundSpace, createAroundSpace } from './around.ts'
import { type AspectHits, type AspectWords, createHits, findAspectWords } from './aspect-words.ts'
import { DENSE_COUNT, denseFeatures, MAX_FEATURES, textFeatures } from './features.ts'
import { createScan, MAX_TOKENS, type Scan, scanText } from './scan.ts'
import { createSentences, type Sentences, splitSentences } from './sentences.ts'
import { lexiconOf } from './words.ts'

const TURNED_EXTRA = -0.74
/** Character n-grams of the text features. */
const GRAMS = { shortest: 2, longest: 5 } as const

/** A second lexicon: valence by the hash of a word. */
export type ExtraLexicon = ReadonlyMap<number, number>

/** The buffers that one text at a time is read into. */
export interface Reader {
  readonly scan: Scan
  readonly annotation: Annotation
  readonly extra: Float64Array
  readonly sentences: Sentences
  readonly hits: AspectHits
  readonly features: Int32Array
  readonly dense: Float64Array
  readonly around: AroundSpace
  hasExtra: boolean
  /** Range and number of the features that the buffers hold; a second call for it costs nothing. */
  held: { from: number; to: number; count: number }
}

/** Returns buffers for the longest text; they hold none yet. */
export function createReader(): Reader {
  return {
    scan: createScan(),
    annotation: createAnnotation(),
    extra: new Float64Array(MAX_TOKENS),
    sentences: createSentences(),
    hits: createHits(),
    features: new Int32Array(MAX_FEATURES),
    dense: new Float64Array(DENSE_COUNT),
    around: createAroundSpace(),
    hasExtra: false,
    held: { from: 0, to: -1, count: 0 },
  }
}

/** Cuts a text into tokens. The next steps work on what this left. */
export function readTokens(reader: Reader, text: string): void {
  scanText(reader.scan, text)
}

/** Looks the tokens up in a language's words, and finds sentences and clauses. */
export function readWords(reader: Reader, lang: Locale, extra: ExtraLexicon | undefined): void {
  const { scan, annotation } = reader
  annotate(scan, lang, lexiconOf(lang), annotation)
  splitSentences(scan, reader.sentences)
  reader.hasExtra = extra !== undefined
  reader.held.to = -1
  if (!extra) return
  for (let token = 0; token < scan.tokens; token++) {
    const value = extra.get(scan.hash[token] as number) ?? 0
    const isTurned = ((annotation.negated[token] as number) & 1) === 1
    reader.extra[token] = isTurned ? value * TURNED_EXTRA : value
  }
}

/** Finds the words of a taxonomy. */
export function readAspectWords(reader: Reader, words: AspectWords): void {
  findAspectWords(words, reader.scan, reader.hits)
}

/** The second lexicon's valences by token, where the language has one. */
export function extraOf(reader: Reader): Float64Array | undefined {
  return reader.hasExtra ? reader.extra : undefined
}

/** Writes the features of tokens `from` up to `to`; returns the number of hashed ones. */
export function readFeatures(reader: Reader, from: number, to: number): number {
  const { scan, annotation, held } = reader
  if (held.from === from && held.to === to) return held.count
  denseFeatures(scan, annotation, from, to, extraOf(reader), reader.dense)
  held.from = from
  held.to = to
  held.count = textFeatures(scan, annotation, from, to, GRAMS, reader.features)
  return held.count
}
