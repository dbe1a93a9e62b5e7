import type { PageBlock, PageQuote } from '../page-reply.ts'
import { button, element } from './dom.ts'
import { say } from './words.ts'

/** Letters past which a quote is folded to a few lines. */
const LONG = 420

function quoteOf({ text, cut, about, source, sentiment }: PageQuote): HTMLElement {
  const words = element('p', { dir: 'auto' }, cut ? `${text}…` : text)
  const marks = element(
    'footer',
    {},
    sentiment && element('span', { class: `mood ${sentiment.kind}` }, sentiment.label),
    element('bdi', {}, source),
    ...about.map((each) => element('span', {}, each)),
  )
  const made = element('blockquote', { class: 'quote' }, words)
  if (text.length > LONG) {
    words.classList.add('folded')
    const labels = { whole: say('reply.wholeText'), part: say('reply.partOfText') }
    const toggle = button(
      { class: 'quiet', 'aria-expanded': 'false' },
      () => {
        const folded = words.classList.toggle('folded')
        toggle.textContent = folded ? labels.whole : labels.part
        toggle.setAttribute('aria-expanded', String(!folded))
      },
      labels.whole,
    )
    made.append(toggle)
  }
  made.append(marks)
  return element('li', {}, made)
}

/** Returns customers' words, each with its day, source and score. */
export function quotesOf({ quotes, total }: Extract<PageBlock, { type: 'quotes' }>): HTMLElement {
  const list = element('ul', { class: 'quotes' }, ...quotes.map(quoteOf))
  if (total <= quotes.length) return list
  const text = say('reply.someQuotes', { shown: quotes.length, total })
  return element('div', {}, list, element('p', { class: 'muted small' }, text))
}
