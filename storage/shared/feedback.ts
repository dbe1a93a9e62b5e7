import { sql } from 'kysely'
import type { Feedback, FeedbackPatch } from '../../src/core/feedback.ts'
import type { FeedbackId, ImportId, WorkspaceId } from '../../src/core/identity.ts'
import { CellBatch } from './cells.ts'
import { dropCorrections } from './correction-rows.ts'
import type { Dictionary } from './dictionary.ts'
import type { Engine, Reader, Writer } from './engine.ts'
import { followUpsOf } from './follow-ups.ts'
import { loadItems, nameItems, type StoredItem } from './items.ts'
import { toAnalysis } from './opinion.ts'
import {
  mentionedNames,
  type PreparedItem,
  type PreparedScale,
  prepare,
  searchTerms,
} from './prepare.ts'
import { TERM_COLUMNS } from './schema.ts'
import { fromHundredths, scaleOf } from './scores.ts'
import { ensureOpinions, ensureSeries } from './series.ts'
import { inParts } from './sql-text.ts'
import { lockWorkspace, raiseDataVersion } from './workspaces.ts'
import { writeCells } from './write-cells.ts'
import { deleteDetails, deleteItems, insertDetails, resolveItem } from './write-items.ts'
import { OPINION_COLUMNS, opinionCells } from './write-opinions.ts'

const REMOVED_AT_ONCE = 2_000

function toFeedback(item: PreparedItem, stored: StoredItem): Feedback {
  const scale = (of: PreparedScale | null) => (of ? scaleOf(of) : null)
  const { analysis, ...given } = item
  return {
    ...given,
    ...(analysis && { analysis: toAnalysis(analysis, item.text ?? '') }),
    id: stored.id,
    importId: stored.importId === 0 ? null : (stored.importId as ImportId),
    score: item.score === null ? null : fromHundredths(item.score),
    scale: scale(item.scale),
    factors: item.factors.flatMap((factor) => {
      const of = scale(factor.scale)
      return of ? [{ factor: factor.factor, score: fromHundredths(factor.score), scale: of }] : []
    }),
  }
}

/** Returns feedback of these ids, in their order; ids that are not there are left out. */
export async function loadFeedback(
  engine: Pick<Engine, 'useIndex'>,
  db: Reader,
  dictionary: Dictionary,
  workspace: WorkspaceId,
  ids: readonly FeedbackId[],
): Promise<Feedback[]> {
  const stored = await loadItems(engine, db, workspace, ids)
  const named = await nameItems(db, workspace, dictionary, stored)
  return stored.flatMap((item, index) => {
    const prepared = named[index]
    return prepared ? [toFeedback(prepared, item)] : []
  })
}

export async function exportPage(
  engine: Engine,
  dictionary: Dictionary,
  workspace: WorkspaceId,
  after: FeedbackId | null,
  limit: number,
): Promise<Feedback[]> {
  const { db } = engine
  const { rows } = await sql<{ id: FeedbackId }>`
    SELECT id FROM feedback ${sql.raw(engine.useIndex('id'))}
    WHERE ws = ${sql.lit(workspace)} AND id > ${sql.lit(after ?? 0)}
    ORDER BY id LIMIT ${sql.lit(limit)}`.execute(db)
  const ids = rows.map(({ id }) => id)
  const followUps = await followUpsOf(db, workspace, ids)
  const page = await loadFeedback(engine, db, dictionary, workspace, ids)
  return page.map((item) => {
    const followUp = followUps.get(item.id)
    return followUp ? { ...item, followUp } : item
  })
}

export async function removeFeedback(
  engine: Engine,
  workspace: WorkspaceId,
  ids: readonly FeedbackId[],
): Promise<number> {
  return await engine.write(async (trx) => {
    const calendar = await lockWorkspace(trx, workspace)
    let removed = 0
    for (const part of inParts([...new Set(ids)], REMOVED_AT_ONCE)) {
      const cells = new CellBatch(calendar)
      const items = await loadItems(engine, trx, workspace, part)
      await deleteItems(engine, trx, workspace, items, cells)
      await writeCells(engine, trx, workspace, cells)
      removed += items.length
    }
    if (removed > 0) await raiseDataVersion(trx, workspace)
    return removed
  })
}

/**
 * Corrects feedback with all its counts. Throws a RangeError for a score on
 * feedback that was stored without a scale.
 */
export async function editFeedback(
  engine: Engine,
  dictionary: Dictionary,
  workspace: WorkspaceId,
  id: FeedbackId,
  patch: FeedbackPatch,
): Promise<Feedback | undefined> {
  const outcome = await engine.write(async (trx) => {
    const calendar = await lockWorkspace(trx, workspace)
    const [before] = await loadItems(engine, trx, workspace, [id])
    const [feedback] = await loadFeedback(engine, trx, dictionary, workspace, [id])
    if (!before || !feedback) return undefined
    if (patch.score != null && feedback.scale === null) {
      throw new RangeError(`feedback ${id} has no scale for a score`)
    }
    const { analysis, ...kept } = feedback
    const rewritten = patch.text !== undefined && patch.text !== feedback.text
    const item = prepare({ ...kept, ...(analysis && !rewritten && { analysis }), ...patch })
    if (rewritten) await dropCorrections(trx, workspace, id)
    const terms = await dictionary.ensure(engine, trx, workspace, mentionedNames([item]))
    const seriesOf = await ensureSeries(trx, workspace, [item])
    const after = resolveItem(item, {
      id,
      importId: before.importId as ImportId | 0,
      externalId: before.externalId,
      series: seriesOf(item),
      terms,
      opinions: await ensureOpinions(trx, workspace, [item]),
    })
    const cells = new CellBatch(calendar)
    await deleteDetails(engine, trx, workspace, [before], cells)
    await updateRow(trx, workspace, after)
    const fresh = { ...after, searchTerms: searchTerms(item) }
    await insertDetails(engine, trx, workspace, fresh, cells)
    await writeCells(engine, trx, workspace, cells)
    await raiseDataVersion(trx, workspace)
    const [edited] = await loadFeedback(engine, trx, dictionary, workspace, [id])
    return { edited, terms }
  })
  if (!outcome) return undefined
  dictionary.remember(outcome.terms)
  return outcome.edited
}

async function updateRow(trx: Writer, workspace: WorkspaceId, item: StoredItem): Promise<void> {
  await trx
    .updateTable('feedback')
    .set({
      series: item.series,
      at: item.at,
      score: item.score,
      ...Object.fromEntries(TERM_COLUMNS.map((column, index) => [column, item.terms[index]])),
      text: item.text,
      url: item.url,
      ...Object.fromEntries(
        opinionCells(item.opinion).map((cell, index) => [OPINION_COLUMNS[index], cell]),
      ),
    })
    .where('ws', '=', workspace)
    .where('id', '=', item.id)
    .execute()
  await trx
    .updateTable('loop_item')
    .set({ at: item.at })
    .where('ws', '=', workspace)
    .where('feedback', '=', item.id)
    .execute()
}
