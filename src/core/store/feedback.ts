import type { Feedback, FeedbackKind, FeedbackPatch, NewFeedback } from '../feedback.ts'
import type { FeedbackColumns } from '../feedback-columns.ts'
import type { FeedbackId, WorkspaceId } from '../identity.ts'
import type { ImportProgress } from './imports.ts'
import type { StoreFilter, TimeRange } from './selection.ts'

export interface IngestBatch {
  readonly items: readonly NewFeedback[]
  /**
   * Items whose source has no ids carry an `externalId` that is a hash of their
   * content. Such items may repeat within a file legitimately: the j-th repetition
   * of a content within one import is a duplicate only if an earlier import
   * already brought at least j of them.
   */
  readonly derivedIds: boolean
  readonly progress?: ImportProgress
  readonly turn?: BatchTurn
}

/** Where a batch has its place among others that are handed over before they can be stored. */
export interface BatchTurn {
  /**
   * It is stored when this has resolved, and made ready meanwhile. Where this rejects,
   * nothing is stored and the call rejects likewise.
   */
  readonly after: Promise<unknown>
  /** Called when the database is at work on the rows: time to hand over the next batch. */
  onUnderWay(): void
}

/** The same as columns, of which a large import brings very many. */
export interface ColumnBatch extends Omit<IngestBatch, 'items'> {
  readonly columns: FeedbackColumns
}

export interface IngestResult {
  readonly accepted: number
  /** Indexes into `items` of those that were stored before with the same content. */
  readonly duplicates: readonly number[]
  /** Indexes of those whose id was stored before with other content; the stored one stays. */
  readonly conflicts: readonly number[]
}

export interface QuoteQuery {
  readonly range: TimeRange
  readonly filters: readonly StoreFilter[]
  readonly kinds?: readonly FeedbackKind[]
  /** All must occur; matched by stem, in any of the bot's languages. */
  readonly words: readonly string[]
  /** On the scale as given, both ends included. */
  readonly score?: { readonly low: number; readonly high: number }
  readonly limit: number
  /** Where the last page ended. */
  readonly after?: string
}

export interface QuotePage {
  /** Newest first. */
  readonly quotes: readonly Feedback[]
  /** Where the next page starts; null at the end. */
  readonly next: string | null
}

/** Feedback itself: in, changed, out, and read again. */
export interface FeedbackStore {
  /** Stores feedback with all its counts and indexes in one transaction. */
  ingest(workspace: WorkspaceId, batch: IngestBatch): Promise<IngestResult>
  /** The same; the terms of texts are as `indexTerms` gives them. */
  ingestColumns(workspace: WorkspaceId, batch: ColumnBatch): Promise<IngestResult>
  /** Single items from many callers; those that arrive together share a commit. */
  add(workspace: WorkspaceId, item: NewFeedback): Promise<'accepted' | 'duplicate' | 'conflict'>
  edit(workspace: WorkspaceId, id: FeedbackId, patch: FeedbackPatch): Promise<Feedback | undefined>
  /** Returns how many there were. */
  remove(workspace: WorkspaceId, ids: readonly FeedbackId[]): Promise<number>
  feedback(workspace: WorkspaceId, id: FeedbackId): Promise<Feedback | undefined>
  quotes(workspace: WorkspaceId, query: QuoteQuery): Promise<QuotePage>
  /** Feedback in order of id with its follow-ups, for export, a page at a time. */
  exportPage(
    workspace: WorkspaceId,
    after: FeedbackId | null,
    limit: number,
  ): Promise<readonly Feedback[]>
}
