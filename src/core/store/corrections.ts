import type { CorrectedPart, Correction, Signature, StoredAnalysis } from '../analysis.ts'
import type { FeedbackId, WorkspaceId } from '../identity.ts'
import type { UnreadText } from './readings.ts'

/** A stored analysis before and after a person set it right. */
export interface CorrectionOutcome {
  readonly before: StoredAnalysis
  readonly after: StoredAnalysis
}

/** What a workspace's corrections taught its analyser; the bytes are the analyser's own. */
export interface Lessons {
  /** Grows with every change. */
  readonly revision: number
  /** The analyser that can use them. */
  readonly version: string
  readonly weights: Uint8Array
}

/** What people set right in the analyser's findings, and what it learnt from that. */
export interface CorrectionStore {
  /**
   * Sets one part of an analysis right; it stays so whatever an analyser finds later.
   * Undefined where there is no such feedback or it has no analysis.
   */
  correct(
    workspace: WorkspaceId,
    id: FeedbackId,
    part: CorrectedPart,
    by: Signature,
  ): Promise<CorrectionOutcome | undefined>
  /** Takes the last correction back that still holds; undefined where there is none. */
  undoCorrection(
    workspace: WorkspaceId,
    id: FeedbackId,
    by: Signature,
  ): Promise<CorrectionOutcome | undefined>
  /** All that was ever corrected in one piece of feedback, oldest first. */
  corrections(workspace: WorkspaceId, id: FeedbackId): Promise<readonly Correction[]>
  /**
   * What people set right of sentiments and aspects and what holds of it, the last word on each
   * part, in the order in which the parts were first corrected; the latest at most.
   */
  correctedOpinions(
    workspace: WorkspaceId,
    limit: number,
  ): Promise<readonly (UnreadText & { readonly part: CorrectedPart })[]>
  /** Undefined where nothing was taught, or where the lessons are still of revision `known`. */
  lessons(workspace: WorkspaceId, known?: number): Promise<Lessons | undefined>
  /** Keeps lessons that replace those of the given revision (0: none); false where others came first. */
  saveLessons(workspace: WorkspaceId, lessons: Lessons): Promise<boolean>
}
