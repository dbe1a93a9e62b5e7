import { setImmediate as turnOfLoop } from 'node:timers/promises'
import { sql } from 'kysely'
import { startsOf } from '../../src/batch/read-columns.ts'
import { textColumn } from '../../src/batch/texts.ts'
import type { WorkspaceId } from '../../src/core/identity.ts'
import { CellBatch } from './cells.ts'
import type { Cell, Engine, Writer } from './engine.ts'
import { type Detailed, detailedAt, type FreshRows } from './fresh-rows.ts'
import {
  type BulkColumn,
  type BulkStatement,
  begun,
  bulkStatements,
  runStatements,
} from './insert-columns.ts'
import type { Places } from './places.ts'
import { TERM_COLUMNS } from './schema.ts'
import { integer } from './sql-text.ts'
import { type ReadyCells, readyCells, writeReadyCells } from './write-cells.ts'
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
  const ids = new Int32Array(count)
  for (let row = 0; row < count; row += 1) ids[row] = firstId + row
  return ids
}

/** Returns the statements that store the rows whose (source, external id) is free. */
export function feedbackStatements(
  engine: Engine,
  workspace: WorkspaceId,
  rows: FreshRows,
): Generator<BulkStatement, undefined> {
  return bulkStatements(
    engine,
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
    rows.count,
  )
}

/** Runs these statements. Returns the rows whose id was taken, in order. */
export async function insertFeedback(
  engine: Engine,
  trx: Writer,
  workspace: WorkspaceId,
  rows: FreshRows,
  statements: Iterable<BulkStatement>,
): Promise<readonly number[]> {
  const refused: number[] = []
  for (const { first, rows: count, stored } of await runStatements(trx, statements)) {
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

/** Returns the numbers of so many rows. */
export function rowNumbers(count: number): number[] {
  const rows: number[] = []
  for (let row = 0; row < count; row += 1) rows.push(row)
  return rows
}

/** Returns those of the rows that have a text, the earliest first. */
function inOrderOfTime({ times, texts }: FreshRows, places: readonly number[]): number[] {
  const starts = startsOf(texts)
  const order: number[] = []
  for (const row of places) if ((texts.ends[row] ?? 0) > (starts[row] ?? 0)) order.push(row)
  return order.sort((left, right) => (times[left] ?? 0) - (times[right] ?? 0) || left - right)
}

/** What hangs on rows, ready to be stored. */
export interface RowDetails {
  readonly entries: Iterable<BulkStatement>
  readonly cells: ReadyCells
  readonly parts: readonly Detailed[]
}

/**
 * Returns what hangs on all or these of the rows: search entries, counts, tags, factors and
 * aspects. A part is worked out in each turn of the loop.
 */
export async function detailsOf(
  engine: Engine,
  workspace: WorkspaceId,
  { calendar }: Pick<Places, 'calendar'>,
  rows: FreshRows,
  some?: readonly number[],
): Promise<RowDetails> {
  const places = some ?? rowNumbers(rows.count)
  const { times, tags, factors, opinions } = rows
  const order = inOrderOfTime(rows, places)
  const entries = begun(
    engine.search.adding(workspace, { ids: idsOf(rows), times, terms: rows.searchTerms, order }),
  )
  await turnOfLoop()
  const cells = new CellBatch(calendar)
  cells.addRows(rows, places)
  await turnOfLoop()
  return {
    entries,
    cells: readyCells(engine, workspace, cells),
    parts: tags || factors || opinions ? places.map((row) => detailedAt(rows, row)) : [],
  }
}

export async function insertDetailsOfRows(
  engine: Engine,
  trx: Writer,
  workspace: WorkspaceId,
  { entries, cells, parts }: RowDetails,
): Promise<void> {
  await runStatements(trx, entries)
  if (parts.length > 0) await insertParts(engine, trx, workspace, parts)
  await writeReadyCells(engine, trx, workspace, cells)
}
