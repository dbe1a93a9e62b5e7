import { UserError } from '../core/errors.ts'
import type { FeedbackKind, Scale } from '../core/feedback.ts'
import { type AnswerNumbers, answerEnds } from './answer-words.ts'
import type { ChosenColumns } from './columns.ts'
import { checkDirection } from './direction.ts'
import { kindNamed, scaleNamed } from './flags.ts'
import { plainName } from './header-words.ts'
import { note, type PlanNote } from './notes.ts'
import { questionTraits } from './question-words.ts'
import { checkNps, kindOf, type Question, scaleOf } from './scale.ts'
import type { ScanResult } from './scan.ts'
import type { FactorRule, Field, ImportOptions, Table } from './types.ts'
import type { NumberCounter } from './value-counts.ts'

/** What was asked, and on which scales. */
export interface PlannedQuestion {
  readonly kind: FeedbackKind
  readonly scale: Scale | null
  readonly factors: readonly FactorRule[]
  /** The wording of the question, where the header gives one. */
  readonly survey: string | null
  readonly notes: readonly PlanNote[]
}

const WORDS_OF_A_QUESTION = 4

function surveyOf({ column, counts }: Question): string | null {
  const asked = column.includes('?') || plainName(column).split(' ').length >= WORDS_OF_A_QUESTION
  return asked || counts.yesNo ? column : null
}

function factorRules(
  table: Table,
  chosen: ChosenColumns,
  counters: readonly NumberCounter[],
  reversed: boolean,
  answers: AnswerNumbers | null,
): readonly FactorRule[] {
  return chosen.factors.flatMap(({ factor, column, late }, index) => {
    const name = table.header[column] ?? ''
    const counts = counters[index]?.counts()
    const values = [...(counts?.counts.keys() ?? [])]
    const high = Math.max(...values)
    if (values.length === 0 && late) return []
    if (values.length === 0 || high > 10)
      throw new UserError('import.badFactorColumn', { column: name })
    const said = questionTraits(name).scale
    const top = counts?.yesNo ? 1 : (counts?.outOf ?? [5, 7, 10].find((each) => each >= high) ?? 10)
    const { min, max } = (counts?.worded && answers ? answerEnds(answers) : said) ?? {
      min: Math.min(...values) < 1 ? 0 : 1,
      max: top,
    }
    return [{ factor, column, scale: { min, max, reversed } }]
  })
}

/**
 * Decides kind, scale and direction of the score; `rowKinds` are those that a column of
 * kinds names. Throws a UserError where the file leaves them open.
 */
export function planQuestion(
  table: Table,
  chosen: ChosenColumns,
  scan: ScanResult,
  options: ImportOptions,
  constants: Readonly<Partial<Record<Field, string>>>,
  answers: AnswerNumbers | null,
  rowKinds: readonly FeedbackKind[],
): PlannedQuestion {
  const namedKind = options.kind ?? constants.kind
  const [rowKind, ...moreKinds] = rowKinds
  const kindGiven = namedKind === undefined ? rowKind : kindNamed(namedKind)
  const scaleFlag =
    options.scale === undefined ? undefined : scaleNamed(options.scale, options.reversed ?? false)
  const reversed = options.reversed ?? scaleFlag?.reversed ?? false
  const [column] = chosen.columns.score ?? []
  if (column === undefined || !scan.score) {
    const kind = kindGiven ?? 'mention'
    if (kind !== 'mention' && kind !== 'review' && kind !== 'ticket') {
      throw new UserError('import.noScoreColumn', { kind }, '--map score=COLUMN')
    }
    return { kind, scale: null, factors: [], survey: null, notes: [note('kind', 'kindWords')] }
  }
  const question: Question = {
    column: table.header[column] ?? '',
    traits: questionTraits(table.header[column] ?? ''),
    counts: scan.score.counts(),
  }
  const ends = answers && question.counts.worded ? answerEnds(answers) : undefined
  const scaleGiven = scaleFlag ?? (ends && { ...ends, reversed })
  const name = question.column
  if (question.counts.total === 0) throw new UserError('import.noNumbers', { column: name })
  const notes: PlanNote[] = []
  const proposed = kindGiven === undefined ? kindOf(question) : undefined
  const kind = kindGiven ?? proposed?.kind ?? 'review'
  if (proposed) notes.push(proposed.note)
  else if (namedKind !== undefined) notes.push(note('kind', 'kindGiven'))
  const ownScales = chosen.columns.scale !== undefined
  if (moreKinds.length > 0 && !ownScales && !scaleGiven) {
    throw new UserError('import.scalePerRow', { kinds: rowKinds.join(', ') }, '--map scale=COLUMN')
  }
  if (kind === 'nps' && !ownScales) checkNps(question, scaleGiven)

  let scale = scaleGiven
  if (scale) notes.push(note('scale', 'scaleGiven', { min: scale.min, max: scale.max }))
  else if (!ownScales) {
    const found = scaleOf(question, kind)
    scale = { min: found.min, max: found.max, reversed }
    notes.push(found.note)
  }
  const open = options.reversed === undefined && !reversed
  if (open && scale && !ownScales) {
    checkDirection(question, kind, scale, scan.evidence)
  }
  if (reversed) notes.push(note('scale', 'reversedGiven'))
  return {
    kind,
    scale: scale ?? null,
    factors: factorRules(table, chosen, scan.factors, reversed, answers),
    survey: surveyOf(question),
    notes,
  }
}
