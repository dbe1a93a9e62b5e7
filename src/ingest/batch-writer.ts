import type { ImportId, WorkspaceId } from '../core/identity.ts'
import type { ImportReason, Store } from '../core/store.ts'
import type { ReadBatch } from './batch-reader.ts'
import type { Rejected } from './read-batches.ts'
import type { RejectsFile } from './rejects-file.ts'
import { spareMemory } from './spare-memory.ts'
import type { RejectionReason } from './types.ts'

/** Where the batches of an import go. */
export interface Destination {
  readonly store: Pick<Store, 'ingest' | 'ingestColumns'>
  readonly workspace: WorkspaceId
  readonly importId: ImportId
  readonly derivedIds: boolean
  readonly rejects: RejectsFile
  explain(reason: RejectionReason): string
  /** Told of every batch that is stored, and how long the database was busy with it. */
  onStored(rows: number, milliseconds: number): void
}

/** Stores batches one after another; each is made ready while the one before is being stored. */
export interface BatchWriter {
  /**
   * Resolves when the batch is on its way, and the one before is about to be stored. Rejects
   * where one before has failed.
   */
  hand(batch: ReadBatch): Promise<void>
  /** Resolves when all that was handed over is stored. Rejects with the first failure. */
  end(): Promise<void>
}

/** Returns the reasons with how often each is given, and where first. */
function summed(rejected: readonly Rejected[]): readonly ImportReason[] {
  const sums = new Map<string, { reason: string; count: number; firstLine: number }>()
  for (const { row, reason } of rejected) {
    const known = sums.get(reason)
    if (known) known.count += 1
    else sums.set(reason, { reason, count: 1, firstLine: row.line })
  }
  return [...sums.values()]
}

/** Returns a writer of one import's batches, in the order in which they are handed over. */
export function createBatchWriter(destination: Destination): BatchWriter {
  const { store, workspace, importId: id, derivedIds, rejects, explain, onStored } = destination
  const kept = (list: readonly Rejected[]): Promise<void> =>
    rejects.append(list.map(({ row, reason }) => ({ row, reason: explain(reason) })))

  async function write(
    { read, content, rejected, rowsAt }: ReadBatch,
    before: Promise<void>,
    onUnderWay: () => void,
  ): Promise<void> {
    let begun = 0
    const after = before.then(async () => {
      begun = performance.now()
      await kept(rejected)
    })
    after.catch(() => undefined)
    async function onConflicts(places: readonly number[]): Promise<readonly ImportReason[]> {
      const rows = await rowsAt(places)
      const conflicts = rows.map((row) => ({ row, reason: 'conflictingId' as const }))
      await kept(conflicts)
      return summed(conflicts)
    }
    const reasons = summed(rejected)
    const batch = {
      derivedIds,
      progress: { id, rows: read, rejected: rejected.length, reasons, onConflicts },
      turn: { after, onUnderWay },
    }
    await ('items' in content
      ? store.ingest(workspace, { ...content, ...batch })
      : store.ingestColumns(workspace, { ...content, ...batch }))
    onStored(read, performance.now() - begun)
  }

  let last: Promise<void> = Promise.resolve()
  let underWay: Promise<void> = last
  return {
    async hand(batch) {
      await underWay
      spareMemory()
      const before = last
      underWay = new Promise((resolve, reject) => {
        last = write(batch, before, resolve)
        last.then(resolve, reject)
      })
      underWay.catch(() => undefined)
    },
    end: () => last,
  }
}
