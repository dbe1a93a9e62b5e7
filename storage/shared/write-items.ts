import { sql } from 'kysely'
import type { EpochSeconds, FeedbackId, ImportId, WorkspaceId } from '../../src/core/identity.ts'
import type { CellBatch } from './cells.ts'
import type { TermIds } from './dictionary.ts'
import type { Engine, Writer } from './engine.ts'
import type { StoredItem } from './items.ts'
import type { PreparedItem } from './prepare.ts'
import { TERM_COLUMNS } from './schema.ts'
import { inParts, insertRows, integers, run } from './sql-text.ts'

const FEEDBACK_COLUMNS = [
  'ws',
  'id',
  'series',
  'at',
  'score',
  ...TERM_COLUMNS,
  'external_id',
  'import',
  'text',
  'url',
] as const

/** Returns an item as its rows will hold it. */
export function resolveItem(
  item: PreparedItem,
  places: {
    readonly id: FeedbackId
    readonly importId: ImportId | 0
    readonly externalId: string
    readonly series: number
    readonly terms: TermIds
  },
): StoredItem {
  return {
    terms: TERM_COLUMNS.map((column) => places.terms.get(column, item[column])),
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

/** Stores the rows of items whose (source, external id) is free. Returns the positions of those stored. */
export async function insertFeedback(
  engine: Engine,
  trx: Writer,
  workspace: WorkspaceId,
  items: readonly StoredItem[],
): Promise<ReadonlySet<number>> {
  const statements = await insertRows(
    engine,
    trx,
    {
      into: `feedback (${FEEDBACK_COLUMNS.join(',')})`,
      onConflict: 'ON CONFLICT (ws, source, external_id) DO NOTHING',
    },
    items.map((item) => [
      workspace,
      item.id,
      item.series,
      item.at,
      item.score,
      ...item.terms,
      item.externalId,
      item.importId,
      item.text,
      item.url,
    ]),
  )
  const stored = new Set<number>()
  for (const { first, rows, stored: count } of statements) {
    const part = items.slice(first, first + rows)
    const present = count === rows ? undefined : await presentIds(engine, trx, workspace, part)
    part.forEach(({ id }, index) => {
      if (!present || present.has(id)) stored.add(first + index)
    })
  }
  return stored
}

async function presentIds(
  engine: Engine,
  trx: Writer,
  workspace: WorkspaceId,
  items: readonly StoredItem[],
): Promise<Set<number>> {
  const ids = integers(items.map(({ id }) => id))
  const { rows } = await sql<{ id: number }>`
    SELECT id FROM feedback ${sql.raw(engine.useIndex('id'))}
    WHERE ws = ${sql.lit(workspace)} AND id IN (${sql.raw(ids)})`.execute(trx)
  return new Set(rows.map(({ id }) => id))
}

/** Stores what hangs on feedback rows: search entries, tags, factors; and counts them meanwhile. */
export async function insertDetails(
  engine: Engine,
  trx: Writer,
  workspace: WorkspaceId,
  items: readonly { readonly item: StoredItem; readonly terms: readonly string[] }[],
  cells: CellBatch,
): Promise<void> {
  const entries = items.flatMap(({ item, terms }) =>
    item.text === null ? [] : [{ id: item.id, at: item.at, terms }],
  )
  entries.sort((left, right) => left.at - right.at || left.id - right.id)
  const searching = engine.search.add(trx, workspace, entries)
  for (const { item } of items) cells.add(item, 1)
  cells.close()
  await searching
  await insertRows(
    engine,
    trx,
    { into: 'feedback_tag (ws,feedback,tag)' },
    items.flatMap(({ item }) => item.tags.map((tag) => [workspace, item.id, tag])),
  )
  await insertRows(
    engine,
    trx,
    { into: 'factor_score (ws,at,feedback,factor,score,min,max,reversed)' },
    items.flatMap(({ item }) =>
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
