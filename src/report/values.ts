import type { NumberUnit } from '../core/chart.ts'
import type { Scale } from '../core/feedback.ts'
import type { Locale } from '../core/locale.ts'
import type { MetricValue, Span, Text } from '../core/reply.ts'
import { formatCount, formatDuration, formatNumber } from '../language/format.ts'
import { lookUp, type MessageKey, translator } from '../language/translate.ts'
import type { Measurement } from '../metrics/measurement.ts'

/** What a number of items counts. */
export type Counted = 'answers' | 'texts' | 'messages'

/** How the numbers of one metric are told. */
export interface Wording {
  readonly locale: Locale
  /** What the headline value is called: `NPS`. */
  readonly name: string
  readonly unit: NumberUnit
  /** Of the answers behind means; null where they are of several. */
  readonly scale: Scale | null
  readonly higherIsBetter: boolean
  /** Answers, where it is not said. */
  readonly counted?: Counted
}

const DECIMALS: Readonly<Record<NumberUnit, number>> = {
  points: 1,
  percent: 1,
  score: 2,
  count: 0,
  ratio: 2,
  hours: 1,
}

/** Returns the label of a value's key, such as “Promoters”, or the key where it has none. */
export function valueLabel(key: string, locale: Locale): string {
  return lookUp(locale, `report:value.${key}`) ?? key
}

/** Returns the measurements with their labels in the user's language. */
export function labelValues(values: readonly Measurement[], locale: Locale): MetricValue[] {
  return values.map((value) => ({ ...value, label: valueLabel(value.key, locale) }))
}

/** Returns a bare number with the decimals of its unit. */
export function formatBare(
  value: number,
  unit: NumberUnit,
  locale: Locale,
  signed = false,
): string {
  return formatNumber(value, locale, { decimals: DECIMALS[unit], signed })
}

/** Returns a value with its unit: `−35.9`, `87.0%`, and with a scale `4.46 of 5`. */
export function formatValue(
  value: number,
  unit: NumberUnit,
  locale: Locale,
  scale: Scale | null = null,
): string {
  if (unit === 'hours') return formatDuration(value, locale)
  const bare = formatBare(value, unit, locale)
  const translate = translator(locale)
  if (unit === 'percent') return translate('report:percent', { value: bare })
  if (unit === 'score' && scale !== null) {
    const max = formatNumber(scale.max, locale, { decimals: Number.isInteger(scale.max) ? 0 : 1 })
    return translate('report:of-scale', { value: bare, max })
  }
  return bare
}

/** Returns both ends of an interval, such as `85.8 to 88.1%`. */
export function formatInterval(
  low: number,
  high: number,
  unit: NumberUnit,
  locale: Locale,
): string {
  return translator(locale)('report:interval', {
    low: unit === 'hours' ? formatDuration(low, locale) : formatBare(low, unit, locale),
    high: formatValue(high, unit, locale),
  })
}

/**
 * Returns a signed difference with its unit in words: `+5.2 percentage points`;
 * that of two ratios, a difference of logarithms, as the factor between them.
 */
export function formatDifference(value: number, unit: NumberUnit, locale: Locale): string {
  if (unit === 'ratio') {
    return translator(locale)('report:difference.ratio', {
      value: formatBare(Math.exp(value), unit, locale),
    })
  }
  if (unit === 'hours') return signedDuration(value, locale)
  return translator(locale)(`report:difference.${unit}`, {
    value: formatBare(value, unit, locale, true),
  })
}

/** Returns both ends of the interval of a difference, signed and without a unit. */
export function formatDifferenceInterval(
  low: number,
  high: number,
  unit: NumberUnit,
  locale: Locale,
): string {
  if (unit === 'ratio') return formatInterval(Math.exp(low), Math.exp(high), unit, locale)
  if (unit === 'hours') {
    return translator(locale)('report:interval', {
      low: signedDuration(low, locale),
      high: signedDuration(high, locale),
    })
  }
  return translator(locale)('report:interval', {
    low: formatBare(low, unit, locale, true),
    high: formatBare(high, unit, locale, true),
  })
}

function signedDuration(hours: number, locale: Locale): string {
  const sign = Math.round(hours * 60) === 0 ? '' : hours < 0 ? '−' : '+'
  return `${sign}${formatDuration(Math.abs(hours), locale)}`
}

/** Returns `39 answers`, or texts or messages, in the right plural form. */
export function formatAnswers(n: number, locale: Locale, counted: Counted = 'answers'): string {
  return translator(locale)(`report:${counted}`, { count: n, formatted: formatCount(n, locale) })
}

const MARK = '\uE000'

/** Returns a message as spans: parameters that are spans keep their style and their origin. */
export function textOf(
  locale: Locale,
  key: MessageKey,
  params: Readonly<Record<string, string | number | Span | Text>> = {},
): Text {
  const spans: (readonly Span[])[] = []
  const flat = Object.fromEntries(
    Object.entries(params).map(([name, value]) => {
      if (typeof value !== 'object') return [name, value]
      spans.push(Array.isArray(value) ? (value as Text) : [value as Span])
      return [name, `${MARK}${spans.length - 1}${MARK}`]
    }),
  )
  return translator(locale)(key, flat)
    .split(MARK)
    .flatMap((part, index) =>
      index % 2 === 0 ? (part ? [{ text: part }] : []) : (spans[Number(part)] ?? []),
    )
}

/** Returns texts one after the other with a space, or `separator`, between. */
export function joinTexts(texts: readonly Text[], separator = ' '): Text {
  return texts
    .filter((text) => text.length > 0)
    .flatMap((text, index) => (index === 0 ? text : [{ text: separator }, ...text]))
}

/** Returns the words with a capital first letter. */
export function capitalised(words: string): string {
  return words.charAt(0).toLocaleUpperCase() + words.slice(1)
}
