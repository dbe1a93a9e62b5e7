import type { NumberUnit } from '../core/chart.ts'
import type { Scale } from '../core/feedback.ts'
import type { NotesBlock, Text } from '../core/reply.ts'
import { translator } from '../language/translate.ts'
import type { Inquiry } from './inquiry.ts'
import { metricNotes } from './notes.ts'
import type { SeriesTally } from './pooling.ts'

/** What was found on the way to an answer. */
export interface Findings {
  readonly leftOut: number
  readonly scale: Scale | null
  readonly unit: NumberUnit
  /** The value is compared with an earlier period. */
  readonly compared: boolean
  readonly answered: readonly SeriesTally[]
  /** Notes of the parts below the headline. */
  readonly more?: readonly Text[]
}

/** Returns all that has to be known beside the numbers; undefined where that is nothing. */
export function inquiryNotes(inquiry: Inquiry, findings: Findings): NotesBlock | undefined {
  const { context, period } = inquiry
  const notes = [
    ...metricNotes(context.locale, {
      ...(period.complete || period.shape.type === 'all'
        ? {}
        : { unfinished: findings.compared ? ('compared' as const) : ('alone' as const) }),
      leftOut: findings.leftOut,
      meanScale: findings.unit === 'score' ? findings.scale : null,
    }),
    ...surveysNote(inquiry, findings.answered),
    ...(findings.more ?? []),
  ]
  return notes.length === 0 ? undefined : { type: 'notes', notes }
}

/** Answers to several surveys are named: `survey:` chooses one. */
function surveysNote({ context, question }: Inquiry, answered: readonly SeriesTally[]): Text[] {
  const found = question.series.filter(({ id }) =>
    answered.some(({ series, tally }) => series === id && tally.n > 0),
  )
  if (found.length < 2) return []
  const translate = translator(context.locale)
  const names = found.map(({ survey, scale }) => {
    const name = survey ?? translate('commands:define.unnamed-survey')
    return `${name} (${scale?.min}–${scale?.max})`
  })
  return [
    [
      { text: `${translate('commands:notes.surveys')} ` },
      { text: names.join(', '), data: true },
      { text: `. ${translate('commands:notes.choose-survey')}` },
    ],
  ]
}
