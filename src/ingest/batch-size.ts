const MOST_ROWS = 3_000
const LEAST_ROWS = 1_000
/** How long others may wait for a batch that is being stored. */
const MILLISECONDS = 200

/** How many rows the next transaction of an import has. */
export interface BatchSize {
  rows(): number
  /** Learns how many milliseconds it took to store so many rows. */
  learn(rows: number, milliseconds: number): void
}

/**
 * Returns sizes at which a transaction is over soon, whatever the machine and
 * whoever else keeps it busy: single writes have their turn between two batches.
 */
export function createBatchSize(): BatchSize {
  let size = LEAST_ROWS
  return {
    rows: () => size,
    learn(rows, milliseconds) {
      const fitting = (rows * MILLISECONDS) / Math.max(milliseconds, 1)
      /** Grows at most to the double, and half way: one slow batch says little. */
      const next = Math.min((size + fitting) / 2, size * 2)
      if (rows >= LEAST_ROWS) size = Math.round(Math.min(MOST_ROWS, Math.max(LEAST_ROWS, next)))
    },
  }
}
