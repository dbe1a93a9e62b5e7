import type { EpochSeconds, ReportId, WorkspaceId } from '../../src/core/identity.ts'
import type { Locale } from '../../src/core/locale.ts'
import type { Report } from '../../src/core/reply.ts'
import type { StoredReport } from '../../src/core/store.ts'
import { takeIds } from './counters.ts'
import type { Engine, Reader } from './engine.ts'
import { storable } from './text.ts'

/** Keeps a report. The data version stays: a report changes no answer. */
export async function saveReport(
  engine: Engine,
  workspace: WorkspaceId,
  report: Omit<StoredReport, 'id'>,
): Promise<ReportId> {
  return await engine.write(async (trx) => {
    const id = await takeIds(trx, workspace, 'report', 1)
    await trx
      .insertInto('report')
      .values({
        ws: workspace,
        id,
        at: report.at,
        command_line: storable(report.commandLine),
        locale: report.locale,
        zone: report.zone,
        report: storable(JSON.stringify(report.report)),
        data_version: report.dataVersion,
      })
      .execute()
    return id as ReportId
  })
}

export async function findReport(
  db: Reader,
  workspace: WorkspaceId,
  id: ReportId,
): Promise<StoredReport | undefined> {
  const row = await db
    .selectFrom('report')
    .selectAll()
    .where('ws', '=', workspace)
    .where('id', '=', id)
    .executeTakeFirst()
  return (
    row && {
      id: row.id as ReportId,
      at: row.at as EpochSeconds,
      commandLine: row.command_line,
      locale: row.locale as Locale,
      zone: row.zone,
      report: JSON.parse(row.report) as Report,
      dataVersion: row.data_version,
    }
  )
}
