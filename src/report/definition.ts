import type { Scale } from '../core/feedback.ts'
import type { Locale } from '../core/locale.ts'
import { type Translate, translator } from '../language/translate.ts'
import { cesAnswers } from '../metrics/ces.ts'
import { topBoxSize } from '../metrics/scale.ts'
import type { MetricName } from './metric-names.ts'

/** Returns in one sentence how the number is computed; `scale` is null where several were pooled. */
export function definitionOf(
  locale: Locale,
  name: MetricName,
  variant: string | undefined,
  scale: Scale | null,
): string {
  const translate = translator(locale)
  const range = { min: scale?.min ?? '', max: scale?.max ?? '' }
  switch (name) {
    case 'nps':
      return translate('report:definition.nps')
    case 'csi':
      return translate('report:definition.csi')
    case 'sentiment':
      return translate('report:definition.sentiment')
    case 'loyalty':
      return translate('report:definition.loyalty')
    case 'rating':
      return translate('report:definition.rating', range)
    case 'csat':
      if (variant === 'mean') return translate('report:definition.csat-mean', range)
      return scale === null
        ? translate('report:definition.csat-pooled')
        : translate('report:definition.csat', { ...range, count: topBoxSize(scale) ?? 0 })
    case 'ces':
      return effortDefinition(translate, variant, scale)
  }
}

function effortDefinition(
  translate: Translate,
  variant: string | undefined,
  scale: Scale | null,
): string {
  const range = { min: scale?.min ?? '', max: scale?.max ?? '' }
  if (variant !== 'index' && variant !== 'share') {
    return translate('report:definition.ces-mean', range)
  }
  const answers = scale && cesAnswers(scale)
  if (!answers) return translate(`report:definition.ces-${variant}`)
  const count = variant === 'index' ? answers.easy : answers.easyShare
  return translate(`report:definition.ces-${variant}-of`, {
    ...range,
    easy: endOf(scale, count, !scale.reversed),
    hard: endOf(scale, answers.hard, scale.reversed),
  })
}

/** Returns so many answers at the upper or the lower end of a scale, such as `6–7`. */
function endOf({ min, max }: Scale, count: number, upper: boolean): string {
  return upper ? `${max - count + 1}–${max}` : `${min}–${min + count - 1}`
}
