import type { PageText } from '../page-reply.ts'
import { element } from './dom.ts'

/** A sign stays with the word after it. */
function heldTogether(words: string): string {
  return words.replace(/([▲▼≈]) /g, '$1\u00A0')
}

const TAGS = { strong: 'strong', code: 'code', muted: 'span' } as const

/** Returns a text as nodes; words from outside are isolated, so that they cannot reorder the rest. */
export function nodesOf(text: PageText): readonly Node[] {
  return text.map(({ text: words, style, data }) => {
    const inner = data ? element('bdi', {}, words) : document.createTextNode(heldTogether(words))
    if (style === undefined) return inner
    return element(TAGS[style], { class: style === 'muted' ? 'muted' : null }, inner)
  })
}

/** Returns the words alone, for announcements. */
export function wordsOf(text: PageText): string {
  return text.map(({ text: words }) => words).join('')
}
