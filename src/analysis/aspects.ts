import { verdictOf } from './decide.ts'
import { quoteOf } from './quote.ts'
import { type Reader, readAspectWords } from './reader.ts'
import { type AspectContext, SentenceAspects } from './sentence-aspects.ts'
import type { AspectOpinion } from './types.ts'

const GENERAL = 'general'
/** Sentences of a text whose aspects are looked for. */
export const MAX_SENTENCES = 64
/** Below this balance of good and bad a text without aspects says nothing in general either. */
const LEAST_SCORE = 0.3
/** Score of an opinion in general that no other aspect holds beside. */
export const SETTLED = 1

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
  private readonly sentence = new SentenceAspects()
  private readonly polarity = new Float64Array(3)
  private readonly found = new Map<number, Found>()

  /** `score` is the whole text's; an opinion without any aspect is one in general. */
  find(reader: Reader, context: AspectContext, score: number): AspectOpinion[] {
    const { sentences } = reader
    const general = context.taxonomy.aspects.findIndex(({ key }) => key === GENERAL)
    let generalShift = 0
    this.found.clear()
    readAspectWords(reader, context.words)
    const count = Math.min(sentences.count, MAX_SENTENCES)
    for (let at = 0; at < count; at++) {
      const from = sentences.start[at] as number
      const to = sentences.end[at] as number
      this.inSentence(reader, context, from, to)
      if (general >= 0) generalShift += (this.sentence.shifts[general] as number) / count
    }
    if (general >= 0) this.settleGeneral(reader, context, general, score, generalShift)
    return this.opinions(reader, context)
  }

  private inSentence(reader: Reader, context: AspectContext, from: number, to: number): void {
    this.sentence.read(reader, context, from, to)
    context.taxonomy.aspects.forEach((_, aspect) => {
      if ((this.sentence.scores[aspect] as number) > 0) {
        this.judge(reader, context, aspect, from, to)
      }
    })
  }

  private judge(reader: Reader, context: AspectContext, aspect: number, from: number, to: number) {
    const range = this.sentence.judge(reader, context, aspect, from, to)
    const [positive = 0, negative = 0, neutral = 0] = this.sentence.polarity
    const strength = Math.abs(positive - negative)
    const before = this.found.get(aspect)
    if (!before) {
      this.found.set(aspect, { positive, negative, neutral, strength, ...range })
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

  /** An opinion that names no aspect is one in general; in general and nothing else is kept. */
  private settleGeneral(
    reader: Reader,
    context: AspectContext,
    general: number,
    score: number,
    shift: number,
  ): void {
    const isLearned = (context.labels[general] as number) >= 0
    if (!isLearned && this.found.size > 1) this.found.delete(general)
    if (this.found.size > 0 || Math.abs(score) < LEAST_SCORE || SETTLED + shift <= 0) return
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
