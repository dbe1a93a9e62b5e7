import { columnsOf } from '../../src/batch/write-columns.ts'
import type { EpochSeconds, FeedbackId, ImportId, WorkspaceId } from '../../src/core/identity.ts'
import type { ColumnBatch, IngestBatch, IngestResult } from '../../src/core/store.ts'
import { contradictions } from './contradictions.ts'
import type { Dictionary } from './dictionary.ts'
import type { Engine } from './engine.ts'
import { type Followed, followUpsOfKnown, keepFollowUps } from './follow-ups.ts'
import { addProgress } from './imports.ts'
import { insertBatch, type PreparedBatch, readyBatch } from './insert-batch.ts'
import { namesIn, sourcesOf, takePlaces } from './places.ts'
import { prepareColumns } from './prepare-columns.ts'
import { countForgotten, forgottenIn } from './privacy/tombstones.ts'
import { withoutForgotten } from './privacy/without-forgotten.ts'
import { type Kept, withoutMerged } from './without-merged.ts'
import { lockWorkspace, raiseDataVersion } from './workspaces.ts'

const NOTHING: Omit<Kept, 'rows'> = { added: [], refused: [], merged: [] }

/** Stores a batch with all its counts, its search entries and its import's progress. */
export async function ingest(
  engine: Engine,
  dictionaryOf: (workspace: WorkspaceId) => Dictionary,
  workspace: WorkspaceId,
  { items, ...batch }: IngestBatch,
): Promise<IngestResult> {
  return await ingestColumns(engine, dictionaryOf, workspace, {
    ...batch,
    columns: columnsOf(items),
  })
}

/**
 * The same for columns. Rows of people who are to stay forgotten count as duplicates, and so do
 * those that became part of other feedback.
 */
export async function ingestColumns(
  engine: Engine,
  dictionaryOf: (workspace: WorkspaceId) => Dictionary,
  workspace: WorkspaceId,
  batch: ColumnBatch,
): Promise<IngestResult> {
  for (;;) {
    const forgotten = await forgottenIn(engine.db, workspace)
    const { columns, rows } = withoutForgotten(batch.columns, forgotten)
    const remain = new Set(rows)
    const refused = rows
      ? Array.from({ length: batch.columns.count }, (_, row) => row).filter(
          (row) => !remain.has(row),
        )
      : []
    const placed = (part: readonly number[]): readonly number[] =>
      rows ? part.map((row) => rows[row] ?? row) : part
    const remaining = { ...batch, columns, refused, placed, forgotten: forgotten.count }
    const result = await ingestAll(engine, dictionaryOf(workspace), workspace, remaining)
    if (!result) continue
    return {
      accepted: result.accepted,
      duplicates: inOrder([...placed(result.duplicates), ...refused]),
      conflicts: placed(result.conflicts),
    }
  }
}

interface RemainingBatch extends ColumnBatch {
  /** Rows of the batch that are of people who are to stay forgotten. */
  readonly refused: readonly number[]
  /** Returns where rows of these columns stand in the batch. */
  placed(rows: readonly number[]): readonly number[]
  /** How many people those are; they only become more. */
  readonly forgotten: number
}

/** Returns undefined, and stores nothing, where more people have been forgotten meanwhile. */
async function ingestAll(
  engine: Engine,
  dictionary: Dictionary,
  workspace: WorkspaceId,
  batch: RemainingBatch,
): Promise<IngestResult | undefined> {
  const { derivedIds, turn, progress } = batch
  const prepared = prepareColumns(batch.columns)
  const { count } = prepared.columns
  const importId: ImportId | 0 = progress?.id ?? 0
  const content: PreparedBatch = { prepared, importId, derivedIds }
  const ready =
    turn && count > 0 ? await readyBatch(engine, dictionary, workspace, content) : undefined
  await turn?.after
  const outcome = await engine.write(async (trx) => {
    const calendar = await lockWorkspace(trx, workspace)
    if ((await countForgotten(trx, workspace)) !== batch.forgotten) return undefined
    const places = await takePlaces(engine, trx, dictionary, workspace, prepared, calendar, ready)
    const items =
      count === 0
        ? NOTHING
        : await withoutMerged(
            engine.within(trx),
            workspace,
            prepared.columns,
            await insertBatch(engine, trx, workspace, content, places, ready, () =>
              turn?.onUnderWay(),
            ),
          )
    const known = { rows: items.refused, sources: sourcesOf(prepared.columns, places) }
    const conflicts = derivedIds
      ? []
      : await contradictions(engine, trx, workspace, dictionary, prepared, known)
    const contradicting = new Set(conflicts)
    const result: IngestResult = {
      accepted: items.added.length,
      duplicates: inOrder([
        ...items.refused.filter((row) => !contradicting.has(row)),
        ...items.merged,
      ]),
      conflicts,
    }
    await keepFollowUps(engine, trx, workspace, followUpsOfAdded(items), importId)
    const followed = derivedIds
      ? []
      : await followUpsOfKnown(trx, workspace, prepared.columns, {
          ...known,
          rows: result.duplicates,
        })
    await keepFollowUps(engine, trx, workspace, followed, importId)
    if (progress) {
      const duplicates = [...result.duplicates, ...batch.refused]
      const told = conflicts.length > 0 ? await progress.onConflicts?.(batch.placed(conflicts)) : []
      const reasons = [...progress.reasons, ...(told ?? [])]
      await addProgress(trx, workspace, { ...progress, reasons }, { ...result, duplicates })
    }
    if (result.accepted > 0 || followed.length > 0) await raiseDataVersion(trx, workspace)
    return { result, ids: places.ids }
  })
  if (!outcome) return undefined
  dictionary.rememberLists(namesIn(prepared), outcome.ids)
  return outcome.result
}

function inOrder(rows: readonly number[]): readonly number[] {
  return rows.toSorted((left, right) => left - right)
}

function followUpsOfAdded({ rows, added }: Partial<Kept> & typeof NOTHING): Followed[] {
  if (!rows?.followUps) return []
  return added.flatMap((row) => {
    const followUp = rows.followUps?.[row]
    const id = (rows.firstId + row) as FeedbackId
    return followUp ? [{ id, at: rows.times[row] as EpochSeconds, followUp }] : []
  })
}
