import { UserError } from '../core/errors.ts'
import type { FeedbackKind } from '../core/feedback.ts'
import { kindIn } from './cell-readers.ts'
import { isOnlyDate, pickDate } from './date-column.ts'
import type { MapFlags } from './flags.ts'
import { asksWhich, nameStrength, plainName } from './header-words.ts'
import { note, type PlanNote } from './notes.ts'
import type { ColumnProfile } from './profile.ts'
import { questionTraits } from './question-words.ts'
import { pickScore, scoreCandidates } from './score-column.ts'
import { pickText } from './text-column.ts'
import type { Field } from './types.ts'
import { refuseWords, yesNoQuestion } from './worded-score.ts'

/** Fields that a column gets by its name alone, surest name first. */
const BY_NAME = [
  'externalId',
  'lang',
  'customer',
  'author',
  'source',
  'store',
  'brand',
  'product',
  'channel',
  'stage',
  'segment',
  'tags',
  'url',
  'survey',
  'kind',
] as const

/** Fields that an export names so: their columns may be empty in the first rows, and filled later. */
const EXPORTED: readonly Field[] = [
  'text',
  ...BY_NAME.filter((field) => field !== 'kind' && field !== 'externalId'),
]

/**
 * Fields that a column of dates gets by its name, before the date of the feedback itself is looked
 * for; under the field's own name, as in an export, the first rows may hold none.
 */
const FOLLOW_UPS = ['firstResponseAt', 'resolvedAt'] as const

export interface ChosenFactor {
  readonly factor: string
  readonly column: number
  /** The first rows hold none: the rows behind them say on which scale it is. */
  readonly late?: true
}

export interface ChosenColumns {
  readonly columns: Readonly<Partial<Record<Field, readonly number[]>>>
  readonly factors: readonly ChosenFactor[]
  readonly notes: readonly PlanNote[]
  /** Numbers that move with the score or against it. */
  readonly related: readonly number[]
}

function words(name: string): number {
  return plainName(name).split(' ').length
}

function namesFollowUp(profile: ColumnProfile, field: (typeof FOLLOW_UPS)[number]): boolean {
  if (profile.name === field && profile.numeric === 0) return true
  return profile.filled > 0 && profile.dated >= 0.5 && nameStrength(profile.name, field) === 3
}

/** Numbers without a gap that begin at the first row; tickets without a gap begin anywhere. */
function countsRows({ counter, min }: ColumnProfile): boolean {
  return counter && min <= 1
}

/** Words of a name that say that the column is about the survey, not its name. */
const ABOUT_SURVEY =
  /(?:^| )(?:status|state|type|date|time|language|link|url|version|mode|method|channel|статус|состояние|тип|дата|время|күйі|мәртебесі|түрі|күні|būsena|tipas|data)(?: |$)/u

function fitsField(profile: ColumnProfile, field: (typeof BY_NAME)[number]): 0 | 2 | 3 {
  const strength = nameStrength(profile.name, field)
  if (strength === 0 || profile.filled === 0) return 0
  const isLong = words(profile.name) > 3 && !asksWhich(profile.name, field)
  if (strength === 2 && (isLong || profile.numeric >= 0.5)) return 0
  if (field === 'externalId') {
    return strength === 3 && !countsRows(profile) && profile.distinct >= profile.filled * 0.5
      ? 3
      : 0
  }
  if (questionTraits(profile.name).rated && profile.numeric > 0.5) return 0
  if (field === 'survey' && strength === 2 && ABOUT_SURVEY.test(plainName(profile.name))) return 0
  if (field === 'survey' && profile.distinct > Math.max(profile.filled * 0.2, 5)) return 0
  return profile.meanLength <= 120 ? strength : 0
}

/** Whether a column tells of each answer what was asked: `Survey Type` with nps and csat. */
function namesKinds(name: string, words: readonly string[]): boolean {
  const known = words.filter((word) => kindIn(word) !== undefined).length
  return known > 0 && known === words.length && /type|metric|survey|тип|вид|түрі|tipas/iu.test(name)
}

/** Columns called `factor:NAME`, as an export calls them. */
function exportedFactors(profiles: readonly ColumnProfile[]): readonly ChosenFactor[] {
  return profiles.flatMap(({ name, index, filled }) => {
    const factor = /^factor:\s*(\S.*)$/i.exec(name)?.[1]
    if (!factor) return []
    return [{ factor, column: index, ...(filled === 0 && { late: true as const }) }]
  })
}

/** Sister questions of the main score: whole numbers on one usual scale. */
function factorColumns(
  profiles: readonly ColumnProfile[],
  taken: ReadonlySet<number>,
): { readonly good: readonly ColumnProfile[]; readonly withZero: readonly ColumnProfile[] } {
  const alike = profiles.filter((profile) => {
    const traits = questionTraits(profile.name)
    return (
      !taken.has(profile.index) &&
      profile.numeric >= 0.95 &&
      profile.whole &&
      !profile.counter &&
      profile.min >= 0 &&
      (profile.max === 5 || profile.max === 7 || profile.max === 10 || traits.rated) &&
      profile.max <= 10 &&
      profile.max > 1
    )
  })
  const named = alike.filter(({ name }) => {
    const { rated, satisfied } = questionTraits(name)
    return rated || satisfied
  })
  const known = named.length > 0 || alike.length >= 2 ? alike : []
  const clean = (profile: ColumnProfile): boolean =>
    profile.min >= 1 || questionTraits(profile.name).scale?.min === 0
  return {
    good: known.filter(clean),
    withZero: known.filter((profile) => !clean(profile)),
  }
}

