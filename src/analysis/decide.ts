import { scoreHead, softmax } from './linear-head.ts'
import type { CalibratedHead, Calibration } from './models.ts'
import { POLARITIES, type Polarity } from './types.ts'

/** Polarity with its probabilities, which add up to one. */
export interface Verdict {
  readonly polarity: Polarity
  /** From −1 to 1: probability of positive less that of negative. */
  readonly score: number
  readonly confidence: number
}

/** Turns the scores of three classes into probabilities, in place. */
export function calibrate({ temperature, shift }: Calibration, scores: Float64Array): void {
  for (let c = 0; c < 3; c++) {
    scores[c] = (scores[c] as number) / temperature + (shift[c] as number)
  }
  softmax(scores, 3)
}

/** Returns the verdict of probabilities in the order of `POLARITIES`. */
export function verdictOf(probabilities: Float64Array): Verdict {
  const positive = probabilities[0] as number
  const negative = probabilities[1] as number
  const neutral = probabilities[2] as number
  const top = neutral >= positive && neutral >= negative ? 2 : positive >= negative ? 0 : 1
  return {
    polarity: POLARITIES[top] as Polarity,
    score: positive - negative,
    confidence: probabilities[top] as number,
  }
}

/** Scores hashed and real features under a head and returns the probabilities in `out`. */
export function probabilities(
  head: CalibratedHead,
  features: Int32Array,
  count: number,
  dense: Float64Array,
  out: Float64Array,
): void {
  scoreHead(head.head, features, count, dense, out)
  calibrate(head, out)
}

/** The same without calibration: what the heads of mentions were trained to read. */
export function rawProbabilities(
  head: CalibratedHead,
  features: Int32Array,
  count: number,
  dense: Float64Array,
  out: Float64Array,
): void {
  scoreHead(head.head, features, count, dense, out)
  softmax(out, 3)
}
