import type { EpochSeconds } from './identity.ts'
import type { Locale } from './locale.ts'

/** From worst to best; the counts of opinions are kept in this order. */
export const SENTIMENTS = ['negative', 'neutral', 'positive'] as const
export type Sentiment = (typeof SENTIMENTS)[number]

/** Word of mouth: whether the author speaks of their own experience. */
export const WORD_OF_MOUTH = ['no', 'yes'] as const

/** What one side of the experience is called. */
export interface AspectName {
  /** Key of the workspace's taxonomy, such as `delivery`. */
  readonly key: string
  readonly names: Readonly<Record<Locale, string>>
}

/** One side of the experience that a text speaks of. */
export interface AspectMention {
  /** Key of the workspace's taxonomy, such as `delivery`. */
  readonly aspect: string
  readonly polarity: Sentiment
  /** The words that say so, as they stand in the text; empty where a person named the aspect. */
  readonly quote: string
}

/** What a text says, found by an analyser. */
export interface TextAnalysis {
  /** The analyser that found it: another version may find something else. */
  readonly version: string
  /** ISO 639-1, or `other`. */
  readonly lang: string
  readonly sentiment: Sentiment
  /** From −1, surely negative, to 1, surely positive. */
  readonly score: number
  /** The author speaks of their own experience. */
  readonly firstPerson: boolean
  /** Each aspect once. */
  readonly aspects: readonly AspectMention[]
}

/** What is stored beside a text: the analyser's finding, with what people set right in it. */
export interface StoredAnalysis extends TextAnalysis {
  readonly corrected: boolean
}

/** One thing that a person sets right. */
export type CorrectedPart =
  | { readonly type: 'sentiment'; readonly to: Sentiment }
  /** `none`: the text does not speak of it. */
  | { readonly type: 'aspect'; readonly aspect: string; readonly to: Sentiment | 'none' }
  | { readonly type: 'first-person'; readonly to: boolean }

/** Who did something, and when. */
export interface Signature {
  /** The platform's id of the person, led by the platform: `slack:U123`. */
  readonly user: string
  readonly name: string
  readonly at: EpochSeconds
}

/** A correction as it is kept for the audit. */
export interface Correction {
  readonly part: CorrectedPart
  readonly by: Signature
  /** Null while it holds. */
  readonly undoneBy: Signature | null
}