/** Returns which column is what, by names and sampled values; what the user mapped stays. */
export function chooseColumns(
  profiles: readonly ColumnProfile[],
  flags: MapFlags,
  constants: Readonly<Partial<Record<Field, string>>>,
  kind: FeedbackKind | undefined,
): ChosenColumns {
  const columns: Partial<Record<Field, readonly number[]>> = { ...flags.columns }
  const notes: PlanNote[] = []
  const taken = new Set([
    ...Object.values(columns).flatMap((each) => each ?? []),
    ...flags.factors.map(({ column }) => column),
  ])
  const exported = exportedFactors(profiles.filter(({ index }) => !taken.has(index)))
  for (const { column } of exported) taken.add(column)
  const free = (): readonly ColumnProfile[] => profiles.filter(({ index }) => !taken.has(index))
  const open = (field: Field): boolean =>
    columns[field] === undefined && constants[field] === undefined
  const take = (field: Field, profile: ColumnProfile, why: string): void => {
    columns[field] = [profile.index]
    taken.add(profile.index)
    notes.push(note(field, why, { column: profile.name }))
  }
  for (const [field, indexes] of Object.entries(flags.columns)) {
    for (const index of indexes ?? []) {
      notes.push(note(field, 'youSaid', { column: profiles[index]?.name ?? '' }))
    }
  }

  for (const field of FOLLOW_UPS) {
    const found = open(field) && free().find((profile) => namesFollowUp(profile, field))
    const answersDate = open('at') && found && found.name !== field && isOnlyDate(found, free())
    if (found && !answersDate) take(field, found, 'namedSo')
  }
  if (open('at')) {
    const date = pickDate(free())
    if (date) take('at', date, date.dated >= 0.5 ? 'looksLikeDates' : 'namedSo')
  }
  const kinds = open('kind') && free().find(({ name, words }) => namesKinds(name, words))
  if (kinds) take('kind', kinds, 'namesKinds')
  for (const strength of [3, 2] as const) {
    for (const field of BY_NAME) {
      if (!open(field)) continue
      const found = free().find((profile) => fitsField(profile, field) === strength)
      if (found && (field !== 'kind' || strength === 3)) take(field, found, 'namedSo')
    }
  }
  const scaleColumn = free().find(({ name }) => plainName(name) === 'scale')
  if (scaleColumn && open('scale')) take('scale', scaleColumn, 'namedSo')

  const candidates = scoreCandidates(profiles, taken, kind)
  if (open('score')) {
    const picked = pickScore(candidates)
    const unnamed = picked?.why === 'only' && kind !== 'mention'
    if (unnamed && !yesNoQuestion(free())) refuseWords(free())
    if (picked && !(unnamed && yesNoQuestion(free()))) {
      take(
        'score',
        picked.candidate.profile,
        picked.why === 'named' ? 'namedLikeScore' : 'onlyNumbers',
      )
    }
  }
  if (open('score') && kind !== 'mention') {
    const answered = yesNoQuestion(free())
    if (answered) take('score', answered, 'answeredYesNo')
    else refuseWords(free())
  }
  if (open('text')) {
    const text = pickText(free())
    if (text) take('text', text, nameStrength(text.name, 'text') > 0 ? 'namedSo' : 'longestText')
  }
  if (columns.score === undefined && columns.text === undefined) {
    throw new UserError(
      'import.nothingToImport',
      {
        columns: profiles
          .slice(0, 20)
          .map(({ name }) => name)
          .join(' | '),
      },
      '--map score=COLUMN --map text=COLUMN',
    )
  }

  for (const { name, index, filled } of free()) {
    const field = EXPORTED.find((each) => each === name)
    if (field && filled === 0 && open(field)) columns[field] = [index]
  }

  const factors: ChosenFactor[] = [...flags.factors, ...exported]
  if (columns.score !== undefined && factors.every(({ late }) => late)) {
    const { good, withZero } = factorColumns(profiles, taken)
    for (const { name, index } of good) {
      factors.push({ factor: name, column: index })
      taken.add(index)
      notes.push(note('factor', 'looksLikeRating', { column: name }))
    }
    for (const { name } of withZero) notes.push(note('unused', 'ratingWithZero', { column: name }))
  }
  const unused = free().filter(
    ({ name, filled }) => filled > 0 && !notes.some(({ params }) => params['column'] === name),
  )
  if (unused.length > 0) {
    const names = unused.map(({ name }) => name)
    notes.push(note('unused', 'unused', { count: names.length, columns: names.join(' | ') }))
  }
  const related = candidates
    .map(({ profile }) => profile)
    .filter(({ index, max }) => !columns.score?.includes(index) && max <= 10)
    .concat(profiles.filter(({ yesNo, index }) => yesNo >= 0.9 && !columns.score?.includes(index)))
    .map(({ index }) => index)
  return { columns, factors, notes, related }
}
