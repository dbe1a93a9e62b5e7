import type { EpochSeconds, ReportId, WorkspaceId } from '../identity.ts'
import type { Locale } from '../locale.ts'
import type { Report } from '../reply.ts'

export interface StoredReport {
  readonly id: ReportId
  readonly at: EpochSeconds
  /** With absolute dates: asks the same again. */
  readonly commandLine: string
  readonly locale: Locale
  readonly zone: string
  /** As it was answered, without quoted words: those are read again by their ids. */
  readonly report: Report
  /** The workspace's data version when it was answered. */
  readonly dataVersion: number
}

/** Answers that were given, to be told again. */
export interface ReportStore {
  /** Returns an id for one report; rejects where the database takes nothing at the moment. */
  reserveReport(workspace: WorkspaceId): Promise<ReportId>
  /**
   * Stores a report under an id that was reserved for it. Reports that come while a
   * commit is on its way share the next; whoever asks for one that is on its way gets it.
   */
  saveReport(workspace: WorkspaceId, report: StoredReport): Promise<void>
  findReport(workspace: WorkspaceId, id: ReportId): Promise<StoredReport | undefined>
}
