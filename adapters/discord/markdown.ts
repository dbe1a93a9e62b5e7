import type { Span, Text } from '../../src/core/reply.ts'
import { bareText, isolate, spanText } from '../../src/report/sanitize.ts'

/** Nobody sees it, and no mention, link or code fence goes on behind it. */
const BREAK = '\u200B'

/** Signs that mean something wherever they stand; a colon does within emoji, timestamps and addresses. */
const SPECIAL = /[\\*_~`|<[\]]|:(?=\S)/g
/** What makes a list, a quote, a heading or small print at the beginning of a line. */
const LINE_START = /^([^\S\n\r\u2028\u2029]*)(?=[-+>#])/gm
const NUMBERED = /^([^\S\n\r\u2028\u2029]*\d+)(?=[.)])/gm
/** Discord makes invitations of these without any sign. */
const OWN_HOST = /\b(discord|discordapp)(?=\.[a-z])/gi

function escapeSigns(text: string): string {
  return isolate(text)
    .replace(SPECIAL, '\\$&')
    .replaceAll('@', `@${BREAK}`)
    .replace(OWN_HOST, `$1${BREAK}`)
}

function escapeLineStarts(text: string): string {
  return text.replace(LINE_START, '$1\\').replace(NUMBERED, '$1\\')
}

/**
 * Returns words from outside so that Discord shows them as they are: a backslash
 * takes a sign its meaning, a zero-width space breaks `@everyone` and what Discord
 * would link without any sign.
 */
export function escapeMarkdown(text: string): string {
  return escapeLineStarts(escapeSigns(text))
}

/** Returns words for a place that knows no Markdown, such as a footer, a label or an alt text. */
export function plainWords(text: string): string {
  return isolate(text).replaceAll('@', `@${BREAK}`)
}

/** Returns words as inline code, whatever backticks they hold; nothing where there are none. */
export function inlineCode(text: string): string {
  const words = plainWords(text).replace(/\s+/g, ' ')
  if (words.trim() === '') return ''
  if (!words.includes('`')) return `\`${words}\``
  // Three in a row would begin a block, so none follows another.
  return `\`\` ${words.replaceAll('`', `\`${BREAK}`)} \`\``
}

/** Returns Markdown in bold; blank words are left as they are, since marks alone would be shown. */
export function bold(markdown: string): string {
  const inner = markdown.trim()
  if (inner === '') return markdown
  const before = markdown.slice(0, markdown.length - markdown.trimStart().length)
  const after = markdown.slice(markdown.trimEnd().length)
  return `${before}**${inner.replace(/(?<!\s)\s*\n\s*/g, '**\n**')}**${after}`
}

/** Returns a line of a code block that cannot close it. */
export function codeLine(line: string): string {
  return line.replaceAll('`', `\`${BREAK}`).replaceAll('@', `@${BREAK}`)
}

/** Returns a text as Markdown: styles of the bot's words, and nothing born from anyone else's. */
function toMarkdown(text: Text): string {
  return escapeLineStarts(text.map(markSpan).join(''))
}

function markSpan(span: Span): string {
  if (span.style === 'code') return inlineCode(spanText(span))
  const words = escapeSigns(span.text)
  return span.style === 'strong' ? bold(words) : words
}

/** Made with the first cut: it takes longer than much of a start. */
let letters: Intl.Segmenter | undefined

/** Returns text cut to a number of UTF-16 units, between two letters, with an ellipsis where something is lost. */
export function clip(text: string, most: number): string {
  if (text.length <= most) return text
  letters ??= new Intl.Segmenter()
  const end = letters.segment(text.slice(0, most + 64)).containing(most - 1)?.index ?? 0
  return `${text.slice(0, end).trimEnd()}…`
}

/** Returns words from outside cut so that, once escaped, they take at most so many units. */
export function clipEscaped(text: string, most: number): string {
  let room = most
  for (;;) {
    const escaped = escapeMarkdown(clip(text, room))
    if (escaped.length <= most || room <= 1) return escaped
    room = Math.max(1, Math.min(room - 1, Math.floor((room * most) / escaped.length)))
  }
}

/** Returns a text of spans cut so that its Markdown takes at most so many units. */
export function clipText(text: Text, most: number): string {
  const whole = toMarkdown(text)
  if (whole.length <= most) return whole
  const kept: string[] = []
  let left = most
  for (const span of text) {
    const marked = markSpan(span)
    if (marked.length > left) {
      kept.push(clipEscaped(span.text, Math.max(1, left)))
      break
    }
    kept.push(marked)
    left -= marked.length
  }
  const result = escapeLineStarts(kept.join(''))
  return result.length <= most ? result : clipEscaped(bareText(text), most)
}
