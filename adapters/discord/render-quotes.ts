import type { Locale } from '../../src/core/locale.ts'
import type { Quote, QuotesBlock } from '../../src/core/reply.ts'
import { formatDay, formatNumber } from '../../src/language/format.ts'
import { translator } from '../../src/language/translate.ts'
import { tame, tameLine } from '../../src/report/sanitize.ts'
import { limits } from './limits.ts'
import { clipEscaped } from './markdown.ts'
import { prose, type Section } from './sections.ts'

function aboutQuote(quote: Quote, locale: Locale): string {
  const t = translator(locale)
  const number = (value: number): string =>
    formatNumber(value, locale, { decimals: Number.isInteger(value) ? 0 : 1 })
  const { score, scaleMax, sentiment } = quote
  return [
    formatDay(quote.day, locale),
    tameLine(quote.source),
    ...(score === null || scaleMax === null
      ? []
      : [t('report:text.score', { score: number(score), max: number(scaleMax) })]),
    ...(sentiment === null ? [] : [t(`report:sentiment.${sentiment}`)]),
    `F-${quote.id}`,
  ].join(' · ')
}

/** Returns customers' words as block quotes, each cut to an equal share of what one message holds. */
export function quoteSections({ quotes }: QuotesBlock, locale: Locale): readonly Section[] {
  const shown = quotes.slice(0, limits.quotes)
  const share = Math.floor(limits.quotesTotal / Math.max(1, shown.length))
  const most = Math.max(limits.shortestQuote, Math.min(limits.quote, share))
  return shown.map((quote) => {
    const bare = tame(quote.text)
      .trim()
      .replace(/\n{2,}/g, '\n')
    const words = clipEscaped(bare, most).split('\n')
    const about = clipEscaped(aboutQuote(quote, locale), limits.note)
    return prose(['', ...words.map((line) => `> ${line}`), `-# ${about}`])
  })
}
