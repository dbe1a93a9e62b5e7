import { AROUND_DENSE, aroundFeatures } from '../../src/analysis/around.ts'
import { compileAspectWords } from '../../src/analysis/aspect-words.ts'
import { DENSE_COUNT } from '../../src/analysis/features.ts'
import { hashWord } from '../../src/analysis/hashing.ts'
import { softmax } from '../../src/analysis/linear-head.ts'
import type { Mention } from '../../src/analysis/mention.ts'
import {
  createReader,
  type ExtraLexicon,
  extraOf,
  type Reader,
  readAspectWords,
  readFeatures,
  readTokens,
  readWords,
} from '../../src/analysis/reader.ts'
import { TARGET_HASH } from '../../src/analysis/target.ts'
import { defaultTaxonomy } from '../../src/analysis/taxonomy.ts'
import { comparisonWords } from '../../src/analysis/words.ts'
import type { Locale } from '../../src/core/locale.ts'
import type { AspectRow, TargetRow } from './aspect-data.ts'
import { informativeness } from './informativeness.ts'
import { type Example, scoreExample, type Trained, train } from './logistic.ts'
import { classOf } from './sentiment-data.ts'
import { EXTRA_FEATURES, NO_FEATURES } from './train-sentiment.ts'

/** A mention with its features. */
export interface MentionExample extends Example {
  readonly text: string
  readonly domain: string
}

/** Gives the sentiment of a text by a head that has not seen it. */
export type SentimentOf = (
  text: string,
  features: Int32Array,
  dense: Float64Array,
  out: Float64Array,
) => void

/** Returns the sentiment by two heads, each trained on the other's half of the texts. */
export function heldOutSentiment(
  heads: readonly Trained[],
  foldOf: (text: string) => number,
): SentimentOf {
  return (text, features, dense, out) => {
    scoreExample(heads[foldOf(text)] as Trained, features, dense, out)
    softmax(out, 3)
  }
}

function mentionExample(
  reader: Reader,
  lang: Locale,
  mention: Mention,
  hash: number,
  polarity: Float64Array,
): { features: Int32Array; dense: Float64Array } {
  const { scan, annotation, around } = reader
  aroundFeatures(
    scan,
    annotation,
    mention,
    hash,
    extraOf(reader),
    polarity,
    comparisonWords(lang),
    around,
  )
  return { features: around.hashed.slice(0, around.count), dense: around.dense.slice() }
}

/** Returns one example for each aspect with a polarity. */
export function aspectMentions(
  rows: readonly AspectRow[],
  lang: Locale,
  extra: ExtraLexicon | undefined,
  sentimentOf: SentimentOf,
): MentionExample[] {
  const reader = createReader()
  const taxonomy = defaultTaxonomy()
  const words = compileAspectWords(taxonomy, lang)
  const polarity = new Float64Array(3)
  return rows.flatMap((row) => {
    readTokens(reader, row.text)
    readWords(reader, lang, extra)
    readAspectWords(reader, words)
    const { hits, scan } = reader
    const count = readFeatures(reader, 0, scan.tokens)
    sentimentOf(row.text, reader.features.slice(0, count), reader.dense, polarity)
    return [...row.aspects].flatMap(([key, given]) => {
      if (given === undefined) return []
      const aspect = taxonomy.aspects.findIndex((each) => each.key === key)
      const anchors: number[] = []
      for (let i = 0; i < hits.count; i++) {
        if (hits.aspect[i] === aspect) anchors.push(hits.token[i] as number)
      }
      const mention = { anchors, from: 0, to: scan.tokens }
      const isMentionOnly = row.domain === 'mams' && given === 'neutral'
      return [
        {
          ...mentionExample(reader, lang, mention, hashWord(key), polarity),
          target: classOf(given),
          weight: row.domain === 'mams' ? (isMentionOnly ? 0.05 : 0.35) : 1,
          text: row.text,
          domain: row.domain,
        },
      ]
    })
  })
}

/** Returns one example for each named target. */
export function targetMentions(
  rows: readonly TargetRow[],
  lang: Locale,
  extra: ExtraLexicon | undefined,
  sentimentOf: SentimentOf,
): MentionExample[] {
  const reader = createReader()
  const polarity = new Float64Array(3)
  return rows.map((row) => {
    readTokens(reader, row.text)
    readWords(reader, lang, extra)
    const { scan } = reader
    const count = readFeatures(reader, 0, scan.tokens)
    sentimentOf(row.text, reader.features.slice(0, count), reader.dense, polarity)
    const anchors: number[] = []
    for (let token = 0; token < scan.tokens; token++) {
      if ((scan.start[token] as number) < row.to && (scan.end[token] as number) > row.from) {
        anchors.push(token)
      }
    }
    const mention = { anchors, from: 0, to: scan.tokens }
    return {
      ...mentionExample(reader, lang, mention, TARGET_HASH, polarity),
      target: classOf(row.polarity),
      weight: row.weight,
      text: row.text,
      domain: row.domain,
    }
  })
}

/** Trains the polarity of mentions; more texts are worth more buckets. */
export function trainMentions(
  examples: readonly MentionExample[],
  buckets: number,
  scale?: Float32Array,
): Trained {
  return train(examples, {
    classes: 3,
    buckets,
    denseCount: AROUND_DENSE,
    epochs: 6,
    rate: 0.2,
    denseRate: 0.06,
    decay: 1e-6,
    dropout: 0.5,
    seed: 9,
    ...(scale ? { scale } : {}),
  })
}

/** Trains the polarity towards names, where features that tell the classes apart count more. */
export function trainTargets(examples: readonly MentionExample[], buckets: number): Trained {
  return trainMentions(examples, buckets, informativeness(examples, 3, buckets))
}

/** Returns an example without hashed features and without what only English has. */
function plain(example: MentionExample): MentionExample {
  const dense = example.dense.slice()
  for (let block = 0; block < 3; block++) {
    for (const at of EXTRA_FEATURES) dense[block * DENSE_COUNT + at] = 0
  }
  return { ...example, features: NO_FEATURES, dense }
}

/**
 * Trains the polarity of mentions in a language with few texts of its own, on these and on
 * the real-valued features of the other languages.
 */
export function trainTransferredMentions(
  others: readonly MentionExample[],
  own: readonly MentionExample[] = [],
): Trained {
  return train([...others.map(plain), ...own], {
    classes: 3,
    buckets: own.length === 0 ? 2 : 2 ** 14,
    denseCount: AROUND_DENSE,
    epochs: 5,
    rate: 0.1,
    denseRate: 0.05,
    decay: 1e-6,
    dropout: own.length === 0 ? 0 : 0.3,
    seed: 9,
  })
}
