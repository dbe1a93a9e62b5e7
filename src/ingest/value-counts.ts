import { type AnswerNumbers, givenNumber } from './answer-words.ts'
import { parseScore, yesOrNo } from './numbers.ts'

/** How often each number stands in a column, and on which line first. */
export interface NumberCounts {
  readonly total: number
  readonly counts: ReadonlyMap<number, number>
  readonly firstLine: ReadonlyMap<number, number>
  readonly outOf: number | null
  readonly labels: ReadonlyMap<number, string>
  /** Most answers are a yes or a no, counted as 1 and 0; a few of them among numbers are none. */
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

interface Tallied {
  readonly counts: Map<number, number>
  readonly firstLine: Map<number, number>
  total: number
}

function tallied(): Tallied {
  return { counts: new Map(), firstLine: new Map(), total: 0 }
}

function tally(into: Tallied, value: number, times: number, line: number): void {
  into.total += times
  const before = into.counts.get(value)
  const first = into.firstLine.get(value)
  if (before === undefined && into.counts.size >= MOST_SPELLINGS) return
  if (first === undefined || line < first) into.firstLine.set(value, line)
  into.counts.set(value, (before ?? 0) + times)
}

/** Both together. */
function joined(...parts: readonly Tallied[]): Tallied {
  const all = tallied()
  for (const { counts, firstLine } of parts) {
    for (const [value, times] of counts) tally(all, value, times, firstLine.get(value) ?? 0)
  }
  return all
}

/**
 * Returns a counter of one column, which takes answers in words for the numbers that the user
 * gave them.
 */
export function createNumberCounter(answers: AnswerNumbers): NumberCounter {
  const spellings = new Map<string, { readonly value: number; readonly inWords: boolean }>()
  const labels = new Map<number, string>()
  const numbers = tallied()
  const words = tallied()
  let outOf: number | null = null
  let worded = false

  function read(cell: string): { readonly value: number; readonly inWords: boolean } {
    const known = spellings.get(cell)
    if (known !== undefined) return known
    const given = givenNumber(answers, cell)
    const answer = given === undefined ? yesOrNo(cell) : undefined
    const parsed = parseScore(cell)
    let value = given ?? answer ?? Number.NaN
    if (given !== undefined) worded = true
    else if (answer === undefined && typeof parsed === 'object' && parsed) {
      value = parsed.value
      if (parsed.label) labels.set(value, parsed.label)
      if (parsed.outOf !== null) outOf = Math.max(outOf ?? 0, parsed.outOf)
    }
    const found = { value, inWords: answer !== undefined }
    if (spellings.size < MOST_SPELLINGS) spellings.set(Buffer.from(cell).toString(), found)
    return found
  }

  return {
    see(cell, line) {
      const { value, inWords } = read(cell)
      if (!Number.isNaN(value)) tally(inWords ? words : numbers, value, 1, line)
      return value
    },
    counts() {
      const yesNo = words.total > numbers.total
      const { total, counts, firstLine } = yesNo ? joined(words, numbers) : numbers
      return { total, counts, firstLine, outOf, labels, yesNo, worded }
    },
  }
}
