import type { Logger } from '../core/adapter.ts'
import { StorageError } from '../core/errors.ts'
import type { EpochSeconds } from '../core/identity.ts'
import type { Locale } from '../core/locale.ts'
import type { Report } from '../core/reply.ts'
import type { Store, Workspace } from '../core/store.ts'
import { translator } from '../language/translate.ts'
import { withoutQuotedWords } from './stored-quotes.ts'

/**
 * Stores a report on a period, so that it can be shown again as it was, and returns it with its id
 * while it is still on its way to the database: nobody waits for a commit to see a number. One
 * that names people is not stored. Where the database gives no id, the report comes back with a
 * note: the numbers are true all the same.
 */
export async function keepReport(
  report: Report,
  asked: {
    readonly store: Store
    readonly log: Logger
    readonly workspace: Workspace
    readonly locale: Locale
    readonly zone: string
    readonly now: EpochSeconds
    readonly dataVersion: number
  },
): Promise<Report> {
  if (report.period === undefined || report.reportId !== undefined) return report
  if (report.namesPeople) return report
  const { store, log, workspace, locale, zone, now, dataVersion } = asked
  const warn = (error: unknown): void =>
    log.warn('report-not-kept', { command: report.command, error: String(error) })
  try {
    const id = await store.reserveReport(workspace.id)
    const { commandLine } = report
    const kept = withoutQuotedWords(report)
    store
      .saveReport(workspace.id, {
        id,
        at: now,
        commandLine,
        locale,
        zone,
        report: kept,
        dataVersion,
      })
      .catch(warn)
    return { ...report, reportId: id }
  } catch (error) {
    if (!(error instanceof StorageError)) throw error
    warn(error)
    const text = translator(locale)('commands:notes.not-kept')
    return { ...report, blocks: [...report.blocks, { type: 'notes', notes: [[{ text }]] }] }
  }
}
