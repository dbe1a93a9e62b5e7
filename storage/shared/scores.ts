import type { Scale } from '../../src/core/feedback.ts'
import { TALLY_BINS, type Tally } from '../../src/core/store.ts'

/** Scores are stored as whole hundredths, so that sums are exact in any order. */
const HUNDREDTHS = 100

/** The largest score, either side of zero, whose square still sums exactly. */
export const SCORE_LIMIT = 10_000

/** Returns a score as it is stored. */
export function toHundredths(score: number): number {
  return Math.round(score * HUNDREDTHS)
}

/** Returns a stored score as it was given, but for what is finer than a hundredth. */
export function fromHundredths(hundredths: number): number {
  return hundredths / HUNDREDTHS
}

/** A scale in hundredths, as stored with its series. */
export interface StoredScale {
  readonly min: number
  readonly max: number
}

/** Returns the scale of a series; null where it has no scores. */
export function scaleOf(series: {
  min: number | null
  max: number | null
  reversed: number
}): Scale | null {
  if (series.min === null || series.max === null) return null
  return {
    min: fromHundredths(series.min),
    max: fromHundredths(series.max),
    reversed: series.reversed === 1,
  }
}

/** Returns the bin of a score, all in hundredths; see {@link Tally}. */
function binOf(score: number, { min, max }: StoredScale): number {
  const width = max - min
  const bin =
    width > (TALLY_BINS - 1) * HUNDREDTHS
      ? Math.floor(((score - min) * TALLY_BINS) / width)
      : Math.floor((score - min) / HUNDREDTHS)
  return Math.min(Math.max(bin, 0), TALLY_BINS - 1)
}

/** Sums in hundredths; positions 0 n, 1 sum, 2 sum of squares, 3… bins. */
export type CellCounts = number[]
export const CELL_WIDTH = 3 + TALLY_BINS

/** Returns the counts of no item. */
export function emptyCounts(): CellCounts {
  return new Array<number>(CELL_WIDTH).fill(0)
}

/** Adds `count` (negative to take away) equal scores; a null score counts as an item without one. */
export function addScore(
  counts: CellCounts,
  score: number | null,
  scale: StoredScale | null,
  count: number,
): void {
  counts[0] = (counts[0] ?? 0) + count
  if (score === null || scale === null) return
  counts[1] = (counts[1] ?? 0) + count * score
  counts[2] = (counts[2] ?? 0) + count * score * score
  const bin = 3 + binOf(score, scale)
  counts[bin] = (counts[bin] ?? 0) + count
}

/** Adds the counts that begin at `offset` of a list. */
export function addCounts(into: CellCounts, from: readonly number[], offset = 0): void {
  for (let index = 0; index < CELL_WIDTH; index += 1) {
    into[index] = (into[index] ?? 0) + (from[offset + index] ?? 0)
  }
}

/** Returns counts as metrics take them. */
export function toTally(counts: CellCounts): Tally {
  return {
    n: counts[0] ?? 0,
    sum: (counts[1] ?? 0) / HUNDREDTHS,
    sumOfSquares: (counts[2] ?? 0) / (HUNDREDTHS * HUNDREDTHS),
    bins: counts.slice(3),
  }
}
