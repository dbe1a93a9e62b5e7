import type { ChartPoint, ChartSpec, ChartWidth, NumberUnit } from '../core/chart.ts'
import type { Locale } from '../core/locale.ts'
import { translator } from '../language/translate.ts'
import { cleanText } from './clean-text.ts'
import type { DrawingFrame } from './drawing.ts'

const labelLength = 120
/** Beyond this a number is a fault in the data, and an axis that holds it shows nothing else. */
const largest = 1e12

/** Returns a label, clean and cut. */
export const label = (text: string): string => cleanText(text, labelLength)

/** Returns a number that an axis can hold, else null. */
export function drawable(value: number | null, unit?: NumberUnit): number | null {
  if (unit === 'ratio') return value !== null && value >= 0 ? value : null
  return value !== null && Number.isFinite(value) && Math.abs(value) <= largest ? value : null
}

/** Returns a count that can be drawn. */
export function count(value: number): number {
  return Math.max(0, drawable(value) ?? 0)
}

/** Returns an interval that can be drawn whole, else none. */
export function interval(
  point: ChartPoint,
  unit: NumberUnit,
): { low: number | null; high: number | null } {
  const low = drawable(point.low, unit)
  const high = drawable(point.high, unit)
  return low !== null && high !== null && low <= high ? { low, high } : { low: null, high: null }
}

/** Returns a marked value that an axis can hold. */
export function mark(of: { readonly value: number; readonly label: string } | undefined) {
  const value = of ? drawable(of.value) : null
  return of && value !== null ? { value, label: label(of.label) } : null
}

const knownWords = new Map<Locale, DrawingFrame['words']>()

function wordsOf(locale: Locale): DrawingFrame['words'] {
  const known = knownWords.get(locale)
  if (known) return known
  const translate = translator(locale)
  const words = {
    interval: translate('chart:interval'),
    soFar: translate('chart:soFar'),
    none: translate('chart:none'),
  }
  knownWords.set(locale, words)
  return words
}

/** Returns what surrounds the picture of a chart; `leftOut` rows or series are not in it. */
export function frame(spec: ChartSpec, width: ChartWidth, leftOut: number): DrawingFrame {
  const locale = spec.locale ?? 'en'
  return {
    title: cleanText(spec.title, 200),
    subtitle: cleanText(spec.subtitle, 300),
    footnote: cleanText(spec.footnote ?? '', 400),
    locale,
    width,
    words: wordsOf(locale),
    more: leftOut > 0 ? translator(locale)('chart:more', { count: leftOut }) : '',
  }
}
