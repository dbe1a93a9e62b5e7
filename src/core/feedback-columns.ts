import type { FactorScore, FeedbackKind, FollowUp, Scale } from './feedback.ts'

/** The names that feedback carries, in the order of their columns. */
export const NAME_COLUMNS = [
  'source',
  'channel',
  'store',
  'stage',
  'segment',
  'brand',
  'product',
  'lang',
  'author',
  'customer',
] as const
export type NameField = (typeof NAME_COLUMNS)[number]

/** Names, each once, and for each row one more than the place of its name; 0 for none. */
export interface NameColumn {
  readonly values: readonly string[]
  readonly places: Int32Array
}

/** A text a row in UTF-8, one behind the other; `ends` says at which byte each ends. Empty for none. */
export interface TextColumn {
  readonly bytes: Uint8Array
  readonly ends: Uint32Array
}

/** For each row; null where no row has any. */
export type EachRow<Value> = readonly Value[] | null

/** What was asked: kind, survey and scale, each combination once. */
export interface AskedQuestion {
  readonly kind: FeedbackKind
  readonly survey: string | null
  /** Null where the answers have no score. */
  readonly scale: Scale | null
}

/** What analysis found, for each row. */
export interface ReadingColumns {
  /** The analyser; no name where the text was not read. */
  readonly version: NameColumn
  /** Place in SENTIMENTS plus one; 0 where the text was not read. */
  readonly sentiments: Uint8Array
  /** From −1 to 1. */
  readonly scores: Float64Array
  readonly firstPerson: Uint8Array
  /** 1 where the language was found by analysis and not stated. */
  readonly langFound: Uint8Array
  /** Keys of aspects, each once. */
  readonly aspects: readonly string[]
  /** Five numbers a mention, in order of rows: row, place of the aspect, polarity (as `sentiments`), start and length of its words in the text. */
  readonly mentions: Int32Array
}

/**
 * Feedback as columns: what passes between threads at the cost of a copy of bytes,
 * and what a database takes without an object for each row.
 */
export interface FeedbackColumns {
  readonly count: number
  readonly questions: readonly AskedQuestion[]
  /** Place in `questions`. */
  readonly question: Int32Array
  /** NaN where there is no score. */
  readonly scores: Float64Array
  /** Seconds since 1970. */
  readonly times: Float64Array
  /** In the order of {@link NAME_COLUMNS}. */
  readonly names: readonly NameColumn[]
  readonly externalIds: TextColumn
  readonly texts: TextColumn
  /** The stems that each text is found by, with a space between; see `indexTerms`. */
  readonly terms: TextColumn
  readonly urls: TextColumn
  readonly tags: EachRow<readonly string[]>
  readonly factors: EachRow<readonly FactorScore[]>
  readonly followUps: EachRow<FollowUp | undefined>
  /** Null where no text was read. */
  readonly reading: ReadingColumns | null
}
