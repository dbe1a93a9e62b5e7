import type { Signature } from '../analysis.ts'
import type { FeedbackId, WorkspaceId } from '../identity.ts'
import type {
  FeedbackChange,
  LoggedItem,
  NotedChange,
  Withdrawn,
  WithdrawnContent,
} from '../moderation.ts'

/** Feedback that people logged, and what they changed. Counts are changed by {@link FeedbackStore}. */
export interface ModerationStore {
  /** Returns the id of the feedback of that source and id. */
  idOf(workspace: WorkspaceId, source: string, externalId: string): Promise<FeedbackId | undefined>
  /** Notes who logged it; noted once. */
  noteLogged(workspace: WorkspaceId, feedback: FeedbackId, by: Signature): Promise<void>
  logged(workspace: WorkspaceId, feedback: FeedbackId): Promise<LoggedItem | undefined>
  /** What a person logged last and is still there. */
  lastLogged(workspace: WorkspaceId, user: string): Promise<LoggedItem | undefined>
  /** Newest first, from behind `after`; only what is still there. */
  loggedItems(
    workspace: WorkspaceId,
    after: FeedbackId | null,
    limit: number,
  ): Promise<readonly LoggedItem[]>
  /** Keeps what is taken out of the counts, so that it can come back. */
  withdraw(
    workspace: WorkspaceId,
    feedback: FeedbackId,
    content: WithdrawnContent,
    by: Signature,
    into: FeedbackId | null,
  ): Promise<void>
  withdrawn(workspace: WorkspaceId, feedback: FeedbackId): Promise<Withdrawn | undefined>
  /** Returns what feedback that does not count by itself became part of. */
  partOf(
    workspace: WorkspaceId,
    source: string,
    externalId: string,
  ): Promise<FeedbackId | undefined>
  /** Returns the feedback that became part of that one and is still out of the counts. */
  mergedInto(workspace: WorkspaceId, feedback: FeedbackId): Promise<readonly FeedbackId[]>
  /**
   * The withdrawn item is back in the counts under a new id, with what people had set right in
   * its analysis, what they had changed and what is part of it; `by` logged it, null where
   * nobody did.
   */
  restored(
    workspace: WorkspaceId,
    before: FeedbackId,
    now: FeedbackId,
    by: Signature | null,
  ): Promise<void>
  noteChange(workspace: WorkspaceId, change: FeedbackChange): Promise<void>
  /** Oldest first. */
  changes(workspace: WorkspaceId, feedback: FeedbackId): Promise<readonly FeedbackChange[]>
  /** What a person changed, newest first. */
  changesBy(workspace: WorkspaceId, user: string, limit: number): Promise<readonly NotedChange[]>
}
