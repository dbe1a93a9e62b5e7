import type { FeedbackId, ImportId, WorkspaceId } from '../../src/core/identity.ts'
import type { IngestBatch, IngestResult } from '../../src/core/store.ts'
import { CellBatch } from './cells.ts'
import { takeIds } from './counters.ts'
import type { Dictionary, TermIds } from './dictionary.ts'
import type { Engine, Writer } from './engine.ts'
import { addProgress } from './imports.ts'
import { loadItems, nameItems, type StoredItem } from './items.ts'
import { occurrenceIds } from './occurrences.ts'
import { contentOf, mentionedNames, type PreparedItem, prepare, searchTerms } from './prepare.ts'
import { ensureOpinions, ensureSeries } from './series.ts'
import { lockWorkspace, raiseDataVersion } from './workspaces.ts'
import { insertDetails, insertFeedback, resolveItem } from './write-items.ts'

/** Stores a batch with all its counts, its search entries and its import's progress. */
export async function ingest(
  engine: Engine,
  dictionary: Dictionary,
  workspace: WorkspaceId,
  batch: IngestBatch,
): Promise<IngestResult> {
  const items = batch.items.map(prepare)
  const outcome = await engine.write(async (trx) => {
    const calendar = await lockWorkspace(trx, workspace)
    const terms = await dictionary.ensure(engine, trx, workspace, mentionedNames(items))
    const importId = batch.progress?.id ?? 0
    const stored = await insertNew(engine, trx, workspace, items, {
      terms,
      importId,
      derivedIds: batch.derivedIds,
    })
    const cells = new CellBatch(calendar)
    await insertDetails(
      engine,
      trx,
      workspace,
      [...stored.added].map(([index, item]) => ({ item, terms: stored.terms[index] ?? [] })),
      cells,
    )
    await cells.write(engine, trx, workspace)
    const conflicts = batch.derivedIds
      ? []
      : await contradictions(engine, trx, workspace, dictionary, items, stored.refused, terms)
    const contradicting = new Set(conflicts)
    const result: IngestResult = {
      accepted: stored.added.size,
      duplicates: stored.refused.filter((index) => !contradicting.has(index)),
      conflicts,
    }
    if (batch.progress) await addProgress(trx, workspace, batch.progress, result)
    if (result.accepted > 0) await raiseDataVersion(trx, workspace)
    return { result, terms }
  })
  dictionary.remember(outcome.terms)
  return outcome.result
}

interface Inserted {
  readonly added: ReadonlyMap<number, StoredItem>
  /** Positions of items whose id was taken, in order. */
  readonly refused: readonly number[]
  /** What each item is found by. */
  readonly terms: readonly (readonly string[])[]
}

async function insertNew(
  engine: Engine,
  trx: Writer,
  workspace: WorkspaceId,
  items: readonly PreparedItem[],
  context: {
    readonly terms: TermIds
    readonly importId: ImportId | 0
    readonly derivedIds: boolean
  },
): Promise<Inserted> {
  if (items.length === 0) return { added: new Map(), refused: [], terms: [] }
  const seriesOf = await ensureSeries(trx, workspace, items)
  const opinions = await ensureOpinions(trx, workspace, items)
  const scope = engine.feedbackIdScope(workspace)
  const externalIds = context.derivedIds
    ? await occurrenceIds(engine, trx, workspace, items, context)
    : undefined
  const firstId = await takeIds(trx, scope, 'feedback', items.length)
  const resolved = items.map((item, index) =>
    resolveItem(item, {
      id: (firstId + index) as FeedbackId,
      importId: context.importId,
      externalId: externalIds?.[index] ?? item.externalId,
      series: seriesOf(item),
      terms: context.terms,
      opinions,
    }),
  )
  const inserting = insertFeedback(engine, trx, workspace, resolved)
  /** Stemmed while the database is busy. */
  const terms = items.map(searchTerms)
  const stored = await inserting
  const added = new Map<number, StoredItem>()
  const refused: number[] = []
  resolved.forEach((item, index) => {
    if (stored.has(index)) added.set(index, item)
    else refused.push(index)
  })
  return { added, refused, terms }
}

/** Returns the positions of refused items that differ from what is stored under their id. */
async function contradictions(
  engine: Engine,
  trx: Writer,
  workspace: WorkspaceId,
  dictionary: Dictionary,
  items: readonly PreparedItem[],
  refused: readonly number[],
  terms: TermIds,
): Promise<number[]> {
  const bySource = new Map<string, number[]>()
  for (const index of refused) {
    const source = items[index]?.source ?? ''
    const list = bySource.get(source)
    if (list) list.push(index)
    else bySource.set(source, [index])
  }
  const found: number[] = []
  for (const [source, indexes] of bySource) {
    for (let first = 0; first < indexes.length; first += 500) {
      const part = indexes.slice(first, first + 500)
      const rows = await trx
        .selectFrom('feedback')
        .select(['id', 'external_id'])
        .where('ws', '=', workspace)
        .where('source', '=', terms.get('source', source))
        .where('external_id', 'in', [
          ...new Set(part.map((index) => items[index]?.externalId ?? '')),
        ])
        .execute()
      const stored = await nameItems(
        trx,
        workspace,
        dictionary,
        await loadItems(
          engine,
          trx,
          workspace,
          rows.map(({ id }) => id as FeedbackId),
        ),
      )
      const contents = new Map(stored.map((item) => [item.externalId, contentOf(item)]))
      for (const index of part) {
        const item = items[index]
        if (item && contents.get(item.externalId) !== contentOf(item)) found.push(index)
      }
    }
  }
  return found.sort((left, right) => left - right)
}
