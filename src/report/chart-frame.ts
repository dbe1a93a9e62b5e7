import type { Scale } from '../core/feedback.ts'
import type { Locale } from '../core/locale.ts'
import type { Period } from '../core/period.ts'
import { lookUp, translator } from '../language/translate.ts'
import type { Measurement } from '../metrics/measurement.ts'
import { type Counted, formatAnswers, formatInterval, formatValue, type Wording } from './values.ts'

/** What a picture must say of its question when it travels alone. */
export interface Frame {
  readonly period?: Pick<Period, 'label' | 'zone'>
  readonly n: number
  /** What `n` counts: answers, where it is not said. */
  readonly counted?: Counted
  readonly filters: Readonly<Record<string, readonly string[]>>
  /** True for made-up numbers. */
  readonly sample: boolean
}

/** Returns the filters in words: `store: Centre, Harbour`. */
export function filterTexts(
  filters: Readonly<Record<string, readonly string[]>>,
  locale: Locale,
): readonly string[] {
  const translate = translator(locale)
  return Object.entries(filters).map(([name, values]) =>
    translate('report:text.filter', {
      name: lookUp(locale, `report:dimension.${name}`) ?? name,
      values: values.join(', '),
    }),
  )
}

/** Returns the line under a picture's title: period, zone, filters, the scale of means, and answers. */
export function subtitleOf(frame: Frame, locale: Locale, scale: Scale | null = null): string {
  return [
    ...(frame.period ? [frame.period.label, frame.period.zone] : []),
    ...filterTexts(frame.filters, locale),
    ...(scale
      ? [translator(locale)('report:chart.scale', { min: scale.min, max: scale.max })]
      : []),
    formatAnswers(frame.n, locale, frame.counted),
  ].join(' · ')
}

/** Returns the line at a picture's foot: what its marks mean, and that the numbers are made up. */
export function footnoteOf(
  frame: Frame,
  locale: Locale,
  meanings: readonly string[],
): { readonly footnote?: string } {
  const sample = frame.sample ? [translator(locale)('report:chart.sample')] : []
  const footnote = [...meanings, ...sample].join(' · ')
  return footnote === '' ? {} : { footnote }
}

/** Returns a metric's name with its value and interval, for a picture that does not draw them. */
export function valueTitle({ locale, name, scale }: Wording, measured?: Measurement): string {
  const { value, low, high, unit } = measured ?? {}
  if (value == null || low == null || high == null || unit === undefined) return name
  return translator(locale)('report:detail.value', {
    label: name,
    value: formatValue(value, unit, locale, scale),
    interval: formatInterval(low, high, unit, locale),
  })
}
