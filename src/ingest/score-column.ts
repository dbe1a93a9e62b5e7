import { UserError } from '../core/errors.ts'
import type { FeedbackKind } from '../core/feedback.ts'
import { nameStrength, plainName } from './header-words.ts'
import type { ColumnProfile } from './profile.ts'
import { type QuestionTraits, questionTraits } from './question-words.ts'

const PLAIN_SCORE =
  /^(?:score|rating|nps|csat|ces|оценка|балл|рейтинг|баға|ұпай|балл|įvertinimas|balas|reitingas)$/u

/** Columns of what was made of a score. */
const GROUP =
  /(?:group|category|segment|bucket|группа|категория|тобы|санаты|grupė|kategorija)\)?$/iu
/** Small numbers that count or measure something and answer no question. */
const COUNTS =
  /\b(?:age|visits?|orders?|purchases?|items?|quantity|qty|count|number|num|children|adults|nights?|days?|hours?|minutes?|min|months?|years?|version|wait\w*|attempts?|clicks?|pages?|duration|progress)\b|возраст|визит|заказ|покупк|количеств|кол-во|число|дней|минут|час[ао]в|номер|жас|саны|рет|күн|минут|нөмір|amži|apsilank|užsakym|pirkini|kiekis|skaičius|dien|minu|valand|numeri/iu

/** Whether a column tells what was made of a score, such as its group. */
export function derivedScore({ name }: ColumnProfile): boolean {
  const { recommend, rated } = questionTraits(name)
  return GROUP.test(name) && (recommend || !rated)
}

/** A column that may hold the main score, with the weight of what speaks for it. */
export interface ScoreCandidate {
  readonly profile: ColumnProfile
  readonly traits: QuestionTraits
  readonly weight: number
}

function weightOf(
  profile: ColumnProfile,
  traits: QuestionTraits,
  kind: FeedbackKind | undefined,
): number {
  let weight = 0
  if (traits.recommend) weight += kind === undefined || kind === 'nps' ? 7 : 2
  if (traits.satisfied) weight += kind === 'csat' ? 7 : 4
  if (traits.effort) weight += kind === 'ces' ? 7 : 3
  if (traits.zeroToTen) weight += 3
  if (traits.rated) weight += 3
  if (traits.whole) weight += 2
  if (namedScore(profile)) weight += 3
  return weight
}

/** Whether a column is called a score, whatever it holds. */
export function namedScore({ name }: ColumnProfile): boolean {
  return PLAIN_SCORE.test(plainName(name))
}

function mayBeScore(profile: ColumnProfile): boolean {
  const { name, numeric, numbers, dated, counter, usual, max, distinct } = profile
  if (dated >= 0.5) return false
  if (namedScore(profile)) return numeric >= 0.5
  const named = nameStrength(name, 'externalId') === 3 || nameStrength(name, 'customer') === 3
  return (
    numeric >= 0.8 &&
    !(counter && numbers > 10) &&
    !named &&
    usual >= 0.95 &&
    !derivedScore(profile) &&
    max > 1 &&
    distinct <= 150
  )
}

/** Returns the columns that may hold the main score, likeliest first. */
export function scoreCandidates(
  profiles: readonly ColumnProfile[],
  taken: ReadonlySet<number>,
  kind: FeedbackKind | undefined,
): readonly ScoreCandidate[] {
  return profiles
    .filter((profile) => !taken.has(profile.index) && mayBeScore(profile))
    .map((profile) => {
      const traits = questionTraits(profile.name)
      return { profile, traits, weight: weightOf(profile, traits, kind) }
    })
    .sort((a, b) => b.weight - a.weight || a.profile.index - b.profile.index)
}

/**
 * Returns the column of the main score and what speaks for it. Undefined where
 * none can be. Throws a UserError where several columns are equally likely and
 * none is named like a score.
 */
export function pickScore(
  candidates: readonly ScoreCandidate[],
): { readonly candidate: ScoreCandidate; readonly why: 'named' | 'only' } | undefined {
  const [first] = candidates
  if (!first) return undefined
  if (first.weight > 0) {
    const alike = candidates.filter((each) => each.weight === first.weight)
    if (alike.length > 1 && asksForVerdict(first)) throw whichScore(alike)
    return { candidate: first, why: 'named' }
  }
  const small = candidates.filter(
    ({ profile }) => profile.max <= 10 && profile.whole && !COUNTS.test(profile.name),
  )
  const [only] = small
  if (!only) return undefined
  if (small.length === 1) return { candidate: only, why: 'only' }
  throw whichScore(small)
}

function asksForVerdict({ traits }: ScoreCandidate): boolean {
  return traits.recommend || traits.satisfied || traits.effort
}

function whichScore(candidates: readonly ScoreCandidate[]): UserError {
  const names = candidates.map(({ profile }) => profile.name)
  const params = { columns: names.join(' | ') }
  return new UserError('import.whichScore', params, `--map "score=${names[0]}"`)
}
