import { MAX_SENTENCES, SETTLED } from './aspects.ts'
import { createJudgedSpace, judgementOf, readJudged } from './judgement.ts'
import { learnPresence } from './lesson.ts'
import { type Reader, readAspectWords } from './reader.ts'
import { type AspectContext, SentenceAspects } from './sentence-aspects.ts'
import { POLARITIES, type Polarity } from './types.ts'
import {
  opinionOf,
  presenceHead,
  type WorkspaceWeights,
  withJudgement,
} from './workspace-weights.ts'

/** Teaches what people say of aspects: which sentences speak of them, and how. */
export class AspectTeacher {
  private readonly sentence = new SentenceAspects()
  private readonly judged = createJudgedSpace()

  /**
   * Returns weights that have learned from one aspect set right in the text that
   * the reader has read; `context.taught` is what the given weights say of
   * sentences, and nothing of polarity: that is learned beside what the models say.
   */
  teach(
    weights: WorkspaceWeights,
    reader: Reader,
    context: AspectContext,
    aspect: number,
    to: Polarity | 'none',
  ): WorkspaceWeights {
    readAspectWords(reader, context.words)
    const sentences = this.speaking(reader, context, aspect, to)
    return to === 'none'
      ? sentences.reduce(
          (learned, at) => this.teachPresence(learned, reader, context, aspect, at, false),
          weights,
        )
      : sentences.reduce(
          (learned, at) => this.teachOpinion(learned, reader, context, aspect, at, to),
          weights,
        )
  }

  /** Returns the sentences that speak of an aspect; where none does, the likeliest. */
  private speaking(
    reader: Reader,
    context: AspectContext,
    aspect: number,
    to: Polarity | 'none',
  ): number[] {
    const { sentence } = this
    const speaking: number[] = []
    let likeliest = 0
    let most = -Infinity
    const count = Math.min(reader.sentences.count, MAX_SENTENCES)
    for (let at = 0; at < count; at++) {
      this.read(reader, context, at)
      const score = sentence.scores[aspect] as number
      if (score > 0) speaking.push(at)
      const fits = to === 'none' ? 1 : (sentence.sentiment[POLARITIES.indexOf(to)] as number)
      const likelihood = score + Math.log(fits + 1e-6)
      if (likelihood <= most) continue
      most = likelihood
      likeliest = at
    }
    return count === 0 || speaking.length > 0 ? speaking : [likeliest]
  }

  private read(reader: Reader, context: AspectContext, at: number): void {
    const { start, end } = reader.sentences
    this.sentence.read(reader, context, start[at] as number, end[at] as number)
  }

  private teachPresence(
    weights: WorkspaceWeights,
    reader: Reader,
    context: AspectContext,
    aspect: number,
    at: number,
    isPresent: boolean,
  ): WorkspaceWeights {
    this.read(reader, context, at)
    const found = this.sentence.scores[aspect] as number
    // What was found without a sentence of its own was found in general.
    const score = isPresent || found > 0 ? found : SETTLED
    const key = context.taxonomy.aspects[aspect]?.key ?? ''
    const name = presenceHead(context.lang, key)
    return learnPresence(weights, name, this.sentence.presence, score, isPresent)
  }

  private teachOpinion(
    weights: WorkspaceWeights,
    reader: Reader,
    context: AspectContext,
    aspect: number,
    at: number,
    to: Polarity,
  ): WorkspaceWeights {
    const learned = this.teachPresence(weights, reader, context, aspect, at, true)
    const { sentence, judged } = this
    const { start, end } = reader.sentences
    const range = sentence.judge(reader, context, aspect, start[at] as number, end[at] as number)
    readJudged(reader, sentence.polarity, reader.around.dense, range, judged)
    const right = POLARITIES.indexOf(to)
    return withJudgement(learned, opinionOf(context.lang), judgementOf(judged, right))
  }
}
