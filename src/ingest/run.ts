import type { EpochSeconds, ImportId } from '../core/identity.ts'
import type { ImportReason, ImportRecord, Store, Workspace } from '../core/store.ts'
import { type BatchReader, openHere, type ReadBatch } from './batch-reader.ts'
import { createBatchSize } from './batch-size.ts'
import type { MappingDescription } from './describe-mapping.ts'
import type { ImportPlan } from './plan.ts'
import type { Rejected } from './read-batches.ts'
import { createRejectsFile, type RejectsFile } from './rejects-file.ts'
import { letYoungGrow, spareMemory } from './spare-memory.ts'
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
  /** Stops after the batch in hand. */
  readonly signal?: AbortSignal
}

function summed(rejected: readonly Rejected[]): readonly ImportReason[] {
  const sums = new Map<string, { reason: string; count: number; firstLine: number }>()
  for (const { row, reason } of rejected) {
    const known = sums.get(reason)
    if (known) known.count += 1
    else sums.set(reason, { reason, count: 1, firstLine: row.line })
  }
  return [...sums.values()]
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

/** Stores batches one after another and keeps what was rejected. */
function createWriter(
  plan: ImportPlan,
  options: RunOptions,
  id: ImportId,
  rejects: RejectsFile,
): (batch: ReadBatch) => Promise<void> {
  const { store, workspace, words } = options
  const { derivedIds } = plan
  const kept = (list: readonly Rejected[]): Promise<void> =>
    rejects.append(list.map(({ row, reason }) => ({ row, reason: words.explain(reason) })))
  return async ({ read, content, rejected, rowsAt }) => {
    await kept(rejected)
    const progress = { id, rows: read, rejected: rejected.length, reasons: summed(rejected) }
    const result = await ('items' in content
      ? store.ingest(workspace.id, { ...content, derivedIds, progress })
      : store.ingestColumns(workspace.id, { ...content, derivedIds, progress }))
    if (result.conflicts.length === 0) return
    const rows = await rowsAt(result.conflicts)
    const conflicts = rows.map((row) => ({ row, reason: 'conflictingId' as const }))
    await store.ingest(workspace.id, {
      items: [],
      derivedIds,
      progress: { id, rows: 0, rejected: 0, reasons: summed(conflicts) },
    })
    await kept(conflicts)
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
 * Stores the rows of a planned file, a batch a transaction, while the next batch is
 * being read. Killed or stopped, the same call goes on where the last batch ended.
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
  const write = createWriter(plan, options, id, rejects)
  const size = createBatchSize()
  const reader = openReader(plan, opened.rows, options, size.rows)
  let writing: Promise<void> | undefined
  let failure: unknown

  /** Waits for the batch before, then hands this one over. */
  async function commit(batch: ReadBatch): Promise<void> {
    await writing
    if (failure !== undefined) throw failure
    spareMemory()
    writing = size
      .time(batch.read, () => write(batch))
      .then(report, (error: unknown) => {
        failure = error
      })
  }
  async function report(): Promise<void> {
    if (!options.onProgress) return
    const record = await store.findImport(workspace.id, id)
    if (record) options.onProgress({ ...outcomeOf(record), resumedAt: opened.rows })
  }

  try {
    await rejects.append([])
    for (;;) {
      if (signal?.aborted || failure !== undefined) break
      const batch = await reader.next()
      if (!batch || signal?.aborted) break
      await commit(batch)
    }
    const stopped = signal?.aborted ?? false
    await writing
    if (failure !== undefined) throw failure
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
    await writing
    await reader.close()
    await rejects.close()
    letYoungGrow()
  }
}
