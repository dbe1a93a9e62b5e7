import {
  addGeneral,
  addWords,
  CLASSES,
  GENERAL,
  generalFeatures,
  type JudgedSentiment,
  nothingJudged,
  wordScale,
} from './judged-sentiment.ts'
import type { Judgement } from './judgement.ts'
import { softmax } from './linear-head.ts'

/** A rare class weighs more, by its share to this power, up to a limit. */
const BALANCE = 0.5
const HEAVIEST = 3
/** Share of texts that the shipped models read wrongly in a new domain. */
const WRONG_SHARE = 0.3
/** Confirmations that are taken for granted. */
const GRANTED = 2
const PASSES = 10
/**
 * How steep a pull is taken to be a unit of score: between the quarter that one class's
 * probability may reach and the half that bounds them all (Böhning, 1992), within which
 * steps do not overshoot.
 */
const STEEPNESS = 0.35

function isMisread({ base, right }: Judgement): boolean {
  return base.some((value, c) => c !== right && value > (base[right] as number))
}

/** Returns the weight of each judgement by its class: rare classes count for more. */
function classWeights(judgements: readonly Judgement[]): number[] {
  const counts = [0, 0, 0]
  for (const { right } of judgements) counts[right] = (counts[right] as number) + 1
  return counts.map((count) =>
    Math.min(HEAVIEST, ((CLASSES * (count + 1)) / (judgements.length + CLASSES)) ** -BALANCE),
  )
}

/**
 * Returns the weight of misread texts in what is learned of texts in general. People set
 * right what was misread and pass over the rest: taken for all there is, such judgements
 * would turn every reading round. So they weigh no more than their share beside confirmations.
 */
function misreadWeight(judgements: readonly Judgement[]): number {
  const misread = judgements.filter(isMisread).length
  const confirmed = judgements.length - misread + GRANTED
  return Math.min(1, (confirmed * WRONG_SHARE) / (1 - WRONG_SHARE) / Math.max(1, misread))
}

/** An example of a fit: the scores so far, and how to read and move the weights. */
interface Example {
  readonly right: number
  readonly weight: number
  /** Square of the length of its features. */
  readonly length: number
  scores(out: Float64Array): void
  move(step: Float64Array): void
}

/**
 * Fits weights by maximum a posteriori, by coordinate ascent in the dual (Yu, Huang and
 * Lin, 2011): each example pulls towards what is right by at most its own weight.
 */
function ascend(examples: readonly Example[]): void {
  const pulls = examples.map(() => new Float64Array(CLASSES))
  const scores = new Float64Array(CLASSES)
  for (let pass = 0; pass < PASSES; pass++) {
    examples.forEach((example, at) => {
      const { right, weight } = example
      const pull = pulls[at] as Float64Array
      example.scores(scores)
      softmax(scores, CLASSES)
      for (let c = 0; c < CLASSES; c++) {
        const wanted = weight * ((c === right ? 1 : 0) - (scores[c] as number))
        const step = (wanted - (pull[c] as number)) / (1 + STEEPNESS * weight * example.length)
        pull[c] = (pull[c] as number) + step
        scores[c] = step
      }
      example.move(scores)
    })
  }
}

function squares(values: Float64Array): number {
  return values.reduce((sum, value) => sum + value * value, 0)
}

function fitGeneral(judgements: readonly Judgement[], { general }: JudgedSentiment): void {
  const classes = classWeights(judgements)
  const misread = misreadWeight(judgements)
  ascend(
    judgements.map((judgement) => {
      const features = new Float64Array(GENERAL)
      generalFeatures(judgement, features)
      return {
        right: judgement.right,
        weight: (classes[judgement.right] as number) * (isMisread(judgement) ? misread : 1),
        length: squares(features),
        scores: (out) => {
          out.set(judgement.base)
          addGeneral(general, features, out)
        },
        move: (step) => {
          for (let i = 0; i < GENERAL; i++) {
            const value = features[i] as number
            if (value === 0) continue
            for (let c = 0; c < CLASSES; c++) {
              const at = i * CLASSES + c
              general[at] = (general[at] as number) + value * (step[c] as number)
            }
          }
        },
      }
    }),
  )
}

/** Square of the length of a text's word features: words may come twice. */
function wordLength(words: Uint16Array): number {
  const times = new Map<number, number>()
  for (const word of words) times.set(word, (times.get(word) ?? 0) + 1)
  let sum = 0
  for (const count of times.values()) sum += count * count
  return sum * wordScale(words.length) ** 2
}

function fitWords(judgements: readonly Judgement[], { general, words }: JudgedSentiment): void {
  const classes = classWeights(judgements)
  const features = new Float64Array(GENERAL)
  ascend(
    judgements.map((judgement) => {
      const before = Float64Array.from(judgement.base)
      generalFeatures(judgement, features)
      addGeneral(general, features, before)
      const own = judgement.words
      const scale = wordScale(own.length)
      return {
        right: judgement.right,
        weight: classes[judgement.right] as number,
        length: wordLength(own),
        scores: (out) => {
          out.set(before)
          addWords(words, judgement, out)
        },
        move: (step) => {
          for (const word of own) {
            for (let c = 0; c < CLASSES; c++) {
              const at = word * CLASSES + c
              words[at] = (words[at] as number) + scale * (step[c] as number)
            }
          }
        },
      }
    }),
  )
}

const fitted = new WeakMap<readonly Judgement[], JudgedSentiment>()

/**
 * Returns what judgements teach: first of texts in general, then of words. The same
 * judgements give the same weights; a list is fitted once.
 */
export function judgedSentiment(judgements: readonly Judgement[]): JudgedSentiment {
  let found = fitted.get(judgements)
  if (!found) {
    found = nothingJudged()
    fitGeneral(judgements, found)
    fitWords(judgements, found)
    fitted.set(judgements, found)
  }
  return found
}
