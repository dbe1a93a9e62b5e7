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

function commonScale(answers: readonly FactorAnswers[]): Scale {
  const counted = new Map<string, ScaledTally>()
  for (const { factors } of answers) {
    for (const { scale } of Object.values(factors)) {
      const key = `${scale.min} ${scale.max}`
      const n = (counted.get(key)?.tally.n ?? 0) + 1
      counted.set(key, { scale: { ...scale, reversed: false }, tally: { ...EMPTY_TALLY, n } })
    }
  }
  const scale = mostUsedScale([...counted.values()]) ?? { min: 1, max: 5, reversed: false }
  return scale.min < 0 ? { ...scale, min: 0, max: scale.max - scale.min } : scale
}

/**
 * Returns the ratings of all groups on one scale. Factors that were asked on
 * other scales are moved to the one that most ratings use, worst to worst and
 * best to best, in proportion; reversed ones are turned; a scale that begins
 * below zero begins at zero. Factors with fewer than ten ratings in any group
 * are left out.
 */
export function prepareFactors(groups: readonly (readonly FactorAnswers[])[]): PreparedFactors {
  const scale = commonScale(groups.flat())
  const counts = groups.map((answers) => {
    const rated = new Map<string, number>()
    for (const { factors } of answers) {
      for (const name of Object.keys(factors)) rated.set(name, (rated.get(name) ?? 0) + 1)
    }
    return rated
  })
  const factors = [...(counts[0]?.keys() ?? [])]
    .filter((name) => counts.every((rated) => (rated.get(name) ?? 0) >= TOO_FEW))
    .sort()
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
