import { expect, test } from 'vitest'
import { createBatchSize } from '../../src/ingest/batch-size.ts'

/** Stores batches on a machine that takes so many milliseconds a row, and returns their sizes. */
function sizes(milliseconds: number, batches: number): number[] {
  const size = createBatchSize()
  const found: number[] = []
  for (let batch = 0; batch < batches; batch += 1) {
    const rows = size.rows()
    found.push(rows)
    size.learn(rows, rows * milliseconds)
  }
  return found
}

test('batches grow to the most where storing is quick', () => {
  const found = sizes(0.01, 8)
  expect(found[0]).toBe(1_000)
  expect(found.at(-1)).toBe(3_000)
})

test('batches are as small as lets others write in between where storing is slow', () => {
  expect(sizes(0.1, 12).at(-1)).toBeCloseTo(2_000, -2)
  expect(sizes(10, 8).at(-1)).toBe(1_000)
})
