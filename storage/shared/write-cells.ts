import { TALLY_BINS } from '../../src/core/store.ts'
import type { CellBatch } from './cells.ts'
import type { Engine, Writer } from './engine.ts'
import { type BulkStatement, begun, bulkStatements, runStatements } from './insert-columns.ts'
import type { OpinionCells } from './opinion-cells.ts'
import { CELL_KEY } from './rolled-cells.ts'

export const TALLY_COUNTS = [
  'n',
  'sum',
  'sum_sq',
  ...Array.from({ length: TALLY_BINS }, (_, bin) => `c${bin}`),
] as const

/** Counts of a batch, ready to be added to the stored ones. */
export interface ReadyCells {
  readonly answers: Iterable<BulkStatement>
  readonly opinions: OpinionCells
}

/** Returns what adds a batch to the stored counts: work that can be done while the database is busy. */
export function readyCells(engine: Engine, workspace: number, cells: CellBatch): ReadyCells {
  return {
    answers: begun(tallyStatements(engine, workspace, cells.columns())),
    opinions: cells.opinions,
  }
}

/** Adds what is ready to the stored counts. */
export async function writeReadyCells(
  engine: Engine,
  trx: Writer,
  workspace: number,
  { answers, opinions }: ReadyCells,
): Promise<void> {
  await runStatements(trx, answers)
  await opinions.write(engine, trx, workspace)
}

/** Adds what was gathered to the stored counts. */
export async function writeCells(
  engine: Engine,
  trx: Writer,
  workspace: number,
  cells: CellBatch,
): Promise<void> {
  await writeReadyCells(engine, trx, workspace, readyCells(engine, workspace, cells))
}

function tallyStatements(
  engine: Engine,
  workspace: number,
  columns: readonly (readonly number[])[],
): Generator<BulkStatement, undefined> {
  const key = `ws,${CELL_KEY.join(',')}`
  const sums = TALLY_COUNTS.map((name) => `${name}=tally.${name}+excluded.${name}`).join(',')
  return bulkStatements(
    engine,
    {
      into: `tally (${key},${TALLY_COUNTS.join(',')})`,
      onConflict: `ON CONFLICT (${key}) DO UPDATE SET ${sums}`,
    },
    [{ value: workspace }, ...columns.map((numbers) => ({ numbers }))],
    columns[0]?.length ?? 0,
  )
}
