import { Parser } from 'htmlparser2'
import { tidy } from './tidy.ts'

/** What these hold is nothing that anybody said here. */
const SILENT = new Set([
  'script',
  'style',
  'template',
  'noscript',
  'iframe',
  'object',
  'svg',
  'math',
  'head',
  'title',
  'textarea',
  'select',
  'button',
])
const BLOCKS = new Set([
  'p',
  'div',
  'br',
  'hr',
  'li',
  'ul',
  'ol',
  'tr',
  'table',
  'blockquote',
  'pre',
  'section',
  'article',
  'header',
  'footer',
  'aside',
  'figure',
  'figcaption',
  'h1',
  'h2',
  'h3',
  'h4',
  'h5',
  'h6',
])

/**
 * Returns the words of HTML as plain text of at most `longest` characters: no tags, no
 * scripts, no styles; a line for each paragraph. What somebody else is quoted with
 * (Discourse's `aside.quote`) is left out. Linear in the length.
 */
export function htmlToText(html: string, longest: number): string {
  let text = ''
  /** How deep in something silent. */
  let silent = 0
  const parser = new Parser(
    {
      onopentag(name, attributes) {
        const quoted = name === 'aside' && /\bquote\b/.test(attributes['class'] ?? '')
        if (silent > 0 || SILENT.has(name) || quoted) silent += 1
        else if (BLOCKS.has(name)) text += '\n'
        else if (name === 'td' || name === 'th') text += ' '
      },
      ontext(words) {
        if (silent === 0 && text.length < 4 * longest) text += words.replace(/\s+/g, ' ')
      },
      onclosetag(name) {
        if (silent > 0) silent -= 1
        else if (BLOCKS.has(name) && name !== 'br') text += '\n'
      },
    },
    { decodeEntities: true },
  )
  parser.write(html)
  parser.end()
  return tidy(text).slice(0, longest)
}
