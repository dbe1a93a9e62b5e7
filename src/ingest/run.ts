import type { NewFeedback } from '../core/feedback.ts'
import type { EpochSeconds, ImportId } from '../core/identity.ts'
import type { ImportReason, ImportRecord, Store, Workspace } from '../core/store.ts'
import type { MappingDescription } from './describe-mapping.ts'
import type { ImportPlan } from './plan.ts'
import { createRejectsFile, type RejectsFile } from './rejects-file.ts'
import { spareMemory } from './spare-memory.ts'
import type { RejectionReason, Row } from './types.ts'

const BATCH_ROWS = 5000

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
  readonly onProgress?: (report: ImportProgressReport) => void
  /** Stops after the batch in hand. */
  readonly signal?: AbortSignal
}

interface Rejected {
  readonly row: Row
  readonly reason: RejectionReason
}

interface Batch {
  read: number
  readonly items: NewFeedback[]
  /** Beside the items, where ids can contradict. */
  readonly rows: Row[]
  readonly rejected: Rejected[]
}

function emptyBatch(): Batch {
  return { read: 0, items: [], rows: [], rejected: [] }
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
): (batch: Batch) => Promise<void> {
  const { store, workspace, words } = options
  const kept = (list: readonly Rejected[]): Promise<void> =>
    rejects.append(list.map(({ row, reason }) => ({ row, reason: words.explain(reason) })))
  return async (batch) => {
    await kept(batch.rejected)
    const result = await store.ingest(workspace.id, {
      items: batch.items,
      derivedIds: plan.derivedIds,
      progress: {
        id,
        rows: batch.read,
        rejected: batch.rejected.length,
        reasons: summed(batch.rejected),
      },
    })
    if (result.conflicts.length === 0) return
    const conflicts = result.conflicts.flatMap((index) => {
      const row = batch.rows[index]
      return row ? [{ row, reason: 'conflictingId' as const }] : []
    })
    await store.ingest(workspace.id, {
      items: [],
      derivedIds: plan.derivedIds,
      progress: { id, rows: 0, rejected: 0, reasons: summed(conflicts) },
    })
    await kept(conflicts)
  }
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
  let writing: Promise<void> | undefined
  let failure: unknown
  let batch = emptyBatch()
  let skip = opened.rows

  /** Waits for the batch before, then hands this one over. */
  async function commit(): Promise<void> {
    await writing
    if (failure !== undefined) throw failure
    const full = batch
    batch = emptyBatch()
    spareMemory()
    writing = write(full).then(report, (error: unknown) => {
      failure = error
    })
  }
  async function report(): Promise<void> {
    if (!options.onProgress) return
    const record = await store.findImport(workspace.id, id)
    if (record) options.onProgress({ ...outcomeOf(record), resumedAt: opened.rows })
  }
  function take(row: Row): void {
    batch.read += 1
    const mapped = plan.mapRow(row)
    if (typeof mapped === 'string') batch.rejected.push({ row, reason: mapped })
    else {
      batch.items.push(mapped)
      if (!plan.derivedIds) batch.rows.push(row)
    }
  }

  try {
    await rejects.append([])
    for await (const block of plan.table.rows()) {
      if (signal?.aborted || failure !== undefined) break
      for (const row of block.length <= skip ? [] : block.slice(skip)) {
        take(row)
        if (batch.read >= BATCH_ROWS) await commit()
      }
      skip = Math.max(0, skip - block.length)
    }
    const stopped = signal?.aborted ?? false
    if (!stopped && batch.read > 0) await commit()
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
    await rejects.close()
  }
}
