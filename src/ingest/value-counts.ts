import { type AnswerNumbers, givenNumber } from './answer-words.ts'
import { parseScore, yesOrNo } from './numbers.ts'

/** How often each number stands in a column, and on which line first. */
export interface NumberCounts {
  readonly total: number
  readonly counts: ReadonlyMap<number, number>
  readonly firstLine: ReadonlyMap<number, number>
  readonly outOf: number | null
  readonly labels: ReadonlyMap<number, string>
  readonly yesNo: boolean
  /** Whether some stand there in words that the user gave numbers to. */
  readonly worded: boolean
}

/** Counts the cells of one column; remembers each spelling, so that a million rows cost little. */
export interface NumberCounter {
  /** Returns the number in the cell, NaN without one. */
  see(cell: string, line: number): number
  counts(): NumberCounts
}

const MOST_SPELLINGS = 20_000

export function createNumberCounter(answers: AnswerNumbers): NumberCounter {
  const spellings = new Map<string, number>()
  const counts = new Map<number, number>()
  const firstLine = new Map<number, number>()
  const labels = new Map<number, string>()
  let total = 0
  let outOf: number | null = null
  let words = 0
  let worded = false

  function read(cell: string): number {
    const known = spellings.get(cell)
    if (known !== undefined) return known
    const given = givenNumber(answers, cell)
    const answer = given === undefined ? yesOrNo(cell) : undefined
    const parsed = parseScore(cell)
    let value = given ?? answer ?? Number.NaN
    if (given !== undefined) worded = true
    else if (answer !== undefined) words += 1
    else if (typeof parsed === 'object' && parsed) {
      value = parsed.value
      if (parsed.label) labels.set(value, parsed.label)
      if (parsed.outOf !== null) outOf = Math.max(outOf ?? 0, parsed.outOf)
    }
    if (spellings.size < MOST_SPELLINGS) spellings.set(Buffer.from(cell).toString(), value)
    return value
  }

  return {
    see(cell, line) {
      const value = read(cell)
      if (Number.isNaN(value)) return value
      total += 1
      const before = counts.get(value)
      if (before === undefined) firstLine.set(value, line)
      if (before !== undefined || counts.size < MOST_SPELLINGS) counts.set(value, (before ?? 0) + 1)
      return value
    },
    counts: () => ({ total, counts, firstLine, outOf, labels, yesNo: words > 0, worded }),
  }
}
