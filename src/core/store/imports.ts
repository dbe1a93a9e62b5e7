import type { EpochSeconds, ImportId, WorkspaceId } from '../identity.ts'

export interface ImportReason {
  /** A message id of the `import` locale files. */
  readonly reason: string
  readonly count: number
  /** 1-based line of the file. */
  readonly firstLine: number
}

export interface ImportRecord {
  readonly id: ImportId
  /** The file's name without its folders. */
  readonly file: string
  /** Hash of the file's content and of the mapping: tells the same import when it is run again. */
  readonly fingerprint: string
  /** The mapping in effect, as JSON. */
  readonly mapping: string
  readonly state: 'running' | 'done' | 'undone'
  readonly startedAt: EpochSeconds
  readonly finishedAt: EpochSeconds | null
  /** Rows read so far, good and bad: where a killed import goes on. */
  readonly rows: number
  readonly accepted: number
  readonly duplicates: number
  readonly rejected: number
  readonly reasons: readonly ImportReason[]
}

/** What an ingest batch adds to its import, written in the batch's transaction. */
export interface ImportProgress {
  readonly id: ImportId
  readonly rows: number
  readonly rejected: number
  readonly reasons: readonly ImportReason[]
  /**
   * Told, in the batch's transaction, which items contradict what is stored under their ids;
   * resolves to how they count among the reasons. A batch is there with its conflicts or not at all.
   */
  onConflicts?(items: readonly number[]): Promise<readonly ImportReason[]>
}

/** Imports: opened, gone on with, finished, taken back. */
export interface ImportStore {
  /** The running import of this fingerprint, which then goes on, or a new one. */
  openImport(
    workspace: WorkspaceId,
    start: Pick<ImportRecord, 'file' | 'fingerprint' | 'mapping' | 'startedAt'>,
  ): Promise<ImportRecord>
  finishImport(workspace: WorkspaceId, id: ImportId, at: EpochSeconds): Promise<ImportRecord>
  /** Newest first. */
  imports(workspace: WorkspaceId, limit: number): Promise<readonly ImportRecord[]>
  findImport(workspace: WorkspaceId, id: ImportId): Promise<ImportRecord | undefined>
  /**
   * Takes back all that the import brought, a bounded transaction at a time, and
   * marks it undone with the last. Interrupted, it goes on when called again.
   */
  undoImport(
    workspace: WorkspaceId,
    id: ImportId,
    onProgress?: (removed: number) => void,
  ): Promise<ImportRecord>
}
