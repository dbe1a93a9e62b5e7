import type { Dimension, FeedbackKind, Scale } from '../feedback.ts'
import type { EpochSeconds, FeedbackId, SeriesId, WorkspaceId } from '../identity.ts'
import type { StoreFilter, TimeRange } from './selection.ts'

/** One question: answers to it can be pooled. */
export interface Series {
  readonly id: SeriesId
  readonly kind: FeedbackKind
  readonly survey: string | null
  /** Null for feedback without a score. */
  readonly scale: Scale | null
}

/**
 * What analysed texts say, counted like answers: one series for the sentiment of
 * whole texts and one for each aspect. Their tallies have three bins in the
 * order of SENTIMENTS; `sum` is positive minus negative.
 */
export interface OpinionSeries {
  readonly id: SeriesId
  /** Null for the sentiment of whole texts. */
  readonly aspect: string | null
}

/** How many equal answers a {@link Tally} can tell apart. */
export const TALLY_BINS = 11

/**
 * Counts of one group of answers. `bins[i]` counts the scores from
 * `scale.min + i` up to, not including, `scale.min + i + 1` (the last bin takes the
 * top of the scale too). A scale wider than eleven answers is cut into eleven equal bins.
 */
export interface Tally {
  readonly n: number
  readonly sum: number
  readonly sumOfSquares: number
  readonly bins: readonly number[]
}

export interface TallyQuery {
  /** Questions, opinions or both. */
  readonly series: readonly SeriesId[]
  /** In order, not overlapping. */
  readonly ranges: readonly TimeRange[]
  /** Adds a row for each value of the dimension; feedback without one is under null. */
  readonly by?: Dimension
  readonly filters: readonly StoreFilter[]
}

export interface TallyRow {
  /** Index into `ranges`. */
  readonly range: number
  readonly series: SeriesId
  /** The name of the dimension's value; null without `by` or where feedback has none. */
  readonly value: string | null
  readonly tally: Tally
}

/** One respondent's ratings of several factors. */
export interface FactorAnswers {
  readonly id: FeedbackId
  readonly score: number | null
  readonly scale: Scale | null
  readonly factors: Readonly<Record<string, { readonly score: number; readonly scale: Scale }>>
}

export interface FactorQuery {
  readonly ranges: readonly TimeRange[]
  readonly filters: readonly StoreFilter[]
  readonly by?: { readonly dimension: Dimension; readonly names: readonly string[] }
  readonly limit: number
}

/** Feedback that is there: the span of the data, for `all` and for empty answers. */
export interface DataSpan {
  readonly first: EpochSeconds
  readonly last: EpochSeconds
  readonly n: number
}

/** What reports are made of. */
export interface CountStore {
  /** Grows with every write to the workspace; equal versions mean equal answers. */
  dataVersion(workspace: WorkspaceId): Promise<number>
  span(workspace: WorkspaceId, kind?: FeedbackKind): Promise<DataSpan | undefined>
  series(workspace: WorkspaceId): Promise<readonly Series[]>
  /** The aspects that stored texts have ever spoken of, after the sentiment of whole texts. */
  opinions(workspace: WorkspaceId): Promise<readonly OpinionSeries[]>
  /** Groups without answers are left out. */
  tallies(workspace: WorkspaceId, query: TallyQuery): Promise<readonly TallyRow[]>
  /**
   * At most `limit` respondents of each range, spread evenly over it, with the number there are.
   * With `by`, of each range and name instead: the names of the first range in order, then those
   * of the next.
   */
  factorAnswers(
    workspace: WorkspaceId,
    query: FactorQuery,
  ): Promise<readonly { readonly total: number; readonly answers: readonly FactorAnswers[] }[]>
}
