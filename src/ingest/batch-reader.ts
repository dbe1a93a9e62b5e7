import type { NewFeedback } from '../core/feedback.ts'
import type { FeedbackColumns } from '../core/feedback-columns.ts'
import type { ImportPlan } from './plan.ts'
import { type BatchContent, type Rejected, readBatches } from './read-batches.ts'
import type { Row } from './types.ts'

/** A batch of a file, ready to be stored. */
export interface ReadBatch {
  readonly read: number
  readonly content:
    | { readonly items: readonly NewFeedback[] }
    /** Read, stemmed and analysed by another thread. */
    | { readonly columns: FeedbackColumns }
  readonly rejected: readonly Rejected[]
  /** Returns rows as they stand in the file, by their places in the content. */
  rowsAt(places: readonly number[]): Promise<readonly Row[]>
}

/** Reads a file a batch at a time. */
export interface BatchReader {
  /** Returns the next batch, undefined at the end. Rejects with a UserError where reading cannot go on. */
  next(): Promise<ReadBatch | undefined>
  close(): Promise<void>
}

/** Returns the rows at these places, without those that are not there. */
export function rowsOf(rows: readonly Row[], places: readonly number[]): readonly Row[] {
  return places.flatMap((place) => rows[place] ?? [])
}

/** Returns a reader that does its work between the other work of this thread. */
export function openHere(plan: ImportPlan, skip: number, batchRows: () => number): BatchReader {
  const { table, mapRow, derivedIds } = plan
  const source = { table, mapRow, skip, keepRows: !derivedIds }
  const batches = readBatches(source, async () => batchRows(), gatherItems)
  return {
    async next() {
      const { value } = await batches.next()
      if (!value) return undefined
      const { read, content, rejected, rows } = value
      return {
        read,
        content: { items: content },
        rejected,
        rowsAt: async (places) => rowsOf(rows, places),
      }
    },
    async close() {
      await batches.return(undefined)
    },
  }
}

function gatherItems(): BatchContent<readonly NewFeedback[]> {
  const items: NewFeedback[] = []
  return { add: (item) => items.push(item), finish: () => items }
}
