import type { Locale } from '../../src/core/locale.ts'
import type { QuotesBlock } from '../../src/core/reply.ts'
import { quoteFacts } from '../../src/report/quote-facts.ts'
import { tame } from '../../src/report/sanitize.ts'
import { limits } from './limits.ts'
import { clipEscaped } from './markdown.ts'
import { prose, type Section } from './sections.ts'

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
    const about = clipEscaped(quoteFacts(quote, locale).join(' · '), limits.note)
    return prose(['', ...words.map((line) => `> ${line}`), `-# ${about}`])
  })
}
