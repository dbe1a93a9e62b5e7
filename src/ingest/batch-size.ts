const MOST_ROWS = 2_000
const LEAST_ROWS = 1_000
/** How long others may wait for a batch that is being stored. */
const MILLISECONDS = 100

/** How many rows the next transaction of an import has. */
export interface BatchSize {
  rows(): number
  /** Does the work of storing so many rows, and learns how long it takes. */
  time<Result>(rows: number, work: () => Promise<Result>): Promise<Result>
}

/**
 * Returns sizes at which a transaction is over soon, whatever the machine and
 * whoever else keeps it busy: single writes have their turn between two batches.
 */
export function createBatchSize(now: () => number = () => performance.now()): BatchSize {
  let size = LEAST_ROWS
  return {
    rows: () => size,
    async time(rows, work) {
      const begun = now()
      const result = await work()
      const fitting = (rows * MILLISECONDS) / Math.max(now() - begun, 1)
      /** Grows at most to the double, and half way: one slow batch says little. */
      const next = Math.min((size + fitting) / 2, size * 2)
      if (rows >= LEAST_ROWS) size = Math.round(Math.min(MOST_ROWS, Math.max(LEAST_ROWS, next)))
      return result
    },
  }
}
