import { UserError } from '../core/errors.ts'
import type { FeedbackKind, Scale } from '../core/feedback.ts'
import { note, type PlanNote } from './notes.ts'
import type { QuestionTraits } from './question-words.ts'
import type { NumberCounts } from './value-counts.ts'

const USUAL_TOPS = [5, 7, 10] as const
/** Scales without a middle end on these, and so do answers where nobody is quite content. */
const EVEN_TOPS: readonly number[] = [4, 6]
/** So many lowest answers and none below show where a scale begins. */
const ENOUGH_ONES = 5
const FEW_ANSWERS = 20
/** More answers than this off 0–10 are no slips of the keyboard. */
const MOST_SLIPS = 0.2

/** The question behind a score column: what it is called, says and was answered with. */
export interface Question {
  readonly column: string
  readonly traits: QuestionTraits
  readonly counts: NumberCounts
}

function range(counts: NumberCounts): { readonly min: number; readonly max: number } {
  let min = Number.POSITIVE_INFINITY
  let max = Number.NEGATIVE_INFINITY
  for (const [value, count] of counts.counts) {
    if (value > 10 && count < counts.total * 0.01) continue
    if (value < 0 && count < counts.total * 0.01) continue
    min = Math.min(min, value)
    max = Math.max(max, value)
  }
  return { min, max }
}

/** Whether all but a few answers lie on 0–10. */
function mostlyZeroToTen({ counts, total }: NumberCounts): boolean {
  let off = 0
  for (const [value, count] of counts) if (value < 0 || value > 10) off += count
  return off <= Math.max(total * MOST_SLIPS, 1)
}

/** Throws a UserError where the question is no 0–10 “would you recommend”, with what shows it. */
export function checkNps({ column, traits, counts }: Question, given: Scale | undefined): void {
  const said = given ?? traits.scale
  if (counts.yesNo) {
    throw new UserError('import.npsYesNo', { column }, '--kind csat --scale 0..1')
  }
  if (said && (said.min !== 0 || said.max !== 10)) {
    const { min, max } = said
    throw new UserError(
      'import.npsScale',
      { column, min, max },
      `--kind csat --scale ${min}..${max}`,
    )
  }
  if (traits.recommend && !traits.zeroToTen && !given) refuseShorter(column, counts)
  const sure = traits.recommend || traits.zeroToTen
  const { min, max } = range(counts)
  const ones = counts.counts.get(1) ?? 0
  if (!sure && min >= 1 && ones >= ENOUGH_ONES) {
    const suggestion = `--kind review --scale 1..${topAbove(max)}`
    throw new UserError('import.npsNoZero', { column, count: counts.total, ones }, suggestion)
  }
  if (!given && !mostlyZeroToTen(counts)) throw new UserError('import.npsTooHigh', { column, max })
  if (!sure && max <= 5 && counts.total >= FEW_ANSWERS) {
    throw new UserError('import.npsTooLow', { column, max }, '--kind csat --scale 1..5')
  }
}

/** Throws a UserError where a recommend question without a scale is answered as on 1–5, 1–7 or 1–10. */
function refuseShorter(column: string, counts: NumberCounts): void {
  const { min, max } = range(counts)
  const low = max <= 7 && counts.total >= (max <= 5 ? FEW_ANSWERS / 2 : FEW_ANSWERS)
  const noZero = min >= 1 && (counts.counts.get(1) ?? 0) >= ENOUGH_ONES
  if (!low && !noZero) return
  const top = topAbove(max)
  const bottom = min >= 1 ? 1 : 0
  const params = { column, count: counts.total, min, max, bottom, top }
  throw new UserError('import.npsWhichScale', params, `--kind csat --scale ${bottom}..${top}`)
}

function topAbove(max: number): number {
  return USUAL_TOPS.find((each) => each >= max) ?? 10
}

/**
 * Returns the kind of feedback that a question asks for. Throws a UserError for
 * a recommend question on another scale than 0–10: it is no NPS, and what else is
 * for the user to say.
 */
export function kindOf({ column, traits, counts }: Question): {
  kind: FeedbackKind
  note: PlanNote
} {
  if (counts.yesNo) return { kind: 'csat', note: note('kind', 'kindYesNo', { column }) }
  const wide = traits.scale === null || (traits.scale.min === 0 && traits.scale.max === 10)
  const fits = wide && mostlyZeroToTen(counts)
  if (traits.recommend && fits)
    return { kind: 'nps', note: note('kind', 'kindRecommend', { column }) }
  if (traits.recommend) {
    throw new UserError('import.whichKind', { column }, '--kind csat')
  }
  if (traits.effort && !traits.satisfied) {
    return { kind: 'ces', note: note('kind', 'kindEffort', { column }) }
  }
  if (traits.satisfied) return { kind: 'csat', note: note('kind', 'kindSatisfied', { column }) }
  if (traits.zeroToTen && traits.rated && fits) {
    return { kind: 'nps', note: note('kind', 'kindZeroToTen', { column }) }
  }
  return { kind: 'review', note: note('kind', 'kindRating', { column }) }
}

/** Throws a UserError where numbers begin at 0 on a scale that is otherwise 1–5, 1–7 or 1–10. */
function refuseZero(question: Question, top: number): void {
  const zeros = question.counts.counts.get(0) ?? 0
  if (zeros === 0) return
  throw new UserError(
    'import.zeroBased',
    {
      column: question.column,
      count: zeros,
      line: question.counts.firstLine.get(0) ?? 0,
      top,
    },
    `--scale 0..${top}`,
  )
}

/**
 * Returns the ends of the scale that a question was answered on. Throws a
 * UserError where the answers fit no usual scale or begin at 0 unexpectedly.
 */
export function scaleOf(
  question: Question,
  kind: FeedbackKind,
): { readonly min: number; readonly max: number; readonly note: PlanNote } {
  const { column, traits, counts } = question
  if (kind === 'nps') return { min: 0, max: 10, note: note('scale', 'scaleNps') }
  if (counts.yesNo) return { min: 0, max: 1, note: note('scale', 'scaleYesNo', { column }) }
  if (traits.scale) {
    const { min, max } = traits.scale
    if (min > 0) refuseZero(question, max)
    return { min, max, note: note('scale', 'scaleSaid', { column, min, max }) }
  }
  const { min, max } = range(counts)
  if (max <= 1 && min >= 0) {
    throw new UserError('import.unknownScale', { column, min, max }, '--scale 0..1')
  }
  const above = USUAL_TOPS.find((each) => each >= max)
  const top = counts.outOf ?? (max === 3 ? undefined : above)
  const nobodyOnTop = EVEN_TOPS.includes(max) && counts.total >= FEW_ANSWERS
  if (counts.outOf === null && min >= 1 && (max === 3 || nobodyOnTop)) {
    const params = { column, max, top: above ?? max }
    throw new UserError('import.shortScale', params, `--scale 1..${above ?? max}`)
  }
  if (top === undefined || min < 0 || max > top) {
    throw new UserError(
      'import.unknownScale',
      { column, min, max },
      `--scale ${Math.min(min, 0)}..${max}`,
    )
  }
  if (min < 1 && !(top === 10 && counts.outOf === null)) {
    refuseZero(question, max <= 4 ? 4 : top)
  }
  const bottom = min < 1 ? 0 : 1
  const params = { column, min: bottom, max: top, low: min, high: max }
  return { min: bottom, max: top, note: note('scale', 'scaleValues', params) }
}
