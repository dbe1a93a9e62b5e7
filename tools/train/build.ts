import { copyFileSync, mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { HeadHeader } from '../../src/analysis/linear-head.ts'
import { decodeModelFile, encodeModelFile } from '../../src/analysis/model-file.ts'
import {
  FEATURE_VERSION,
  headsOf,
  type LanguageHeads,
  packLexicon,
} from '../../src/analysis/models.ts'
import type { ExtraLexicon } from '../../src/analysis/reader.ts'
import { POLARITIES } from '../../src/analysis/types.ts'
import type { Locale } from '../../src/core/locale.ts'
import { aspectRows, targetRows } from './aspect-data.ts'
import { calibrations } from './calibration.ts'
import type { Part } from './feedback-data.ts'
import { installTexts } from './language-texts.ts'
import type { Trained } from './logistic.ts'
import { quantise } from './quantise.ts'
import { foldOf } from './scores.ts'
import { sentimentRows } from './sentiment-data.ts'
import {
  aspectExamples,
  chooseThresholds,
  heldOutScores,
  learnableLabels,
  trainAspects,
} from './train-aspects.ts'
import { LANGUAGE_OF_CLASS, trainLanguage } from './train-language.ts'
import {
  aspectMentions,
  heldOutSentiment,
  type MentionExample,
  targetMentions,
  trainMentions,
  trainTargets,
  trainTransferredMentions,
} from './train-mentions.ts'
import {
  type SentimentExample,
  sentimentExamples,
  trainSentiment,
  trainTransferred,
} from './train-sentiment.ts'
import { vader } from './vader.ts'

const SEED = 7
/** Weight of Kazakh texts, which are many and noisy, in what is learned for every language. */
const KAZAKH_WEIGHT = 0.3
/** The same for domains that are less like feedback, or no whole texts. */
const POOLED_WEIGHT: Readonly<Record<string, number>> = { news: 0, mams: 0, sight: 0, tweets: 0.5 }

export interface BuildOptions {
  /** The folder of labelled texts. */
  readonly data: string
  readonly out: string
  /** `train` leaves the held-out texts aside, so that they can be measured on. */
  readonly part: Part
  /** A folder whose language file is taken, because it is the same for every part. */
  readonly languageFrom?: string
  /** Domains that are left out, to measure on a domain that is new. */
  readonly without?: readonly string[]
  readonly log: (line: string) => void
}

type Heads = Record<string, Trained>

interface Learned {
  readonly heads: Heads
  readonly header: Readonly<Record<string, unknown>>
}

function encode(learned: Learned, lexicon?: ExtraLexicon): Uint8Array {
  const bytes = new Map<string, Int8Array>()
  const headers: Record<string, HeadHeader> = {}
  for (const [key, head] of Object.entries(learned.heads)) {
    const small = quantise(head)
    bytes.set(key, small.bytes)
    headers[key] = small.header
  }
  if (lexicon) bytes.set('lexicon', packLexicon(lexicon))
  return encodeModelFile({ header: { ...learned.header, heads: headers }, bytes })
}

function writeModel(out: string, name: string, learned: Learned, lexicon?: ExtraLexicon): number {
  const file = encode(learned, lexicon)
  mkdirSync(out, { recursive: true })
  writeFileSync(join(out, `${name}.bin`), file)
  return file.length
}

interface Pool {
  readonly sentiment: SentimentExample[]
  readonly mentions: MentionExample[]
  readonly targets: MentionExample[]
}

function isKnown({ without = [] }: BuildOptions): (row: { readonly domain: string }) => boolean {
  return ({ domain }) => !without.includes(domain)
}

function learnSentiment(
  options: BuildOptions,
  lang: Locale,
  extra: ExtraLexicon | undefined,
  pool: Pool,
) {
  const rows = sentimentRows(options.data, lang, options.part).filter(isKnown(options))
  const examples = sentimentExamples(rows, lang, extra)
  for (const example of examples) {
    const weight = lang === 'kk' ? KAZAKH_WEIGHT : POOLED_WEIGHT[example.row.domain]
    if (lang !== 'lt' && weight !== 0) pool.sentiment.push({ ...example, weight: weight ?? 1 })
  }
  options.log(`${lang}: ${examples.length} texts with a sentiment`)
  return examples
}

/** Trains a language's sentiment; Lithuanian has few texts of its own. */
function sentimentHead(lang: Locale, examples: readonly SentimentExample[], pool: Pool): Trained {
  return lang === 'lt' ? trainTransferred(pool.sentiment, examples) : trainSentiment(examples, lang)
}

function learnAspects(
  options: BuildOptions,
  lang: Locale,
  extra: ExtraLexicon | undefined,
  examples: readonly SentimentExample[],
  pool: Pool,
): Learned {
  const source = { folder: options.data, part: options.part }
  const halves = [0, 1].map((fold) =>
    sentimentHead(
      lang,
      examples.filter(({ row }) => foldOf(row.text, 2) !== fold),
      pool,
    ),
  )
  const sentimentOf = heldOutSentiment(halves, (text) => foldOf(text, 2))
  const rows = aspectRows(source, lang).filter(isKnown(options))
  const labels = learnableLabels(rows)
  const detection = aspectExamples(rows, lang, labels, extra)
  const held = heldOutScores(detection, labels.length)
  const thresholds = chooseThresholds(detection, held, labels)
  const mentions = aspectMentions(rows, lang, extra, sentimentOf)
  const named = targetRows(source, lang).filter(isKnown(options))
  const targets = targetMentions(named, lang, extra, sentimentOf)
  options.log(`${lang}: ${rows.length} texts with aspects, ${targets.length} targets`)
  const aspects = trainAspects(detection, labels.length)
  const header = { labels, thresholds }
  if (lang === 'kk' || lang === 'lt') {
    const mention = trainTransferredMentions(pool.mentions, mentions)
    return { heads: { aspects, mention, target: trainTransferredMentions(pool.targets) }, header }
  }
  pool.mentions.push(...mentions)
  pool.targets.push(...targets)
  const mention = trainMentions([...mentions, ...namedOpinions(targets)], MENTION_BUCKETS[lang])
  return {
    heads: { aspects, mention, target: trainTargets(targets, TARGET_BUCKETS[lang]) },
    header,
  }
}

/** More texts are worth more buckets. */
const MENTION_BUCKETS = { en: 2 ** 17, ru: 2 ** 16 } as const
const TARGET_BUCKETS = { en: 2 ** 18, ru: 2 ** 16 } as const

/** Weight of opinions on names among those on aspects. */
const NAMED_WEIGHT = 0.3

/** Opinions on names also teach the polarity of aspects, where they are opinions. */
function namedOpinions(targets: readonly MentionExample[]): MentionExample[] {
  const neutral = POLARITIES.indexOf('neutral')
  return targets
    .filter(({ target }) => target !== neutral)
    .map((example) => ({ ...example, weight: NAMED_WEIGHT }))
}

/**
 * Trains every model and writes its file; the same data gives the same bytes.
 * Returns the size of each file.
 */
export function buildModels(options: BuildOptions): Record<string, number> {
  const { data, out, log } = options
  installTexts()
  const extra = vader(data)
  const calibration = calibrations()
  const pool: Pool = { sentiment: [], mentions: [], targets: [] }
  const sizes: Record<string, number> = {}
  const save = (name: string, learned: Learned, lexicon?: ExtraLexicon) => {
    sizes[`${name}.bin`] = writeModel(out, name, learned, lexicon)
    log(`${name}.bin: ${sizes[`${name}.bin`]} bytes`)
  }
  const learned: Record<string, Learned> = {}
  for (const lang of ['en', 'ru', 'kk', 'lt'] as const) {
    const second = lang === 'en' ? extra : undefined
    const examples = learnSentiment(options, lang, second, pool)
    const sentiment = sentimentHead(lang, examples, pool)
    const { heads, header } = learnAspects(options, lang, second, examples, pool)
    learned[lang] = { heads: { sentiment, ...heads }, header }
  }
  for (const [lang, { heads, header }] of Object.entries(learned)) {
    const full = {
      heads,
      header: { ...header, features: FEATURE_VERSION, calibration: calibration[lang] },
    }
    save(lang, full, lang === 'en' ? extra : undefined)
  }
  if (options.languageFrom) {
    copyFileSync(join(options.languageFrom, 'language.bin'), join(out, 'language.bin'))
    return sizes
  }
  const header = { classes: LANGUAGE_OF_CLASS, version: versionOf(sizes, learned) }
  save('language', { heads: { language: trainLanguage(data, SEED) }, header })
  return sizes
}

/** Trains the heads of a language without some domains, to measure on a domain that is new. */
export function headsWithoutDomains(
  data: string,
  lang: 'en' | 'ru',
  without: readonly string[],
): LanguageHeads {
  const options: BuildOptions = { data, out: '', part: 'all', without, log: () => undefined }
  const extra = lang === 'en' ? vader(data) : undefined
  const pool: Pool = { sentiment: [], mentions: [], targets: [] }
  const examples = learnSentiment(options, lang, extra, pool)
  const { heads, header } = learnAspects(options, lang, extra, examples, pool)
  const learned = {
    heads: { sentiment: trainSentiment(examples, lang), ...heads },
    header: { ...header, features: FEATURE_VERSION, calibration: calibrations()[lang] },
  }
  return headsOf(decodeModelFile(encode(learned, extra)))
}

/** A short name for these weights, from the weights themselves. */
function versionOf(
  sizes: Readonly<Record<string, number>>,
  learned: Readonly<Record<string, Learned>>,
): string {
  let hash = 0
  for (const size of Object.values(sizes)) hash = Math.imul(hash ^ size, 0x01000193)
  for (const { heads } of Object.values(learned)) {
    for (const head of Object.values(heads)) {
      for (const value of head.bias) hash = Math.imul(hash ^ Math.round(value * 1e6), 0x01000193)
    }
  }
  return (hash >>> 0).toString(36)
}
