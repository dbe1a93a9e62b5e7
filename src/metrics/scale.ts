import type { Scale } from '../core/feedback.ts'
import { TALLY_BINS, type Tally } from '../core/store.ts'

/** Returns how many whole answers the scale has: five for 1–5, eleven for 0–10. */
export function answerCount(scale: Scale): number {
  return Math.floor(scale.max - scale.min) + 1
}

/** Returns whether each bin of a tally is one answer of the scale. */
function binsAreAnswers(scale: Scale): boolean {
  return answerCount(scale) <= TALLY_BINS
}

/**
 * Returns how many of the best answers count as satisfied: one of up to three,
 * two of four to seven, three of eight to eleven. Null for a wider scale, where
 * no such convention exists.
 */
export function topBoxSize(scale: Scale): number | null {
  const answers = answerCount(scale)
  if (answers <= 3) return 1
  if (answers <= 7) return 2
  return answers <= TALLY_BINS ? 3 : null
}

function sumOf(bins: readonly number[]): number {
  return bins.reduce((sum, count) => sum + count, 0)
}

/** Returns how many gave one of the `size` best answers; mind that best is lowest on a reversed scale. */
export function bestAnswers(tally: Tally, scale: Scale, size: number): number {
  const bins = tally.bins.slice(0, answerCount(scale))
  return sumOf(scale.reversed ? bins.slice(0, size) : bins.slice(-size))
}

/** Returns how many gave one of the `size` worst answers. */
export function worstAnswers(tally: Tally, scale: Scale, size: number): number {
  return bestAnswers(tally, { ...scale, reversed: !scale.reversed }, size)
}

/** One answer of a distribution; `low` and `high` are equal unless the scale was cut into ranges. */
export interface AnswerCount {
  readonly low: number
  readonly high: number
  readonly count: number
  /** In percent 0–100; zero where nobody answered. */
  readonly share: number
}

/** Returns how often each answer was given, lowest first. */
export function distribution(tally: Tally, scale: Scale): readonly AnswerCount[] {
  const whole = binsAreAnswers(scale)
  const bins = whole ? answerCount(scale) : TALLY_BINS
  const width = whole ? 1 : (scale.max - scale.min) / TALLY_BINS
  return Array.from({ length: bins }, (_, index) => {
    const low = scale.min + index * width
    const count = tally.bins[index] ?? 0
    const share = tally.n > 0 ? (100 * count) / tally.n : 0
    return { low, high: whole ? low : low + width, count, share }
  })
}
