import type { CorrectedPart, Signature } from '../../src/core/analysis.ts'
import type { FeedbackId, WorkspaceId } from '../../src/core/identity.ts'
import type { CorrectionOutcome } from '../../src/core/store.ts'
import { CellBatch } from './cells.ts'
import { corrected, toColumns } from './corrected.ts'
import { findings, holding, keepFinding } from './correction-rows.ts'
import { takeIds } from './counters.ts'
import type { Dictionary } from './dictionary.ts'
import type { Engine, Writer } from './engine.ts'
import { loadItems, nameItems, type StoredItem } from './items.ts'
import { toAnalysis } from './opinion.ts'
import { mentionedNames, type PreparedItem } from './prepare.ts'
import { ensureOpinions } from './series.ts'
import { storable } from './text.ts'
import { lockWorkspace, raiseDataVersion } from './workspaces.ts'
import { writeCells } from './write-cells.ts'
import { resolveOpinion } from './write-items.ts'
import { replaceOpinions } from './write-opinions.ts'

export { listCorrections } from './correction-rows.ts'

/** Sets one part of a stored analysis right. */
export async function correct(
  engine: Engine,
  dictionary: Dictionary,
  workspace: WorkspaceId,
  id: FeedbackId,
  part: CorrectedPart,
  by: Signature,
): Promise<CorrectionOutcome | undefined> {
  return await change(engine, dictionary, workspace, id, async (trx) => {
    await trx
      .insertInto('correction')
      .values({
        ws: workspace,
        id: await takeIds(trx, workspace, 'correction', 1),
        feedback: id,
        ...toColumns(part),
        at: by.at,
        by_user: storable(by.user),
        by_name: storable(by.name),
        undone_at: null,
        undone_user: null,
        undone_name: null,
      })
      .execute()
    return true
  })
}

/** Takes back the last correction that holds. */
export async function undoCorrection(
  engine: Engine,
  dictionary: Dictionary,
  workspace: WorkspaceId,
  id: FeedbackId,
  by: Signature,
): Promise<CorrectionOutcome | undefined> {
  return await change(engine, dictionary, workspace, id, async (trx) => {
    const last = (await holding(trx, workspace, [id])).get(id)?.at(-1)
    if (!last) return false
    await trx
      .updateTable('correction')
      .set({
        undone_at: by.at,
        undone_user: storable(by.user),
        undone_name: storable(by.name),
      })
      .where('ws', '=', workspace)
      .where('id', '=', last.id)
      .execute()
    return true
  })
}

/** Changes the corrections of one item and then its analysis with all its counts. */
async function change(
  engine: Engine,
  dictionary: Dictionary,
  workspace: WorkspaceId,
  id: FeedbackId,
  work: (trx: Writer) => Promise<boolean>,
): Promise<CorrectionOutcome | undefined> {
  const outcome = await engine.write(async (trx) => {
    const calendar = await lockWorkspace(trx, workspace)
    const [before] = await loadItems(engine, trx, workspace, [id])
    const [item] = await nameItems(trx, workspace, dictionary, before ? [before] : [])
    if (!before || !item?.analysis || item.text === null) return undefined
    const found = (await findings(trx, workspace, [id])).get(id) ?? item.analysis
    if (!(await work(trx))) return undefined
    const rows = (await holding(trx, workspace, [id])).get(id) ?? []
    await keepFinding(trx, workspace, id, rows.length > 0 ? found : undefined)
    const analysis = corrected(found, rows)
    const cells = new CellBatch(calendar)
    const after = { ...item, analysis }
    const terms = await storeOpinions(
      engine,
      trx,
      dictionary,
      workspace,
      [{ before, after }],
      cells,
    )
    await writeCells(engine, trx, workspace, cells)
    await raiseDataVersion(trx, workspace)
    return {
      terms,
      result: {
        before: toAnalysis(item.analysis, item.text),
        after: toAnalysis(analysis, item.text),
      },
    }
  })
  if (!outcome) return undefined
  dictionary.remember(outcome.terms)
  return outcome.result
}

/** Puts other analyses in the place of stored ones. Remember the returned names after the commit. */
export async function storeOpinions(
  engine: Engine,
  trx: Writer,
  dictionary: Dictionary,
  workspace: WorkspaceId,
  changes: readonly { readonly before: StoredItem; readonly after: PreparedItem }[],
  cells: CellBatch,
): ReturnType<Dictionary['ensure']> {
  const items = changes.map(({ after }) => after)
  const terms = await dictionary.ensure(engine, trx, workspace, mentionedNames(items))
  const opinions = await ensureOpinions(trx, workspace, items)
  const replaced = changes.map(({ before, after }) => ({
    before,
    after: { ...before, ...resolveOpinion(after, { terms, opinions }) },
  }))
  await replaceOpinions(engine, trx, workspace, replaced, cells)
  return terms
}
