import { nameAt, textAt } from '../../src/batch/read-columns.ts'
import type { FeedbackColumns } from '../../src/core/feedback-columns.ts'
import type { FeedbackId, WorkspaceId } from '../../src/core/identity.ts'
import type { Engine } from './engine.ts'
import { removeFeedback } from './feedback.ts'
import type { Inserted } from './insert-batch.ts'
import { mergedAway } from './merged-away.ts'
import { SOURCE } from './places.ts'
import { storable } from './text.ts'

/** What of a batch is stored. */
export interface Kept extends Inserted {
  /** Rows that became part of other feedback. */
  readonly merged: readonly number[]
}

/**
 * Takes out again what came in with a batch though it became part of other feedback, and returns
 * what is left: the ids of rows can depend on what is stored, and are known only then.
 */
export async function withoutMerged(
  engine: Engine,
  workspace: WorkspaceId,
  { names }: FeedbackColumns,
  inserted: Inserted,
): Promise<Kept> {
  const { rows, added } = inserted
  const sources = names[SOURCE]
  const known = await mergedAway(engine.db, workspace)
  if (!sources || known.length === 0) return { ...inserted, merged: [] }
  const ids = new Map<string, Set<string>>()
  for (const { source, externalId } of known) {
    ids.set(source, (ids.get(source) ?? new Set()).add(externalId))
  }
  const merged = added.filter((row) =>
    ids.get(storable(nameAt(sources, row) ?? ''))?.has(storable(textAt(rows.externalIds, row))),
  )
  if (merged.length === 0) return { ...inserted, merged }
  const stored = merged.map((row) => (rows.firstId + row) as FeedbackId)
  await removeFeedback(engine, workspace, stored)
  const isMerged = new Set(merged)
  return { ...inserted, added: added.filter((row) => !isMerged.has(row)), merged }
}
