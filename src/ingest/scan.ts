import type { EpochSeconds } from '../core/identity.ts'
import type { AnswerNumbers } from './answer-words.ts'
import type { ChosenColumns } from './columns.ts'
import { type CommaDetector, createCommaDetector } from './commas.ts'
import { createDateDetector, type DateDetector } from './date-order.ts'
import { createPairs, createToneCheck, type DirectionEvidence } from './direction.ts'
import { SAMPLE_ROWS } from './limits.ts'
import { keepYoungSmall, letYoungGrow } from './spare-memory.ts'
import type { Row, Table } from './types.ts'
import { createNumberCounter, type NumberCounter } from './value-counts.ts'

/** Rows whose scores are compared with other ratings and with the words beside them. */
const COMPARED_ROWS = 5_000
const DAY_MONTH = /^\s*(\d{1,2})[./-](\d{1,2})[./-]/

/** What the values of the chosen columns say, taken together. */
export interface ScanResult {
  readonly rows: number
  readonly score: NumberCounter | undefined
  readonly factors: readonly NumberCounter[]
  readonly dates: DateDetector | undefined
  readonly commas: CommaDetector
  readonly evidence: DirectionEvidence
  /** False where reading stopped after the sample. */
  readonly whole: boolean
}

/** Reads the file for facts that decide: the ends of the scales, the order of dates, the direction. */
export async function scanTable(
  table: Table,
  chosen: ChosenColumns,
  options: {
    readonly whole: boolean
    readonly readDates: boolean
    readonly now: EpochSeconds
    readonly answers: AnswerNumbers
    readonly signal?: AbortSignal
  },
): Promise<ScanResult> {
  const [scoreColumn] = chosen.columns.score ?? []
  const [dateColumn] = chosen.columns.at ?? []
  const [textColumn] = chosen.columns.text ?? []
  const score = scoreColumn === undefined ? undefined : createNumberCounter(options.answers)
  const factors = chosen.factors.map(() => createNumberCounter(options.answers))
  const related = chosen.related.map((column) => ({
    column,
    counter: createNumberCounter(options.answers),
    pairs: createPairs(),
  }))
  const tone = createToneCheck()
  const dates =
    dateColumn === undefined || !options.readDates
      ? undefined
      : createDateDetector(table.header[dateColumn] ?? '', options.now)
  const commas = createCommaDetector()
  let rows = 0

  function seeDate(cell: string, line: number): void {
    if (!dates || cell === '') return
    if (rows > SAMPLE_ROWS) {
      const [, first, second] = DAY_MONTH.exec(cell) ?? []
      if (!(Number(first) > 12 || Number(second) > 12)) return
    }
    dates.see(cell, line)
  }

  function seeRating(counter: NumberCounter, { cells, line }: Row, column: number): number {
    const cell = cells[column] ?? ''
    commas.see(cell, line, table.header[column] ?? '')
    return counter.see(cell, line)
  }

  function see(row: Row): void {
    const { cells, line } = row
    if (dateColumn !== undefined) seeDate(cells[dateColumn] ?? '', line)
    chosen.factors.forEach(({ column }, index) => {
      const counter = factors[index]
      if (counter) seeRating(counter, row, column)
    })
    if (!score || scoreColumn === undefined) return
    const value = seeRating(score, row, scoreColumn)
    if (Number.isNaN(value) || rows > COMPARED_ROWS) return
    for (const { column, counter, pairs } of related) {
      const other = counter.see(cells[column] ?? '', line)
      if (!Number.isNaN(other)) pairs.add(value, other)
    }
    const text = textColumn === undefined ? '' : (cells[textColumn] ?? '')
    if (text !== '') tone.see(text.slice(0, 1000), value)
  }

  try {
    for await (const block of table.rows(options.signal)) {
      for (const row of block) {
        if (row.fault) continue
        rows += 1
        see(row)
      }
      keepYoungSmall()
      if (!options.whole && rows >= SAMPLE_ROWS) break
    }
  } finally {
    letYoungGrow()
  }
  const names = related.map(({ column, pairs }) => ({ column: table.header[column] ?? '', pairs }))
  const evidence = { related: names, tone }
  return { rows, score, factors, dates, commas, evidence, whole: options.whole }
}
