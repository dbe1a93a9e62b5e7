import type { Locale } from '../core/locale.ts'
import { aroundFeatures } from './around.ts'
import type { AspectWords } from './aspect-words.ts'
import { trustContrast } from './contrast.ts'
import { probabilities, rawProbabilities, verdictOf } from './decide.ts'
import { hashWord } from './hashing.ts'
import { scoreHead } from './linear-head.ts'
import type { Mention, TokenRange } from './mention.ts'
import type { AspectHead, LanguageHeads } from './models.ts'
import { quoteOf } from './quote.ts'
import { extraOf, type Reader, readAspectWords, readFeatures } from './reader.ts'
import type { Taxonomy } from './taxonomy.ts'
import type { AspectOpinion } from './types.ts'
import { comparisonWords } from './words.ts'

export const GENERAL = 'general'
/** Sentences of a text whose aspects are looked for. */
const MAX_SENTENCES = 64
const MAX_ASPECTS = 64
/** Below this balance of good and bad a text without aspects says nothing in general either. */
const LEAST_SCORE = 0.3

/** A taxonomy in one language beside what was learned for it. */
export interface AspectContext {
  readonly lang: Locale
  readonly taxonomy: Taxonomy
  readonly words: AspectWords
  readonly heads: LanguageHeads
  /** Label of each aspect in the head; −1 where nothing was learned of it. */
  readonly labels: Int32Array
  readonly hashes: Int32Array
}

/** Number of real-valued features of the aspect head with `labels` labels. */
export function aspectDenseCount(labels: number): number {
  return 2 * labels + 2
}

/** Returns the context of a taxonomy; labels and aspects meet by key. */
export function aspectContext(
  lang: Locale,
  taxonomy: Taxonomy,
  words: AspectWords,
  heads: LanguageHeads,
): AspectContext {
  const known = heads.aspects?.labels ?? []
  return {
    lang,
    taxonomy,
    words,
    heads,
    labels: Int32Array.from(taxonomy.aspects, ({ key }) => known.indexOf(key)),
    hashes: Int32Array.from(taxonomy.aspects, ({ key }) => hashWord(key)),
  }
}

/** Writes the features of the aspect head: which labels are named between two tokens, and how often. */
export function aspectDense(
  reader: Reader,
  from: number,
  to: number,
  labels: Int32Array,
  labelCount: number,
  out: Float64Array,
): void {
  const { hits } = reader
  out.fill(0)
  let any = 0
  for (let i = 0; i < hits.count; i++) {
    const token = hits.token[i] as number
    if (token < from || token >= to) continue
    const label = labels[hits.aspect[i] as number] as number
    any = 1
    if (label < 0) continue
    out[label] = 1
    out[labelCount + label] = Math.min(1, (out[labelCount + label] as number) + 0.25)
  }
  out[2 * labelCount] = 1 - any
  out[2 * labelCount + 1] = reader.dense[16] as number
}

interface Found {
  positive: number
  negative: number
  neutral: number
  strength: number
  from: number
  to: number
}

/** Finds the aspects of a text that the reader has read, and their polarity. */
export class AspectFinder {
  private readonly scores = new Float64Array(MAX_ASPECTS)
  private readonly polarity = new Float64Array(3)
  private readonly sentence = new Float64Array(3)
  private readonly clause = new Float64Array(3)
  private readonly anchors: number[][] = Array.from({ length: MAX_ASPECTS }, () => [])
  private readonly found = new Map<number, Found>()
  private dense = new Float64Array(0)

  /** `score` is the whole text's; an opinion without any aspect is one in general. */
  find(reader: Reader, context: AspectContext, score: number): AspectOpinion[] {
    const { sentences } = reader
    this.found.clear()
    readAspectWords(reader, context.words)
    const count = Math.min(sentences.count, MAX_SENTENCES)
    for (let at = 0; at < count; at++) {
      this.inSentence(reader, context, sentences.start[at] as number, sentences.end[at] as number)
    }
    this.settleGeneral(reader, context, score)
    return this.opinions(reader, context)
  }

  private inSentence(reader: Reader, context: AspectContext, from: number, to: number): void {
    const { heads } = context
    const count = readFeatures(reader, from, to)
    rawProbabilities(heads.sentiment, reader.features, count, reader.dense, this.sentence)
    this.collectAnchors(reader, context, from, to)
    if (heads.aspects) this.scoreLabels(reader, context, heads.aspects, from, to, count)
    context.taxonomy.aspects.forEach((_, aspect) => {
      if (this.holds(context, aspect)) this.judge(reader, context, aspect, from, to)
    })
  }

