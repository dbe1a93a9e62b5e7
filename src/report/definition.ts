import type { Scale } from '../core/feedback.ts'
import type { Locale } from '../core/locale.ts'
import { translator } from '../language/translate.ts'
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
      if (variant === 'index') return translate('report:definition.ces-index')
      if (variant === 'share') return translate('report:definition.ces-share')
      return translate('report:definition.ces-mean', range)
  }
}
