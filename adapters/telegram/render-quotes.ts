import type { Locale } from '../../src/core/locale.ts'
import type { Quote, QuotesBlock } from '../../src/core/reply.ts'
import { formatDay, formatNumber } from '../../src/language/format.ts'
import { translator } from '../../src/language/translate.ts'
import { tame, tameLine } from '../../src/report/sanitize.ts'
import { limits } from './limits.ts'
import { dataRun, mixedRun, run, type Section } from './rich-text.ts'

/** Returns customers' words, each in a box of its own. */
export function quoteSections(block: QuotesBlock, locale: Locale): readonly Section[] {
  return block.quotes.map((quote) => {
    const letters = [...tame(quote.text).trim()]
    const cut = letters.length > limits.quoteLetters
    const words = cut ? `${letters.slice(0, limits.quoteLetters).join('')}…` : letters.join('')
    return [
      dataRun(words || '—', 'blockquote'),
      run('\n', 'blockquote'),
      mixedRun(aboutOf(quote, locale), 'blockquote', 'i'),
    ]
  })
}

function aboutOf(quote: Quote, locale: Locale): string {
  const { day, id, score, scaleMax, sentiment, source } = quote
  const translate = translator(locale)
  const number = (value: number): string =>
    formatNumber(value, locale, { decimals: Number.isInteger(value) ? 0 : 1 })
  return [
    formatDay(day, locale),
    tameLine(source),
    ...(score === null || scaleMax === null
      ? []
      : [translate('report:text.score', { score: number(score), max: number(scaleMax) })]),
    ...(sentiment === null ? [] : [translate(`report:sentiment.${sentiment}`)]),
    `F-${id}`,
  ].join(' · ')
}
