import type { EpochSeconds, ImportId } from '../core/identity.ts'
import type { ImportReason, ImportRecord, Store, Workspace } from '../core/store.ts'
import { type BatchReader, openHere } from './batch-reader.ts'
import { createBatchSize } from './batch-size.ts'
import { createBatchWriter } from './batch-writer.ts'
import type { MappingDescription } from './describe-mapping.ts'
import type { ImportPlan } from './plan.ts'
import { createRejectsFile } from './rejects-file.ts'
import { letYoungGrow } from './spare-memory.ts'
import type { AnalysisRecipe } from './thread-messages.ts'
import { openThread, readingProgram } from './thread-reader.ts'
import type { RejectionReason } from './types.ts'

/** How an import ended. `rows` = `accepted` + `duplicates` + `rejected`. */
export interface ImportOutcome {
  readonly importId: ImportId
  readonly rows: number
  readonly accepted: number
  readonly duplicates: number
  /** Rows that could not be used, and ids that were known with other content. */
  readonly rejected: number
  readonly reasons: readonly ImportReason[]
  readonly mapping: MappingDescription
  /** Where the rejected rows are kept. */
  readonly rejectsFile: string | null
  /** Rows that an earlier run had already read. */
  readonly resumedAt: number
  /** True where it was stopped before the end; the same call goes on. */
  readonly stopped: boolean
}

/** Counts since the beginning of the import. */
export interface ImportProgressReport {
  readonly rows: number
  readonly accepted: number
  readonly duplicates: number
  readonly rejected: number
  /** Rows that an earlier run had already read. */
  readonly resumedAt: number
}

export interface RunOptions {
  readonly store: Store
  readonly workspace: Workspace
  readonly now: () => EpochSeconds
  /** Where rejected rows go if the place beside the file cannot be written. */
  readonly rejectsFolder: string
  /** Names of the two columns before the file's own, and a reason in words. */
  readonly words: {
    readonly line: string
    readonly reason: string
    explain(reason: RejectionReason): string
  }
  /**
   * Lets a thread of its own read the file, with what analyses its texts; null leaves
   * them unread. Otherwise the store is given what it has to analyse itself.
   */
  readonly thread?: {
    readonly analysis: AnalysisRecipe | null
    onUnread(reason: string): void
  }
  readonly onProgress?: (report: ImportProgressReport) => void
  /** Stops after the batches in hand. */
  readonly signal?: AbortSignal
}

function conflictsOf(reasons: readonly ImportReason[]): number {
  return reasons.find(({ reason }) => reason === 'conflictingId')?.count ?? 0
}

/** What a record says, with contradicting ids among the rejected instead of the duplicates. */
function outcomeOf(
  record: ImportRecord,
): Pick<ImportOutcome, 'rows' | 'accepted' | 'duplicates' | 'rejected' | 'reasons'> {
  const conflicts = conflictsOf(record.reasons)
  return {
    rows: record.rows,
    accepted: record.accepted,
    duplicates: record.duplicates - conflicts,
    rejected: record.rejected + conflicts,
    reasons: [...record.reasons].sort((a, b) => b.count - a.count || a.firstLine - b.firstLine),
  }
}

function openReader(
  plan: ImportPlan,
  skip: number,
  options: RunOptions,
  batchRows: () => number,
): BatchReader {
  const { thread } = options
  const program = thread && readingProgram()
  if (!program) return openHere(plan, skip, batchRows)
  const { opening, mapping, mapperOptions, derivedIds } = plan
  const { analysis } = thread
  const keepRows = !derivedIds
  return openThread(
    program,
    { opening, mapping, mapperOptions, skip, keepRows, analysis },
    batchRows,
    (reason) => thread.onUnread(reason),
  )
}

/**
 * Stores the rows of a planned file, a batch a transaction, while the next batches are
 * being read and made ready. Killed or stopped, the same call goes on where the last batch ended.
 * Rejects with a UserError where the file cannot be read on, and with a
 * StorageError where the database fails; what was stored by then stays.
 */
export async function runImport(plan: ImportPlan, options: RunOptions): Promise<ImportOutcome> {
  const { store, workspace, signal } = options
  const opened = await store.openImport(workspace.id, {
    file: plan.name,
    fingerprint: plan.fingerprint,
    mapping: JSON.stringify(plan.description),
    startedAt: options.now(),
  })
  const { id } = opened
  const rejects = createRejectsFile(plan.file, {
    folder: options.rejectsFolder,
    header: plan.table.header,
    keep: opened.rejected + conflictsOf(opened.reasons),
    columns: [options.words.line, options.words.reason],
  })
  const size = createBatchSize()
  const reader = openReader(plan, opened.rows, options, size.rows)
  let reporting: Promise<void> | undefined
  async function report(): Promise<void> {
    const record = await store.findImport(workspace.id, id)
    if (record) options.onProgress?.({ ...outcomeOf(record), resumedAt: opened.rows })
  }
  const writer = createBatchWriter({
    store,
    workspace: workspace.id,
    importId: id,
    derivedIds: plan.derivedIds,
    rejects,
    explain: options.words.explain,
    onStored(rows, milliseconds) {
      size.learn(rows, milliseconds)
      if (options.onProgress) reporting = report().catch(() => undefined)
    },
  })

  try {
    await rejects.append([])
    for (;;) {
      if (signal?.aborted) break
      const batch = await reader.next()
      if (!batch || signal?.aborted) break
      await writer.hand(batch)
    }
    const stopped = signal?.aborted ?? false
    await writer.end()
    const record = stopped
      ? ((await store.findImport(workspace.id, id)) ?? opened)
      : await store.finishImport(workspace.id, id, options.now())
    return {
      importId: id,
      ...outcomeOf(record),
      mapping: plan.description,
      rejectsFile: rejects.path,
      resumedAt: opened.rows,
      stopped,
    }
  } finally {
    await writer.end().catch(() => undefined)
    await reporting
    await reader.close()
    await rejects.close()
    letYoungGrow()
  }
}
