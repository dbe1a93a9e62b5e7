import { setImmediate as turnOfLoop } from 'node:timers/promises'
import type { NewFeedback } from '../core/feedback.ts'
import type { RowMapper } from './row-mapper.ts'
import type { RejectionReason, Row, Table } from './types.ts'

export interface Rejected {
  readonly row: Row
  readonly reason: RejectionReason
}

/** So many rows of a file, good and bad. */
export interface RowBatch<Content> {
  readonly read: number
  readonly content: Content
  /** Beside the content; none where they are not kept. */
  readonly rows: readonly Row[]
  readonly rejected: readonly Rejected[]
}

/** Takes in the good rows of one batch. */
export interface BatchContent<Content> {
  add(item: NewFeedback): void
  finish(): Content
}

/** What is read, and how. */
export interface RowSource {
  readonly table: Table
  readonly mapRow: RowMapper
  /** Rows that an earlier run has stored. */
  readonly skip: number
  readonly keepRows: boolean
}

/**
 * Reads a table batch by batch; `wanted` is asked how many rows the next one is to
 * have. Throws a UserError where the file cannot be read on.
 */
export async function* readBatches<Content>(
  { table, mapRow, skip, keepRows }: RowSource,
  wanted: () => Promise<number>,
  content: () => BatchContent<Content>,
): AsyncGenerator<RowBatch<Content>> {
  let left = skip
  let size = await wanted()
  let batch = emptyBatch(content())
  for await (const block of table.rows()) {
    for (let row = left; row < block.length; ) {
      const end = Math.min(block.length, row + size - batch.read)
      takeRows(batch, block.slice(row, end), mapRow, keepRows)
      row = end
      if (batch.read < size) continue
      yield { ...batch, content: batch.content.finish() }
      batch = emptyBatch(content())
      size = await wanted()
    }
    left = Math.max(0, left - block.length)
    await turnOfLoop()
  }
  if (batch.read > 0) yield { ...batch, content: batch.content.finish() }
}

interface OpenBatch<Content> {
  read: number
  readonly content: BatchContent<Content>
  readonly rows: Row[]
  readonly rejected: Rejected[]
}

function emptyBatch<Content>(content: BatchContent<Content>): OpenBatch<Content> {
  return { read: 0, content, rows: [], rejected: [] }
}

/** Maps rows into a batch. */
function takeRows<Content>(
  batch: OpenBatch<Content>,
  rows: readonly Row[],
  mapRow: RowMapper,
  keepRows: boolean,
): void {
  batch.read += rows.length
  for (const row of rows) {
    const mapped = mapRow(row)
    if (typeof mapped === 'string') batch.rejected.push({ row, reason: mapped })
    else {
      batch.content.add(mapped)
      if (keepRows) batch.rows.push(row)
    }
  }
}
