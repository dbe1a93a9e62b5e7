import type { Scale } from '../core/feedback.ts'
import type { FactorAnswers } from '../core/store.ts'
import { TOO_FEW } from './measurement.ts'
import { EMPTY_TALLY, mostUsedScale, type ScaledTally } from './tally.ts'

/** Ratings on one scale, a respondent a row. */
export interface FactorMatrix {
  readonly factors: readonly string[]
  readonly rows: number
  /**
   * Row by row: the ratings in the order of `factors`, then the overall score, 0–1
   * from worst to best. NaN where one was not given.
   */
  readonly values: Float64Array
}

/** The factors of several groups of respondents that can be set side by side. */
export interface PreparedFactors {
  readonly factors: readonly string[]
  /** From its worst to its best answer; never reversed, never below zero. */
  readonly scale: Scale
  readonly groups: readonly FactorMatrix[]
}

/** Returns where a score lies between the worst answer of its scale, 0, and the best, 1. */
function position(score: number, scale: Scale): number {
  const share = (score - scale.min) / (scale.max - scale.min)
  return scale.reversed ? 1 - share : share
}

function commonScale(groups: readonly (readonly FactorAnswers[])[]): Scale {
  const counted: { scale: Scale; n: number }[] = []
  for (const { factors } of groups.flat()) {
    for (const { scale } of Object.values(factors)) {
      const same = counted.find(
        (each) => each.scale.min === scale.min && each.scale.max === scale.max,
      )
      if (same) same.n += 1
      else counted.push({ scale: { ...scale, reversed: false }, n: 1 })
    }
  }
  const scale = mostUsedScale(
    counted.map(
      ({ scale: each, n }): ScaledTally => ({ scale: each, tally: { ...EMPTY_TALLY, n } }),
    ),
  ) ?? { min: 1, max: 5, reversed: false }
  return scale.min < 0 ? { ...scale, min: 0, max: scale.max - scale.min } : scale
}

/** Returns the factors with at least ten ratings. */
export function ratedFactors(answers: readonly FactorAnswers[]): readonly string[] {
  const rated = new Map<string, number>()
  for (const { factors } of answers) {
    for (const name of Object.keys(factors)) rated.set(name, (rated.get(name) ?? 0) + 1)
  }
  return [...rated].filter(([, n]) => n >= TOO_FEW).map(([name]) => name)
}

/**
 * Returns the ratings of all groups on one scale. Factors that were asked on
 * other scales are moved to the one that most ratings use, worst to worst and
 * best to best, in proportion; reversed ones are turned; a scale that begins
 * below zero begins at zero. Factors with fewer than ten ratings in any group
 * are left out.
 */
export function prepareFactors(groups: readonly (readonly FactorAnswers[])[]): PreparedFactors {
  const scale = commonScale(groups)
  const [first = [], ...others] = groups.map((answers) => new Set(ratedFactors(answers)))
  const factors = [...first].filter((name) => others.every((rated) => rated.has(name))).sort()
  const width = scale.max - scale.min
  const matrices = groups.map((answers) => {
    const values = new Float64Array(answers.length * (factors.length + 1)).fill(Number.NaN)
    answers.forEach((answer, row) => {
      const start = row * (factors.length + 1)
      factors.forEach((name, column) => {
        const rating = answer.factors[name]
        if (rating === undefined) return
        values[start + column] = scale.min + width * position(rating.score, rating.scale)
      })
      if (answer.score === null || answer.scale === null) return
      values[start + factors.length] = position(answer.score, answer.scale)
    })
    return { factors, rows: answers.length, values }
  })
  return { factors, scale, groups: matrices }
}
