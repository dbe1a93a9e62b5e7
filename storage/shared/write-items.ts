import { textColumn } from '../../src/batch/texts.ts'
import type { EpochSeconds, FeedbackId, ImportId, WorkspaceId } from '../../src/core/identity.ts'
import type { CellBatch } from './cells.ts'
import type { Engine, Writer } from './engine.ts'
import type { Detailed } from './fresh-rows.ts'
import { runStatements } from './insert-columns.ts'
import type { FreshItem, StoredItem } from './items.ts'
import { countedName, type PreparedItem } from './prepare.ts'
import { TERM_COLUMNS } from './schema.ts'
import type { OpinionIds } from './series.ts'
import { inParts, insertRows, integers, run } from './sql-text.ts'
import type { TermIds } from './term-ids.ts'
import { endCorrections } from './withdrawn-corrections.ts'
import { deleteAspects, insertAspects } from './write-opinions.ts'

/** Returns an item as its rows will hold it. */
export function resolveItem(
  item: PreparedItem,
  places: {
    readonly id: FeedbackId
    readonly importId: ImportId | 0
    readonly externalId: string
    readonly series: number
    readonly terms: TermIds
    readonly opinions: OpinionIds
  },
): StoredItem {
  return {
    ...resolveOpinion(item, places),
    id: places.id,
    importId: places.importId,
    externalId: places.externalId,
    series: places.series,
    at: item.at as EpochSeconds,
    score: item.score,
    scale: item.scale,
    tags: item.tags.map((tag) => places.terms.get('tag', tag)),
    text: item.text,
    url: item.url,
    factors: item.factors,
  }
}

/** Returns what an item's text says as its row will hold it, with the language that it is counted under. */
export function resolveOpinion(
  item: PreparedItem,
  { terms, opinions }: { readonly terms: TermIds; readonly opinions: OpinionIds },
): Pick<StoredItem, 'opinion' | 'terms'> {
  const { analysis } = item
  return {
    terms: TERM_COLUMNS.map((column) => terms.get(column, countedName(item, column))),
    opinion: analysis && {
      sentiment: analysis.sentiment,
      wom: analysis.wom,
      opinion: analysis.opinion,
      corrected: analysis.corrected,
      analyzer: terms.get('analyzer', analysis.version),
      series: opinions.sentiment,
      langFound: item.lang === null ? 1 : 0,
      aspects: analysis.aspects.map((mention) => ({
        ...mention,
        aspect: opinions.aspect(mention.aspect),
      })),
    },
  }
}

/** Stores what hangs on the row of an item: its search entry, tags, factors and aspects; and counts it. */
export async function insertDetails(
  engine: Engine,
  trx: Writer,
  workspace: WorkspaceId,
  item: FreshItem,
  cells: CellBatch,
): Promise<void> {
  const entry = {
    ids: [item.id],
    times: [item.at],
    terms: textColumn([item.searchTerms]),
    order: item.text === null ? [] : [0],
  }
  await runStatements(trx, engine.search.adding(workspace, entry))
  cells.add(item, 1)
  await insertParts(engine, trx, workspace, [item])
}

/** Stores the tags, factors and aspects of items. */
export async function insertParts(
  engine: Engine,
  trx: Writer,
  workspace: WorkspaceId,
  items: readonly Detailed[],
): Promise<void> {
  await insertRows(
    engine,
    trx,
    { into: 'feedback_tag (ws,feedback,tag)' },
    items.flatMap((item) => item.tags.map((tag) => [workspace, item.id, tag])),
  )
  await insertRows(
    engine,
    trx,
    { into: 'factor_score (ws,at,feedback,factor,score,min,max,reversed)' },
    items.flatMap((item) =>
      item.factors.map(({ factor, score, scale }) => [
        workspace,
        item.at,
        item.id,
        factor,
        score,
        scale.min,
        scale.max,
        scale.reversed,
      ]),
    ),
  )
  await insertAspects(engine, trx, workspace, items)
}

/** Takes items away with all that hangs on them. */
export async function deleteItems(
  engine: Engine,
  trx: Writer,
  workspace: WorkspaceId,
  items: readonly StoredItem[],
  cells: CellBatch,
): Promise<void> {
  await deleteDetails(engine, trx, workspace, items, cells)
  for (const part of inParts(items, 500)) {
    const ids = integers(part.map(({ id }) => id))
    await endCorrections(
      trx,
      workspace,
      part.map(({ id }) => id),
    )
    await run(trx, `DELETE FROM loop_item WHERE ws = ${workspace} AND feedback IN (${ids})`)
    await run(
      trx,
      `DELETE FROM feedback ${engine.useIndex('id')} WHERE ws = ${workspace} AND id IN (${ids})`,
    )
  }
}

export async function deleteDetails(
  engine: Engine,
  trx: Writer,
  workspace: WorkspaceId,
  items: readonly StoredItem[],
  cells: CellBatch,
): Promise<void> {
  for (const item of items) cells.add(item, -1)
  await engine.search.remove(
    trx,
    workspace,
    items.filter(({ text }) => text !== null),
  )
  await deleteAspects(trx, workspace, items)
  const tagged = items.filter(({ tags }) => tags.length > 0)
  for (const part of inParts(tagged, 500)) {
    const ids = integers(part.map(({ id }) => id))
    await run(trx, `DELETE FROM feedback_tag WHERE ws = ${workspace} AND feedback IN (${ids})`)
  }
  for (const { id, at } of items.filter(({ factors }) => factors.length > 0)) {
    await run(
      trx,
      `DELETE FROM factor_score WHERE ws = ${workspace} AND at = ${at} AND feedback = ${id}`,
    )
  }
}
