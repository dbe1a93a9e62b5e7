import type { Scale } from '../../src/core/feedback.ts'
import type { Tally } from '../../src/core/store.ts'
import { tallyOf } from '../../src/metrics/tally.ts'

export const RECOMMEND: Scale = { min: 0, max: 10, reversed: false }
export const STARS: Scale = { min: 1, max: 5, reversed: false }

/** Returns the tally of answers given as pairs of an answer and how often it was given. */
export function answers(scale: Scale, counts: Readonly<Record<number, number>>): Tally {
  return tallyOf(
    Object.entries(counts).flatMap(([score, count]) =>
      Array.from({ length: count }, () => Number(score)),
    ),
    scale,
  )
}

/** Returns answers to the recommend question. */
export function recommendations(promoters: number, passives: number, detractors: number): Tally {
  return answers(RECOMMEND, { 9: promoters, 7: passives, 3: detractors })
}
