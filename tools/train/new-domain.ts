import type { Analyzer, Correction } from '../../src/analysis/index.ts'
import type { Figure } from './figure.ts'
import { seededRandom, shuffle } from './random.ts'

/** Corrections that are measured. */
export const CORRECTIONS = 200
/** Halves of a domain, each time drawn anew: what is taught, and what is measured on. */
const SPLITS = 5
const MOST_MEASURED = 1_000
/** Corrections after which the reader who corrects what is misread now has the next analyser. */
const STEP = 5

/** Returns an analyser that has learned from corrections. */
export type Teach = (corrections: readonly Correction[]) => Analyzer

/** A domain that nothing was trained on. */
export interface NewDomain {
  readonly name: string
  readonly lang: string
  /** Does not know the domain. */
  readonly analyzer: Analyzer
  readonly teach: Teach
}

interface Halves<Row> {
  readonly test: readonly Row[]
  readonly taught: readonly Row[]
}

/** Returns the halves of a domain's rows, split after split; the same rows give the same halves. */
export function splits<Row>(rows: readonly Row[]): Halves<Row>[] {
  return Array.from({ length: SPLITS }, (_, seed) => {
    const order = shuffle([...rows], seededRandom(seed + 1))
    const half = Math.min(MOST_MEASURED, Math.floor(order.length / 2))
    return { test: order.slice(0, half), taught: order.slice(half) }
  })
}

export function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length
}

/** Returns the mean of a measure over the splits, with its standard error. */
export function meanFigure(
  what: string,
  unit: Figure['unit'],
  n: number,
  values: readonly number[],
): Figure {
  const value = mean(values)
  const variance = mean(values.map((each) => (each - value) ** 2)) / (values.length - 1)
  return { what, n, value, error: Math.sqrt(variance), unit }
}

/** Goes through rows in order and sets right what is read wrongly now, up to a number of corrections. */
export function whileReading<Row>(
  { analyzer, teach }: NewDomain,
  rows: readonly Row[],
  correct: (row: Row, analyzer: Analyzer) => readonly Correction[],
): Correction[] {
  const corrections: Correction[] = []
  let now = analyzer
  let last = 0
  for (const row of rows) {
    if (corrections.length >= CORRECTIONS) break
    corrections.push(...correct(row, now))
    if (corrections.length - last < STEP) continue
    last = corrections.length
    now = teach(corrections)
  }
  return corrections
}
