import type { TextAnalysis } from '../analysis.ts'
import type { FeedbackId, WorkspaceId } from '../identity.ts'

/** A text that an analyser has yet to read. */
export interface UnreadText {
  readonly id: FeedbackId
  readonly text: string
  /** As the source states it. */
  readonly lang: string | null
}

/** How far the stored texts were read by one version of the analyser. */
export interface ReadingProgress {
  readonly done: number
  readonly total: number
}

/** Texts that the analyser reads in the background. */
export interface ReadingStore {
  /** Texts that this version of the analyser has yet to read, in order of id; empty at the end. */
  unreadTexts(
    workspace: WorkspaceId,
    version: string,
    limit: number,
  ): Promise<readonly UnreadText[]>
  /**
   * Keeps what this version found in the texts of a page, in one transaction, and goes on
   * behind the page. Corrections hold; a text that has changed meanwhile is left as it is.
   */
  saveReadings(
    workspace: WorkspaceId,
    version: string,
    readings: readonly (UnreadText & { readonly analysis: TextAnalysis })[],
  ): Promise<void>
  readingProgress(workspace: WorkspaceId, version: string): Promise<ReadingProgress>
}
