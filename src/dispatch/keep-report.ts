import type { Logger } from '../core/adapter.ts'
import { StorageError } from '../core/errors.ts'
import type { EpochSeconds } from '../core/identity.ts'
import type { Locale } from '../core/locale.ts'
import type { Report } from '../core/reply.ts'
import type { Store, Workspace } from '../core/store.ts'
import { translator } from '../language/translate.ts'
import { withoutQuotedWords } from './stored-quotes.ts'

/**
 * Stores a report on a period, so that it can be shown again as it was, and
 * returns it with its id; one that names people is not stored. Where the database cannot take it, it comes back with a
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
  try {
    const reportId = await store.saveReport(workspace.id, {
      at: now,
      commandLine: report.commandLine,
      locale,
      zone,
      report: withoutQuotedWords(report),
      dataVersion,
    })
    return { ...report, reportId }
  } catch (error) {
    if (!(error instanceof StorageError)) throw error
    log.warn('report-not-kept', { command: report.command, error: error.message })
    const text = translator(locale)('commands:notes.not-kept')
    return { ...report, blocks: [...report.blocks, { type: 'notes', notes: [[{ text }]] }] }
  }
}
