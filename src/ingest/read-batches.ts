import { setImmediate as turnOfLoop } from 'node:timers/promises'
import type { NewFeedback } from '../core/feedback.ts'
import type { RowMapper } from './row-mapper.ts'
import type { RejectionReason, Row, Table } from './types.ts'

export interface Rejected {
  readonly row: Row
  readonly reason: RejectionReason
}

/** So many rows of a file, good and bad. */
export interface RowBatch {
  readonly read: number
  readonly items: readonly NewFeedback[]
  /** Beside the items. */
  readonly rows: readonly Row[]
  readonly rejected: readonly Rejected[]
}

/** What is read, and how. */
export interface RowSource {
  readonly table: Table
  readonly mapRow: RowMapper
  /** Rows that an earlier run has stored. */
  readonly skip: number
}

/**
 * Reads a table batch by batch; `wanted` is asked how many rows the next one is to
 * have. Throws a UserError where the file cannot be read on.
 */
export async function* readBatches(
  { table, mapRow, skip }: RowSource,
  wanted: () => Promise<number>,
): AsyncGenerator<RowBatch> {
  let left = skip
  let size = await wanted()
  let batch = emptyBatch()
  for await (const block of table.rows()) {
    for (const row of block.length <= left ? [] : block.slice(left)) {
      batch.read += 1
      const mapped = mapRow(row)
      if (typeof mapped === 'string') batch.rejected.push({ row, reason: mapped })
      else {
        batch.items.push(mapped)
        batch.rows.push(row)
      }
      if (batch.read < size) continue
      yield batch
      batch = emptyBatch()
      size = await wanted()
    }
    left = Math.max(0, left - block.length)
    await turnOfLoop()
  }
  if (batch.read > 0) yield batch
}

function emptyBatch(): {
  read: number
  items: NewFeedback[]
  rows: Row[]
  rejected: Rejected[]
} {
  return { read: 0, items: [], rows: [], rejected: [] }
}
