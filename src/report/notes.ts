import type { Scale } from '../core/feedback.ts'
import type { Locale } from '../core/locale.ts'
import type { Report, Text } from '../core/reply.ts'
import { textOf } from './values.ts'

/** What a metric's reply may have to say besides its numbers. */
export interface NoteFacts {
  /** The period is still running. */
  readonly unfinished?: 'compared' | 'alone'
  /** Answers on other scales that could not be pooled. */
  readonly leftOut?: number
  /** The scale of the answers, where the value is a mean on it. */
  readonly meanScale?: Scale | null
  /** Respondents used of all there are. */
  readonly respondents?: { readonly used: number; readonly total: number }
}

/** Returns the notes that the facts call for. */
export function metricNotes(locale: Locale, facts: NoteFacts): readonly Text[] {
  const { unfinished, leftOut = 0, meanScale, respondents } = facts
  return [
    ...(unfinished === 'compared' ? [textOf(locale, 'report:note.so-far')] : []),
    ...(unfinished === 'alone' ? [textOf(locale, 'report:note.so-far-alone')] : []),
    ...(leftOut > 0 ? [textOf(locale, 'report:note.left-out', { count: leftOut })] : []),
    ...(meanScale?.reversed
      ? [textOf(locale, 'report:note.lower-is-better', { min: meanScale.min })]
      : []),
    ...(respondents && respondents.used < respondents.total
      ? [textOf(locale, 'report:note.respondents', { ...respondents })]
      : []),
  ]
}

/** Returns all notes of a report in the order in which they are read: made-up data first. */
export function reportNotes(report: Report): readonly Text[] {
  return [
    ...(report.sample ? [textOf(report.locale, 'report:note.sample')] : []),
    ...report.blocks.flatMap((block) => (block.type === 'notes' ? block.notes : [])),
  ]
}
