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
  saveReport(workspace: WorkspaceId, report: Omit<StoredReport, 'id'>): Promise<ReportId>
  findReport(workspace: WorkspaceId, id: ReportId): Promise<StoredReport | undefined>
}
