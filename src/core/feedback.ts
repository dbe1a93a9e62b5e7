import type { StoredAnalysis, TextAnalysis } from './analysis.ts'
import type { EpochSeconds, FeedbackId, ImportId } from './identity.ts'

export const FEEDBACK_KINDS = ['nps', 'csat', 'ces', 'review', 'mention', 'ticket'] as const
export type FeedbackKind = (typeof FEEDBACK_KINDS)[number]

/**
 * The answers a question allows, both ends included. `reversed` says that the
 * lowest number is the best answer. Scores are stored as they were given.
 */
export interface Scale {
  readonly min: number
  readonly max: number
  readonly reversed: boolean
}

/**
 * What feedback can be cut by and filtered on. Each is a dictionary of the
 * workspace; `survey` belongs to the question rather than to the answer.
 * `aspect` (keys of the taxonomy), `sentiment` (negative, neutral, positive) and
 * `wom` (word of mouth: no, yes) are found by analysis; `lang` is where the source does not state it.
 */
export const DIMENSIONS = [
  'source',
  'channel',
  'store',
  'stage',
  'segment',
  'brand',
  'product',
  'lang',
  'survey',
  'author',
  'customer',
  'tag',
  'aspect',
  'sentiment',
  'wom',
] as const
export type Dimension = (typeof DIMENSIONS)[number]

/** A rating of one side of the experience, given beside the main score. */
export interface FactorScore {
  readonly factor: string
  readonly score: number
  readonly scale: Scale
}

/** What became of feedback that somebody is to answer; null where it has not happened yet. */
export interface FollowUp {
  readonly firstResponseAt: EpochSeconds | null
  readonly resolvedAt: EpochSeconds | null
  /** It was answered, and somebody opened it again since. */
  readonly reopened?: true
}

/** One piece of feedback as it comes in. Names are unresolved, empty values are null. */
export interface NewFeedback {
  readonly kind: FeedbackKind
  /** As given, kept to two decimals; null where the item is words only. */
  readonly score: number | null
  /** Never null where there is a score. */
  readonly scale: Scale | null
  /** The question that was asked; answers to different questions are never pooled by accident. */
  readonly survey: string | null
  readonly text: string | null
  /** ISO 639-1, as the source states it. */
  readonly lang: string | null
  readonly at: EpochSeconds
  readonly source: string
  /** Unique within the source; derived from the content where the source has none. */
  readonly externalId: string
  readonly customer: string | null
  readonly author: string | null
  readonly brand: string | null
  readonly product: string | null
  readonly channel: string | null
  readonly store: string | null
  readonly stage: string | null
  readonly segment: string | null
  readonly tags: readonly string[]
  readonly url: string | null
  readonly factors: readonly FactorScore[]
  /** What the text says; absent where it was not analysed. */
  readonly analysis?: TextAnalysis
  /** Absent where the source does not say whether it was answered. */
  readonly followUp?: FollowUp
}

/** Feedback as it is stored. */
export interface Feedback extends NewFeedback {
  readonly analysis?: StoredAnalysis
  readonly id: FeedbackId
  readonly importId: ImportId | null
}

/** The parts of stored feedback that a person or a later file may correct. */
export type FeedbackPatch = Partial<
  Omit<NewFeedback, 'source' | 'externalId' | 'factors' | 'followUp' | 'kind' | 'scale' | 'survey'>
>
