import { sql } from 'kysely'
import { startOf } from '../../src/batch/read-columns.ts'
import { textColumn } from '../../src/batch/texts.ts'
import type { WorkspaceId } from '../../src/core/identity.ts'
import type { CellBatch } from './cells.ts'
import type { Cell, Engine, Writer } from './engine.ts'
import { detailedAt, type FreshRows } from './fresh-rows.ts'
import { type BulkColumn, insertColumns } from './insert-columns.ts'
import { TERM_COLUMNS } from './schema.ts'
import { integer } from './sql-text.ts'
import { insertParts } from './write-items.ts'
import { OPINION_COLUMNS, opinionCells } from './write-opinions.ts'

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
  ...OPINION_COLUMNS,
] as const
const ASPECTS = OPINION_COLUMNS.indexOf('aspects')

function idsOf({ firstId, count }: FreshRows): Int32Array {
  return Int32Array.from({ length: count }, (_, row) => firstId + row)
}

/** Stores the rows whose (source, external id) is free. Returns the others, in order. */
export async function insertFeedback(
  engine: Engine,
  trx: Writer,
  workspace: WorkspaceId,
  rows: FreshRows,
): Promise<readonly number[]> {
  const statements = await insertColumns(
    engine,
    trx,
    {
      into: `feedback (${FEEDBACK_COLUMNS.join(',')})`,
      onConflict: 'ON CONFLICT (ws, source, external_id) DO NOTHING',
    },
    [
      { value: workspace },
      { numbers: idsOf(rows) },
      { numbers: rows.series },
      { numbers: rows.times },
      { numbers: rows.scores },
      ...rows.terms.map((numbers) => ({ numbers })),
      { texts: rows.externalIds, empty: 'text' },
      { value: rows.importId },
      { texts: rows.texts, empty: 'null' },
      { texts: rows.urls, empty: 'null' },
      ...opinionColumns(rows),
    ],
    rows,
  )
  const refused: number[] = []
  for (const { first, rows: count, stored } of statements) {
    if (stored === count) continue
    const from = rows.firstId + first
    const present = await presentIds(engine, trx, workspace, from, from + count)
    for (let row = first; row < first + count; row += 1) {
      if (!present.has(rows.firstId + row)) refused.push(row)
    }
  }
  return refused
}

function opinionColumns({ opinions, count }: FreshRows): BulkColumn[] {
  const cells = opinions?.map(opinionCells) ?? [opinionCells(null)]
  return OPINION_COLUMNS.map((_, index): BulkColumn => {
    const cell = (row: number): Cell => cells[row]?.[index] ?? null
    if (!opinions) return { value: cell(0) === null ? null : Number(cell(0)) }
    if (index === ASPECTS) {
      const texts = textColumn(cells.map((each) => String(each[ASPECTS] ?? '')))
      return { texts, empty: 'null' }
    }
    const numbers = Float64Array.from({ length: count }, (_, row) => {
      const value = cell(row)
      return value === null ? Number.NaN : Number(value)
    })
    return { numbers }
  })
}

async function presentIds(
  engine: Engine,
  trx: Writer,
  workspace: WorkspaceId,
  from: number,
  to: number,
): Promise<Set<number>> {
  const { rows } = await sql<{ id: number }>`
    SELECT id FROM feedback ${sql.raw(engine.useIndex('id'))} WHERE ws = ${sql.lit(workspace)}
      AND id >= ${sql.raw(integer(from))} AND id < ${sql.raw(integer(to))}`.execute(trx)
  return new Set(rows.map(({ id }) => id))
}

/** Stores what hangs on the rows that were added: search entries, tags, factors, aspects; and counts them meanwhile. */
export async function insertRowDetails(
  engine: Engine,
  trx: Writer,
  workspace: WorkspaceId,
  rows: FreshRows,
  added: readonly number[],
  cells: CellBatch,
): Promise<void> {
  const { times, searchTerms, texts } = rows
  const order = added.filter((row) => (texts.ends[row] ?? 0) > startOf(texts, row))
  order.sort((left, right) => (times[left] ?? 0) - (times[right] ?? 0) || left - right)
  const entries = { ids: idsOf(rows), times, terms: searchTerms, order }
  const searching = engine.search.add(trx, workspace, entries)
  cells.addRows(rows, added)
  cells.close()
  await searching
  const { tags, factors, opinions } = rows
  if (!tags && !factors && !opinions) return
  await insertParts(
    engine,
    trx,
    workspace,
    added.map((row) => detailedAt(rows, row)),
  )
}
