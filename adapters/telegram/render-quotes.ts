import type { Locale } from '../../src/core/locale.ts'
import type { QuotesBlock } from '../../src/core/reply.ts'
import { quoteFacts } from '../../src/report/quote-facts.ts'
import { tame } from '../../src/report/sanitize.ts'
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
      mixedRun(quoteFacts(quote, locale).join(' · '), 'blockquote', 'i'),
    ]
  })
}
