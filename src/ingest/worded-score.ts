import { UserError } from '../core/errors.ts'
import { orderedAnswers } from './answer-words.ts'
import { nameStrength } from './header-words.ts'
import type { ColumnProfile } from './profile.ts'
import { questionTraits } from './question-words.ts'
import { derivedScore, namedScore } from './score-column.ts'

/** Whether the column repeats a few short answers, as a closed question does. */
function closed({ words, filled, dated, meanWords }: ColumnProfile): boolean {
  if (words.length < 2 || dated >= 0.5 || meanWords > 8) return false
  return words.length <= filled * 0.5 || orderedAnswers(words) !== undefined
}

function asksForVerdict({ name }: ColumnProfile): boolean {
  const { recommend, satisfied, effort } = questionTraits(name)
  return recommend || satisfied || effort
}

/** Returns a question about recommending or satisfaction that was answered with yes or no. */
export function yesNoQuestion(free: readonly ColumnProfile[]): ColumnProfile | undefined {
  return free.find(({ name, yesNo, filled }) => {
    const { recommend, satisfied } = questionTraits(name)
    return filled > 0 && yesNo >= 0.9 && (recommend || satisfied)
  })
}

/** Throws a UserError where a column is the score by its name but was answered in words. */
export function refuseWords(free: readonly ColumnProfile[]): void {
  const worded =
    free.find((profile) => namedScore(profile) && profile.filled > 0) ??
    free.find(
      (profile) =>
        asksForVerdict(profile) &&
        profile.numeric < 0.5 &&
        profile.yesNo < 0.5 &&
        nameStrength(profile.name, 'text') === 0 &&
        !derivedScore(profile) &&
        closed(profile),
    )
  if (!worded) return
  const { name: column, words, example } = worded
  const order = orderedAnswers(words)
  if (words.length === 0) {
    throw new UserError('import.scoreInWords', { column, text: example }, '--kind mention')
  }
  const answers = (order?.words ?? words).join(' | ')
  throw order?.whole
    ? new UserError(
        'import.answersInWords',
        { column, answers },
        `--map "score=${column}" --answers "${answers}"`,
      )
    : new UserError('import.answersToOrder', { column, answers }, '--kind mention')
}
