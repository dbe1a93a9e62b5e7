import type { Locale } from '../core/locale.ts'
import type { Judgement } from './judgement.ts'
import { type OnlineFeatures, onlineScore, tableOf } from './online-head.ts'
import type { Taxonomy } from './taxonomy.ts'
import { opinionOf, presenceHead, type WorkspaceWeights } from './workspace-weights.ts'

/** What a workspace's corrections taught of aspects in one language, ready for use. */
export interface TaughtAspects {
  /** Undefined where nothing was taught. */
  readonly opinion: readonly Judgement[] | undefined
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
  const opinion = weights?.judgements.get(opinionOf(lang))
  const presence = taxonomy.aspects.map(({ key }) => table(presenceHead(lang, key)))
  return opinion || presence.some((each) => each) ? { opinion, presence } : undefined
}

/** Returns how much a sentence's features move the score of an aspect's presence. */
export function presenceShift(
  taught: TaughtAspects | undefined,
  aspect: number,
  features: OnlineFeatures,
): number {
  const table = taught?.presence[aspect]
  return table ? onlineScore(table, features) : 0
}
