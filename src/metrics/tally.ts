import type { Scale } from '../core/feedback.ts'
import { TALLY_BINS, type Tally } from '../core/store.ts'
import { answerCount } from './scale.ts'

/** No answers. */
export const EMPTY_TALLY: Tally = {
  n: 0,
  sum: 0,
  sumOfSquares: 0,
  bins: Array.from({ length: TALLY_BINS }, () => 0),
}

/** Returns the tally of all answers of the parts, which must be on one scale. */
export function combineTallies(parts: Iterable<Tally>): Tally {
  const bins = EMPTY_TALLY.bins.slice()
  let n = 0
  let sum = 0
  let sumOfSquares = 0
  for (const part of parts) {
    n += part.n
    sum += part.sum
    sumOfSquares += part.sumOfSquares
    for (let bin = 0; bin < TALLY_BINS; bin += 1)
      bins[bin] = (bins[bin] ?? 0) + (part.bins[bin] ?? 0)
  }
  return { n, sum, sumOfSquares, bins }
}

/** Returns the tally of the answers of `whole` that are not among those of `part`. */
export function subtractTally(whole: Tally, part: Tally): Tally {
  const { n, sum, sumOfSquares, bins } = part
  return combineTallies([
    whole,
    { n: -n, sum: -sum, sumOfSquares: -sumOfSquares, bins: bins.map((count) => -count) },
  ])
}

/** Returns the tally of some scores; for small sets, such as one person's answers. */
export function tallyOf(scores: readonly number[], scale: Scale): Tally {
  const answers = answerCount(scale)
  const width = answers <= TALLY_BINS ? 1 : (scale.max - scale.min) / TALLY_BINS
  const last = Math.min(answers, TALLY_BINS) - 1
  const bins = Array.from({ length: TALLY_BINS }, () => 0)
  let sum = 0
  let sumOfSquares = 0
  for (const score of scores) {
    sum += score
    sumOfSquares += score * score
    const bin = Math.min(last, Math.max(0, Math.floor((score - scale.min) / width)))
    bins[bin] = (bins[bin] ?? 0) + 1
  }
  return { n: scores.length, sum, sumOfSquares, bins }
}

/**
 * Returns the tally as if the scale had been printed the other way round: every
 * score s becomes min + max − s. A score between two answers is put with the
 * nearer one to its new top.
 */
export function flipTally(tally: Tally, scale: Scale): Tally {
  const { n, sum, sumOfSquares } = tally
  const edge = scale.min + scale.max
  const used = Math.min(answerCount(scale), TALLY_BINS)
  return {
    n,
    sum: n * edge - sum,
    sumOfSquares: n * edge * edge - 2 * edge * sum + sumOfSquares,
    bins: Array.from({ length: TALLY_BINS }, (_, index) =>
      index < used ? (tally.bins[used - 1 - index] ?? 0) : 0,
    ),
  }
}

/** Answers to one question. */
export interface ScaledTally {
  readonly scale: Scale
  readonly tally: Tally
}

function sameRange(a: Scale, b: Scale): boolean {
  return a.min === b.min && a.max === b.max
}

/**
 * Returns the scale that most answers were given on, direction included, or
 * undefined where there is none. Of equals, the first wins.
 */
export function mostUsedScale(parts: readonly ScaledTally[]): Scale | undefined {
  const best = (candidates: readonly ScaledTally[], same: (a: Scale, b: Scale) => boolean) => {
    const groups: { scale: Scale; answers: number }[] = []
    for (const { scale, tally } of candidates) {
      const group = groups.find((each) => same(each.scale, scale))
      if (group) group.answers += tally.n
      else groups.push({ scale, answers: tally.n })
    }
    return groups.reduce<(typeof groups)[number] | undefined>(
      (chosen, group) => (chosen && chosen.answers >= group.answers ? chosen : group),
      undefined,
    )?.scale
  }
  const range = best(parts, sameRange)
  if (range === undefined) return undefined
  const alike = parts.filter((part) => sameRange(part.scale, range))
  return best(alike, (a, b) => a.reversed === b.reversed)
}

/**
 * Returns all answers given on `scale` as one tally, turning those of surveys
 * that asked the same range in the other direction, and how many answers on
 * other scales were left out.
 */
export function poolTallies(
  parts: readonly ScaledTally[],
  scale: Scale,
): { readonly tally: Tally; readonly leftOut: number } {
  const fitting = parts.filter((part) => sameRange(part.scale, scale))
  const tally = combineTallies(
    fitting.map((part) =>
      part.scale.reversed === scale.reversed ? part.tally : flipTally(part.tally, part.scale),
    ),
  )
  const all = parts.reduce((sum, part) => sum + part.tally.n, 0)
  return { tally, leftOut: all - tally.n }
}
