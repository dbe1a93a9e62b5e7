import { DENSE_COUNT } from '../../src/analysis/features.ts'
import {
  createReader,
  type ExtraLexicon,
  readFeatures,
  readTokens,
  readWords,
} from '../../src/analysis/reader.ts'
import type { Locale } from '../../src/core/locale.ts'
import { informativeness } from './informativeness.ts'
import { type Example, type Settings, type Trained, train } from './logistic.ts'
import { classOf, type SentimentRow } from './sentiment-data.ts'

export const NO_FEATURES = new Int32Array(0)
/** Places of the second lexicon among the real-valued features: no language but English has one. */
export const EXTRA_FEATURES = [25, 26, 27, 28]

const reader = createReader()

/** A row with its features. */
export interface SentimentExample extends Example {
  readonly row: SentimentRow
}

/** Returns rows with their features in a language. */
export function sentimentExamples(
  rows: readonly SentimentRow[],
  lang: Locale,
  extra: ExtraLexicon | undefined,
): SentimentExample[] {
  return rows.map((row) => {
    readTokens(reader, row.text)
    readWords(reader, lang, extra)
    const count = readFeatures(reader, 0, reader.scan.tokens)
    const negators = reader.annotation.negator.subarray(0, reader.scan.tokens)
    return {
      features: reader.features.slice(0, count),
      dense: reader.dense.slice(),
      target: classOf(row.label),
      weight: row.weight * (negators.includes(1) ? NEGATED_WEIGHT : 1),
      row,
    }
  })
}

/** Texts with a negator weigh more: they are fewer and harder. */
const NEGATED_WEIGHT = 1.5

/** Rarer classes weigh more, by their share to the power 0.5. */
const BALANCE = 0.5

/** Returns the examples with the weight of their class. */
function balanced<T extends Example>(examples: readonly T[], power = BALANCE): T[] {
  const counts = [0, 0, 0]
  for (const { target } of examples) counts[target] = (counts[target] as number) + 1
  return examples.map((example) => {
    const share = (3 * (counts[example.target] as number)) / examples.length
    return { ...example, weight: example.weight * share ** -power }
  })
}

const SENTIMENT_SETTINGS: Readonly<Record<'en' | 'ru' | 'kk', Settings>> = {
  en: settings({ epochs: 5, rate: 0.1, decay: 1e-6, dropout: 0.3, buckets: 2 ** 17 }),
  ru: settings({ epochs: 6, rate: 0.15, decay: 1e-6, dropout: 0.3, buckets: 2 ** 17 }),
  kk: settings({ epochs: 4, rate: 0.1, decay: 1e-5, dropout: 0.3, buckets: 2 ** 18 }),
}

function settings(
  own: Pick<Settings, 'epochs' | 'rate' | 'decay' | 'dropout' | 'buckets'>,
): Settings {
  return { classes: 3, denseCount: DENSE_COUNT, seed: 5, ...own }
}

/** Trains a language's head. */
export function trainSentiment(
  examples: readonly SentimentExample[],
  lang: 'en' | 'ru' | 'kk',
): Trained {
  const settings = SENTIMENT_SETTINGS[lang]
  const weighted = balanced(examples)
  const scale = informativeness(weighted, settings.classes, settings.buckets)
  return train(weighted, { ...settings, scale })
}

/** The power of class shares where texts of several languages are joined. */
const TRANSFERRED_BALANCE = 0.7

/** Returns an example without hashed features and without what only English has. */
function plain(example: SentimentExample): SentimentExample {
  const dense = example.dense.slice()
  for (const at of EXTRA_FEATURES) dense[at] = 0
  return { ...example, features: NO_FEATURES, dense }
}

/**
 * Trains the head of a language with few labelled texts of its own, on these and on the
 * real-valued features of the other languages: what words of value, negation and contrast
 * add up to means the same in every language.
 */
export function trainTransferred(
  others: readonly SentimentExample[],
  own: readonly SentimentExample[],
): Trained {
  const buckets = 2 ** 17
  const scale = informativeness(balanced(own, TRANSFERRED_BALANCE), 3, buckets)
  return train(balanced([...others.map(plain), ...own], TRANSFERRED_BALANCE), {
    classes: 3,
    buckets,
    denseCount: DENSE_COUNT,
    epochs: 8,
    rate: 0.2,
    denseRate: 0.05,
    decay: 1e-6,
    dropout: 0.3,
    seed: 5,
    scale,
  })
}