  private collectAnchors(reader: Reader, context: AspectContext, from: number, to: number): void {
    const { hits } = reader
    for (let aspect = 0; aspect < context.taxonomy.aspects.length; aspect++) {
      ;(this.anchors[aspect] as number[]).length = 0
    }
    for (let i = 0; i < hits.count; i++) {
      const token = hits.token[i] as number
      if (token >= from && token < to) this.anchors[hits.aspect[i] as number]?.push(token)
    }
  }

  private scoreLabels(
    reader: Reader,
    context: AspectContext,
    aspects: AspectHead,
    from: number,
    to: number,
    count: number,
  ): void {
    const labelCount = aspects.labels.length
    const size = aspectDenseCount(labelCount)
    if (this.dense.length !== size) this.dense = new Float64Array(size)
    aspectDense(reader, from, to, context.labels, labelCount, this.dense)
    scoreHead(aspects.head, reader.features, count, this.dense, this.scores)
  }

  private holds(context: AspectContext, aspect: number): boolean {
    const isNamed = (this.anchors[aspect] as number[]).length > 0
    const label = context.labels[aspect] as number
    const head = context.heads.aspects
    if (label < 0 || !head) return isNamed
    const threshold = head.thresholds[label]
    if (!threshold) return isNamed
    return (this.scores[label] as number) > (isNamed ? threshold.named : threshold.unnamed)
  }

  private judge(reader: Reader, context: AspectContext, aspect: number, from: number, to: number) {
    const mention: Mention = { anchors: this.anchors[aspect] as number[], from, to }
    const range = this.mentionPolarity(reader, context, mention, context.hashes[aspect] as number)
    const [positive = 0, negative = 0, neutral = 0] = this.polarity
    const strength = Math.abs(positive - negative)
    const before = this.found.get(aspect)
    if (!before) {
      this.found.set(aspect, {
        positive,
        negative,
        neutral,
        strength,
        from: range.from,
        to: range.to,
      })
      return
    }
    before.positive += positive
    before.negative += negative
    before.neutral += neutral
    if (strength > before.strength) {
      before.strength = strength
      before.from = range.from
      before.to = range.to
    }
  }

  private mentionPolarity(
    reader: Reader,
    context: AspectContext,
    mention: Mention,
    hash: number,
  ): TokenRange {
    const { scan, annotation, around } = reader
    const range = aroundFeatures(
      scan,
      annotation,
      mention,
      hash,
      extraOf(reader),
      this.sentence,
      comparisonWords(context.lang),
      around,
    )
    probabilities(context.heads.mention, around.hashed, around.count, around.dense, this.polarity)
    if (context.lang === 'kk') this.blend(reader, context, range)
    trustContrast(annotation, range, mention, this.polarity)
    return range
  }

  /** Kazakh mentions have no head of their own, but the clause can be asked for its sentiment. */
  private blend(reader: Reader, context: AspectContext, range: TokenRange): void {
    const count = readFeatures(reader, range.from, range.to)
    probabilities(context.heads.sentiment, reader.features, count, reader.dense, this.clause)
    for (let c = 0; c < 3; c++) {
      this.polarity[c] = ((this.polarity[c] as number) + (this.clause[c] as number)) / 2
    }
  }

  /** An opinion that names no aspect is one in general; in general and nothing else is kept. */
  private settleGeneral(reader: Reader, context: AspectContext, score: number): void {
    const general = context.taxonomy.aspects.findIndex(({ key }) => key === GENERAL)
    if (general < 0) return
    const isLearned = (context.labels[general] as number) >= 0
    if (!isLearned && this.found.size > 1) this.found.delete(general)
    if (this.found.size > 0 || Math.abs(score) < LEAST_SCORE) return
    this.found.set(general, {
      positive: Math.max(0, score),
      negative: Math.max(0, -score),
      neutral: 1 - Math.abs(score),
      strength: Math.abs(score),
      from: 0,
      to: reader.scan.tokens,
    })
  }

  private opinions(reader: Reader, context: AspectContext): AspectOpinion[] {
    return [...this.found].map(([aspect, found]) => {
      const total = found.positive + found.negative + found.neutral
      this.polarity[0] = found.positive / total
      this.polarity[1] = found.negative / total
      this.polarity[2] = found.neutral / total
      const { polarity, confidence } = verdictOf(this.polarity)
      return {
        aspect: context.taxonomy.aspects[aspect]?.key ?? GENERAL,
        polarity,
        quote: quoteOf(reader.scan, reader.annotation, found.from, found.to),
        confidence,
      }
    })
  }
}
