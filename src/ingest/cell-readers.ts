import { FEEDBACK_KINDS, type FeedbackKind, type Scale } from '../core/feedback.ts'
import { type AnswerNumbers, givenNumber } from './answer-words.ts'
import type { CommaMeaning } from './commas.ts'
import { LONGEST_NAME } from './limits.ts'
import { parseScore, yesOrNo } from './numbers.ts'
import type { RejectionReason } from './types.ts'

const MOST_SPELLINGS = 20_000

/** Returns the reader with its result for each distinct cell remembered. */
export function remembered<Value>(read: (cell: string) => Value): (cell: string) => Value {
  const known = new Map<string, Value>()
  return (cell) => {
    const found = known.get(cell)
    if (found !== undefined) return found
    const fresh = read(cell)
    if (known.size < MOST_SPELLINGS) known.set(Buffer.from(cell).toString(), fresh)
    return fresh
  }
}

/** A number, nothing, or why there is none. */
export type Read = number | null | RejectionReason

/**
 * Returns how the cells of a rating are read: whole or not, on the scale, to two decimals;
 * `answers` are the numbers of answers in words, `commas` what commas in numbers mean.
 */
export function scoreReader(
  scale: Scale | null,
  answers: AnswerNumbers = {},
  commas: CommaMeaning | null = null,
): (cell: string) => Read {
  const binary = scale?.min === 0 && scale.max === 1
  return remembered((cell) => {
    const given = givenNumber(answers, cell)
    if (given !== undefined && scale) {
      return given < scale.min || given > scale.max ? 'scoreOutOfScale' : given
    }
    const answer = binary ? yesOrNo(cell) : undefined
    if (answer !== undefined) return answer
    const parsed = parseScore(cell, commas)
    if (typeof parsed === 'string' || parsed === null) return parsed
    if (!scale) return 'badScore'
    if (parsed.outOf !== null && parsed.outOf !== scale.max) return 'scoreOutOfScale'
    const value = Math.round(parsed.value * 100) / 100
    return value < scale.min || value > scale.max ? 'scoreOutOfScale' : value
  })
}

/** Returns the kind that a cell names. */
export function kindIn(cell: string): FeedbackKind | undefined {
  const name = cell.trim().toLowerCase()
  return FEEDBACK_KINDS.find((kind) => kind === name)
}

/** Returns the names in a cell, with commas, semicolons or bars between them. */
export function splitTags(cell: string): readonly string[] {
  const tags = Buffer.from(cell)
    .toString()
    .split(/[,;|]/)
    .map((tag) => tag.trim().slice(0, LONGEST_NAME))
  return [...new Set(tags)].filter((tag) => tag !== '')
}
