import type { FeedbackId, WorkspaceId } from '../identity.ts'

/** A row of what belongs to a workspace beside its feedback, under the names of the schema. */
export interface PortableRow {
  readonly table: string
  /** Bytes are `{ base64 }`. */
  readonly row: Readonly<Record<string, PortableCell>>
}

export type PortableCell = string | number | null | { readonly base64: string }

/** What a workspace owns beside feedback, to be carried into another database. */
export interface PortableStore {
  /** Yields every row but those that are of this database alone: queues, leases, kept answers. */
  rows(workspace: WorkspaceId): AsyncIterable<PortableRow>
  /**
   * Stores rows in a workspace, with the ids that feedback has there; rows of feedback that is
   * not there are left out. Returns how many were stored. Rejects with a RangeError for a table or a column that is not portable.
   */
  insert(
    workspace: WorkspaceId,
    rows: readonly PortableRow[],
    idOf: (before: number) => FeedbackId | undefined,
  ): Promise<number>
  /** Gives the next feedback this id, where none has it or a later one yet. */
  startIdsAt(workspace: WorkspaceId, id: FeedbackId): Promise<void>
  /** Returns whether the workspace holds no feedback and nothing that people set up. */
  isEmpty(workspace: WorkspaceId): Promise<boolean>
}
