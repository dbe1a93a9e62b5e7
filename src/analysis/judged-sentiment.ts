import { DENSE_COUNT } from './features.ts'
import { type JudgedText, WORD_BUCKETS } from './judgement.ts'
import { softmax } from './linear-head.ts'

export const CLASSES = 3
/** One that is always on, the shipped models' own verdict, and the real-valued features. */
export const GENERAL = 1 + CLASSES + DENSE_COUNT

/** How far weights may go: the standard deviation that is expected of each kind. */
const BIAS_SPREAD = 0.3
const BASE_SPREAD = 0.15
const DENSE_SPREAD = 0.3
const WORD_SPREAD = 1

/** What judgements taught of the sentiment of whole texts: weights a class. */
export interface JudgedSentiment {
  readonly general: Float64Array
  readonly words: Float32Array
}

/** Returns weights that say nothing. */
export function nothingJudged(): JudgedSentiment {
  return {
    general: new Float64Array(GENERAL * CLASSES),
    words: new Float32Array(WORD_BUCKETS * CLASSES),
  }
}

/** Writes the features of a text in general, as its weights expect them. */
export function generalFeatures({ base, dense }: JudgedText, out: Float64Array): void {
  const [first = 0, second = 0, third = 0] = base
  const mean = (first + second + third) / CLASSES
  out[0] = BIAS_SPREAD
  for (let c = 0; c < CLASSES; c++) out[1 + c] = BASE_SPREAD * ((base[c] as number) - mean)
  for (let d = 0; d < DENSE_COUNT; d++) {
    out[1 + CLASSES + d] = DENSE_SPREAD * (dense[d] as number)
  }
}

/** Adds what weights say of general features, a score a class. */
export function addGeneral(weights: Float64Array, features: Float64Array, out: Float64Array): void {
  for (let i = 0; i < GENERAL; i++) {
    const value = features[i] as number
    if (value === 0) continue
    for (let c = 0; c < CLASSES; c++) {
      out[c] = (out[c] as number) + value * (weights[i * CLASSES + c] as number)
    }
  }
}

/** Returns what each word of so many counts: the length of a text does not set the scale. */
export function wordScale(count: number): number {
  return count > 0 ? WORD_SPREAD / Math.sqrt(count) : 0
}

/** Adds what weights say of words, a score a class. */
export function addWords(
  weights: Float32Array,
  { words, count }: JudgedText,
  out: Float64Array,
): void {
  const scale = wordScale(count)
  for (let i = 0; i < count; i++) {
    const at = (words[i] as number) * CLASSES
    for (let c = 0; c < CLASSES; c++) {
      out[c] = (out[c] as number) + scale * (weights[at + c] as number)
    }
  }
}

const general = new Float64Array(GENERAL)

/** Moves the probabilities of a text's classes by what judgements taught, in place. */
export function judgeAnew(
  taught: JudgedSentiment,
  text: JudgedText,
  probabilities: Float64Array,
): void {
  probabilities.set(text.base)
  generalFeatures(text, general)
  addGeneral(taught.general, general, probabilities)
  addWords(taught.words, text, probabilities)
  softmax(probabilities, CLASSES)
}
