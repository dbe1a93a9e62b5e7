import { setImmediate as turnOfLoop } from 'node:timers/promises'
import { type AnswerNumbers, givenNumber } from './answer-words.ts'
import { formatsOf } from './date-format.ts'
import { parseScore, type ScoreValue, yesOrNo } from './numbers.ts'
import type { Row } from './types.ts'

/** What the sampled cells of one column are like. */
export interface ColumnProfile {
  readonly index: number
  readonly name: string
  readonly filled: number
  /** The first filled cell. */
  readonly example: string
  readonly distinct: number
  /** Share of the answers, 0–1: of the filled cells but those like `N/A`. */
  readonly numeric: number
  /** Shares of the filled cells, 0–1. */
  readonly yesNo: number
  readonly dated: number
  /** Characters a filled cell, and words. */
  readonly meanLength: number
  readonly meanWords: number
  /** Of the numbers; NaN without any. */
  readonly min: number
  readonly max: number
  readonly whole: boolean
  readonly numbers: number
  /** Share of the numbers within 0–100: a line of totals stands among the answers of many files. */
  readonly usual: number
  /** Each number is one more than that of the row before. */
  readonly counter: boolean
  /** Words beside numbers. */
  readonly labels: ReadonlyMap<number, string>
  /** The cells that are no numbers; none where there are many different ones. */
  readonly words: readonly string[]
}

const MOST_WORDS = 12
const LONGEST_ANSWER = 80

function profileColumn(
  name: string,
  index: number,
  rows: readonly Row[],
  answers: AnswerNumbers,
): ColumnProfile {
  const seen = new Map<string, ScoreValue | undefined | 'foreign' | 'none'>()
  const labels = new Map<number, string>()
  let filled = 0
  let example = ''
  let numbers = 0
  let unanswered = 0
  let yesNos = 0
  let dated = 0
  let length = 0
  let words = 0
  let usual = 0
  let min = Number.POSITIVE_INFINITY
  let max = Number.NEGATIVE_INFINITY
  let whole = true
  let counter = true
  let before: number | undefined
  for (const { cells } of rows) {
    const cell = (cells[index] ?? '').trim()
    if (cell === '') continue
    filled += 1
    example ||= cell.replace(/\p{Cc}+/gu, ' ').slice(0, 80)
    length += cell.length
    words += cell.split(/\s+/, 200).length
    if (yesOrNo(cell) !== undefined) yesNos += 1
    if (formatsOf(cell).length > 0) dated += 1
    if (!seen.has(cell)) {
      const number = givenNumber(answers, cell)
      const parsed =
        number === undefined ? parseScore(cell) : { value: number, outOf: null, label: null }
      const other = parsed === 'easternDigits' ? 'foreign' : parsed === null ? 'none' : undefined
      seen.set(cell, typeof parsed === 'object' && parsed ? parsed : other)
    }
    const score = seen.get(cell)
    if (score === 'foreign') numbers += 1
    if (score === 'none') unanswered += 1
    if (score === 'foreign' || score === 'none') continue
    if (!score) {
      counter = false
      continue
    }
    numbers += 1
    if (score.value >= 0 && score.value <= 100) usual += 1
    min = Math.min(min, score.value)
    max = Math.max(max, score.value)
    if (!Number.isInteger(score.value)) whole = false
    if (score.label) labels.set(score.value, score.label)
    if (before !== undefined && score.value !== before + 1) counter = false
    before = score.value
  }
  const share = (part: number): number => part / Math.max(filled, 1)
  return {
    index,
    name,
    filled,
    example,
    distinct: seen.size,
    numeric: numbers / Math.max(filled - unanswered, 1),
    yesNo: share(yesNos),
    dated: share(dated),
    meanLength: share(length),
    meanWords: share(words),
    min: Number.isFinite(min) ? min : Number.NaN,
    max: Number.isFinite(max) ? max : Number.NaN,
    whole,
    numbers,
    usual: usual / Math.max(numbers, 1),
    counter: counter && numbers > 2,
    labels,
    words: fewWords(seen),
  }
}

function fewWords(seen: ReadonlyMap<string, unknown>): readonly string[] {
  const words = [...seen].filter(([, found]) => found === undefined).map(([cell]) => cell)
  const short = words.every((word) => word.length <= LONGEST_ANSWER)
  return words.length <= MOST_WORDS && short ? words : []
}

/**
 * Returns what each column is like, from rows that could be read; `answers` count as numbers.
 * A column is looked at in each turn of the loop: a file may have hundreds of them.
 */
export async function profileColumns(
  header: readonly string[],
  rows: readonly Row[],
  answers: AnswerNumbers,
): Promise<readonly ColumnProfile[]> {
  const good = rows.filter((row) => row.fault === undefined)
  const profiles: ColumnProfile[] = []
  for (const [index, name] of header.entries()) {
    profiles.push(profileColumn(name, index, good, answers))
    await turnOfLoop()
  }
  return profiles
}
