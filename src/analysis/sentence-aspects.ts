import type { Locale } from '../core/locale.ts'
import { aroundFeatures } from './around.ts'
import type { AspectWords } from './aspect-words.ts'
import { trustContrast, trustPhrases } from './contrast.ts'
import { probabilities, rawProbabilities } from './decide.ts'
import { judgedSentiment } from './fit-judgements.ts'
import { hashWord } from './hashing.ts'
import { judgeAnew } from './judged-sentiment.ts'
import { createJudgedSpace, type JudgedSpace, readJudged } from './judgement.ts'
import { scoreHead } from './linear-head.ts'
import type { Mention, TokenRange } from './mention.ts'
import type { AspectHead, LanguageHeads } from './models.ts'
import { createPresenceSpace, type PresenceSpace, presenceFeatures } from './presence-features.ts'
import { extraOf, type Reader, readFeatures } from './reader.ts'
import { presenceShift, type TaughtAspects } from './taught-aspects.ts'
import { MAX_ASPECTS, type Taxonomy } from './taxonomy.ts'
import { comparisonWords } from './words.ts'

/** Log odds of an aspect where a word names it and where none does, if nothing more is known. */
const NAMED = 1.5
const UNNAMED = -1.5
/** The surest that is learned beforehand, so that a few corrections can overrule it. */
const SUREST = 1.5

/** A taxonomy in one language beside what was learned for it. */
export interface AspectContext {
  readonly lang: Locale
  readonly taxonomy: Taxonomy
  readonly words: AspectWords
  readonly heads: LanguageHeads
  /** Label of each aspect in the head; −1 where nothing was learned of it. */
  readonly labels: Int32Array
  readonly hashes: Int32Array
  /** What the workspace's corrections taught. */
  readonly taught: TaughtAspects | undefined
}

/** Returns the context of a taxonomy; labels and aspects meet by key. */
export function aspectContext(
  lang: Locale,
  taxonomy: Taxonomy,
  words: AspectWords,
  heads: LanguageHeads,
  taught: TaughtAspects | undefined,
): AspectContext {
  const known = heads.aspects?.labels ?? []
  return {
    lang,
    taxonomy,
    words,
    heads,
    labels: Int32Array.from(taxonomy.aspects, ({ key }) => known.indexOf(key)),
    hashes: Int32Array.from(taxonomy.aspects, ({ key }) => hashWord(key)),
    taught,
  }
}

/** Number of real-valued features of the aspect head with `labels` labels. */
export function aspectDenseCount(labels: number): number {
  return 2 * labels + 2
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

/** Reads the sentences of a text one by one: which aspects hold, and with which polarity. */
export class SentenceAspects {
  /** Score of each aspect, by place in the taxonomy: it holds above 0. */
  readonly scores = new Float64Array(MAX_ASPECTS)
  /** How far the workspace's corrections moved each score. */
  readonly shifts = new Float64Array(MAX_ASPECTS)
  /** Probabilities of the sentence's own sentiment. */
  readonly sentiment = new Float64Array(3)
  /** Probabilities of the mention that was judged last. */
  readonly polarity = new Float64Array(3)
  /** What the sentence that was read last is about, where corrections were taught. */
  readonly presence: PresenceSpace = createPresenceSpace()
  private readonly judged: JudgedSpace = createJudgedSpace()
  private readonly labelScores = new Float64Array(MAX_ASPECTS)
  private readonly anchors: number[][] = Array.from({ length: MAX_ASPECTS }, () => [])
  private dense = new Float64Array(0)

  /** Scores every aspect in the sentence of tokens `from` up to `to`. */
  read(reader: Reader, context: AspectContext, from: number, to: number): void {
    const { heads, taught } = context
    const count = readFeatures(reader, from, to)
    rawProbabilities(heads.sentiment, reader.features, count, reader.dense, this.sentiment)
    this.collectAnchors(reader, context, from, to)
    if (heads.aspects) this.scoreLabels(reader, context, heads.aspects, from, to, count)
    if (taught) presenceFeatures(reader.scan, from, to, this.presence)
    context.taxonomy.aspects.forEach((_, aspect) => {
      this.shifts[aspect] = presenceShift(taught, aspect, this.presence)
      this.scores[aspect] = this.score(context, aspect) + (this.shifts[aspect] as number)
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
    scoreHead(aspects.head, reader.features, count, this.dense, this.labelScores)
  }

  private score(context: AspectContext, aspect: number): number {
    const isNamed = (this.anchors[aspect] as number[]).length > 0
    const label = context.labels[aspect] as number
    const threshold = context.heads.aspects?.thresholds[label]
    if (!threshold) return isNamed ? NAMED : UNNAMED
    const score =
      (this.labelScores[label] as number) - (isNamed ? threshold.named : threshold.unnamed)
    return Math.max(-SUREST, Math.min(SUREST, score))
  }

  /**
   * Leaves the polarity of an aspect in the sentence that was read last in
   * `polarity`, and what says so in the reader's space around mentions. Returns the tokens
   * that speak of it.
   */
  judge(
    reader: Reader,
    context: AspectContext,
    aspect: number,
    from: number,
    to: number,
  ): TokenRange {
    const { scan, annotation, around } = reader
    const mention: Mention = { anchors: this.anchors[aspect] as number[], from, to }
    const range = aroundFeatures(
      scan,
      annotation,
      mention,
      context.hashes[aspect] as number,
      extraOf(reader),
      this.sentiment,
      comparisonWords(context.lang),
      around,
    )
    probabilities(context.heads.mention, around.hashed, around.count, around.dense, this.polarity)
    trustPhrases(annotation, range.from, range.to, this.polarity)
    trustContrast(annotation, range, mention, this.polarity)
    const opinion = context.taught?.opinion
    if (opinion) {
      readJudged(reader, this.polarity, around.dense, range, this.judged)
      judgeAnew(judgedSentiment(opinion), this.judged, this.polarity)
    }
    return range
  }
}
