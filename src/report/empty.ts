import type { Action, ActionsBlock, HeadlineBlock } from '../core/reply.ts'
import { translator } from '../language/translate.ts'
import type { Measurement } from '../metrics/measurement.ts'
import { joinTexts, labelValues, textOf, type Wording } from './values.ts'

/** What is known where a question found no answers. */
export interface Emptiness {
  readonly period: string
  /** The values of no answers: every one null, n zero. */
  readonly values: readonly Measurement[]
  readonly filtered: boolean
  /** When there are answers, in words, and the command line that shows them. */
  readonly data?: { readonly days: string; readonly command: string }
  /** The same question without its filters. */
  readonly withoutFilters?: string
}

/**
 * Returns the reply to a question without answers: it says so, when there are
 * answers, and how to ask for them. It is an answer and not a failure.
 */
export function emptyBlocks(
  { locale, name }: Wording,
  { period, values, filtered, data, withoutFilters }: Emptiness,
): readonly [HeadlineBlock, ActionsBlock] {
  const translate = translator(locale)
  const text = joinTexts([
    textOf(locale, filtered ? 'report:empty.filtered' : 'report:headline.none', { name, period }),
    data
      ? textOf(locale, 'report:empty.elsewhere', { days: data.days })
      : textOf(locale, 'report:empty.nowhere'),
  ])
  const actions: Action[] = []
  if (filtered && withoutFilters !== undefined) {
    actions.push({ label: translate('report:empty.without-filters'), command: withoutFilters })
  }
  if (data) {
    actions.push({
      label: translate('report:empty.show', { days: data.days }),
      command: data.command,
    })
  }
  return [
    { type: 'headline', text, values: labelValues(values, locale) },
    { type: 'actions', actions },
  ]
}
