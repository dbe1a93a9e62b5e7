import type { Locale } from '../core/locale.ts'
import { softmax } from './linear-head.ts'
import { type OnlineFeatures, onlineScores, tableOf } from './online-head.ts'
import type { Taxonomy } from './taxonomy.ts'
import {
  OPINION_SHAPE,
  opinionHead,
  PRESENCE_SHAPE,
  presenceHead,
  type WorkspaceWeights,
} from './workspace-weights.ts'

/** What a workspace's corrections taught of aspects in one language, ready for use. */
export interface TaughtAspects {
  /** Undefined where nothing was taught. */
  readonly opinion: Float32Array | undefined
  /** By place in the taxonomy. */
  readonly presence: readonly (Float32Array | undefined)[]
}

export const NOTHING_TAUGHT: TaughtAspects = { opinion: undefined, presence: [] }

/** Returns what weights say of the aspects of a taxonomy; undefined where they say nothing. */
export function taughtAspects(
  weights: WorkspaceWeights | undefined,
  lang: Locale,
  taxonomy: Taxonomy,
): TaughtAspects | undefined {
  const table = (name: string): Float32Array | undefined => {
    const head = weights?.heads.get(name)
    return head && tableOf(head)
  }
  const opinion = table(opinionHead(lang))
  const presence = taxonomy.aspects.map(({ key }) => table(presenceHead(lang, key)))
  return opinion || presence.some((each) => each) ? { opinion, presence } : undefined
}

const one = new Float64Array(1)

/** Returns how much a sentence's features move the score of an aspect's presence. */
export function presenceShift(
  taught: TaughtAspects | undefined,
  aspect: number,
  features: OnlineFeatures,
): number {
  const table = taught?.presence[aspect]
  if (!table) return 0
  onlineScores(table, PRESENCE_SHAPE, features, one)
  return one[0] as number
}

const three = new Float64Array(3)

/** Moves the probabilities of the three polarities by a table of weights, in place. */
export function adjustPolarity(
  table: Float32Array | undefined,
  features: OnlineFeatures,
  probabilities: Float64Array,
): void {
  if (!table) return
  onlineScores(table, OPINION_SHAPE, features, three)
  for (let c = 0; c < 3; c++) {
    probabilities[c] = Math.log(Math.max(1e-12, probabilities[c] as number)) + (three[c] as number)
  }
  softmax(probabilities, 3)
}
