import type { EpochSeconds, ReportId, WorkspaceId } from '../../src/core/identity.ts'
import type { Locale } from '../../src/core/locale.ts'
import type { StoredReport } from '../../src/core/store.ts'
import type { Engine, Reader } from './engine.ts'
import { ReportIds } from './report-ids.ts'
import { reportFromJson, reportToJson } from './report-json.ts'
import type { ReportTable } from './schema.ts'
import { storable } from './text.ts'

/** Reports that one commit takes at most. */
const MOST_AT_ONCE = 50

/** Keeps reports. The data version stays: a report changes no answer. */
export class Reports {
  private readonly engine: Engine
  private readonly ids: ReportIds
  private waiting: { readonly row: ReportTable; readonly stored: PromiseWithEnd }[] = []
  private saving = false
  /** What is on its way, so that nobody looks for it too early. */
  private readonly underWay = new Map<string, Promise<void>>()

  constructor(engine: Engine) {
    this.engine = engine
    this.ids = new ReportIds(engine)
  }

  reserve(workspace: WorkspaceId): Promise<ReportId> {
    return this.ids.reserve(workspace)
  }

  async save(workspace: WorkspaceId, report: StoredReport): Promise<void> {
    const stored = promiseWithEnd()
    const key = `${workspace} ${report.id}`
    this.underWay.set(key, stored.promise)
    this.waiting.push({ row: toRow(workspace, report), stored })
    if (!this.saving) void this.saveWaiting()
    try {
      await stored.promise
    } catch (error) {
      this.ids.forget(workspace)
      throw error
    } finally {
      this.underWay.delete(key)
    }
  }

  async find(workspace: WorkspaceId, id: ReportId): Promise<StoredReport | undefined> {
    await this.underWay.get(`${workspace} ${id}`)?.catch(() => undefined)
    return await findReport(this.engine.db, workspace, id)
  }

  private async saveWaiting(): Promise<void> {
    this.saving = true
    while (this.waiting.length > 0) {
      const group = this.waiting.splice(0, MOST_AT_ONCE)
      try {
        const rows = group.map(({ row }) => row)
        await this.inScopeOf(rows, () => this.engine.db.insertInto('report').values(rows).execute())
        for (const { stored } of group) stored.resolve()
      } catch (error) {
        for (const { stored } of group) stored.reject(error)
      }
    }
    this.saving = false
  }

  /** Reports of several workspaces share a commit. */
  private async inScopeOf(rows: readonly ReportTable[], work: () => Promise<unknown>) {
    const [workspace, ...others] = new Set(rows.map(({ ws }) => ws as WorkspaceId))
    const scope = workspace === undefined || others.length > 0 ? 'every' : workspace
    const { inScope } = this.engine
    await (inScope ? inScope(scope, work) : work())
  }
}

interface PromiseWithEnd {
  readonly promise: Promise<void>
  resolve(): void
  reject(error: unknown): void
}

function promiseWithEnd(): PromiseWithEnd {
  let resolve: () => void = () => undefined
  let reject: (error: unknown) => void = () => undefined
  const promise = new Promise<void>((done, failed) => {
    resolve = done
    reject = failed
  })
  return { promise, resolve, reject }
}

function toRow(workspace: WorkspaceId, report: StoredReport): ReportTable {
  return {
    ws: workspace,
    id: report.id,
    at: report.at,
    command_line: storable(report.commandLine),
    locale: report.locale,
    zone: report.zone,
    report: storable(reportToJson(report.report)),
    data_version: report.dataVersion,
  }
}

async function findReport(
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
      report: reportFromJson(row.report),
      dataVersion: row.data_version,
    }
  )
}
