import type { Locale } from '../core/locale.ts'
import type { Quote } from '../core/reply.ts'
import { formatDay, formatNumber } from '../language/format.ts'
import { translator } from '../language/translate.ts'
import { isolate, tameLine } from './sanitize.ts'

/** Returns what stands under a customer's words: day, source, score, tone and number, what is not known left out. */
export function quoteFacts(quote: Quote, locale: Locale): readonly string[] {
  const { day, id, sentiment, source } = quote
  const score = quoteScore(quote, locale)
  return [
    formatDay(day, locale),
    isolate(tameLine(source)),
    ...(score === null ? [] : [score]),
    ...(sentiment === null ? [] : [translator(locale)(`report:sentiment.${sentiment}`)]),
    `F-${id}`,
  ]
}

/** Returns the score on its scale, such as “9 of 10”; null where there is none. */
export function quoteScore({ score, scaleMax }: Quote, locale: Locale): string | null {
  if (score === null || scaleMax === null) return null
  const format = (value: number): string =>
    formatNumber(value, locale, { decimals: Number.isInteger(value) ? 0 : 1 })
  return translator(locale)('report:text.score', { score: format(score), max: format(scaleMax) })
}
