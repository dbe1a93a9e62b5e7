import type { Span, Text } from '../core/reply.ts'

/** More marks than this on one letter are decoration that runs over the neighbours' lines. */
const MARKS_A_LETTER = 4

const TOO_MANY_MARKS = new RegExp(`(\\p{M}{${MARKS_A_LETTER}})\\p{M}+`, 'gu')
const HALF_SURROGATES = /\p{Surrogate}/gu
/** C0 and C1 controls but for the line feed. */
const CONTROLS = /(?!\n)\p{Cc}/gu
/**
 * Characters that change the order of what follows (bidirectional controls), or
 * that nobody sees: zero-width spaces, byte-order marks, annotation, tags.
 */
const INVISIBLE =
  /[\u061C\u180E\u200B\u200E\u200F\u202A-\u202E\u2060-\u206F\uFEFF\uFFF9-\uFFFB\u{E0000}-\u{E0FFF}]/gu
const RIGHT_TO_LEFT =
  /[\p{Script=Hebrew}\p{Script=Arabic}\p{Script=Syriac}\p{Script=Thaana}\p{Script=Nko}]/u

const FIRST_STRONG_ISOLATE = '\u2068'
const POP_ISOLATE = '\u2069'

/**
 * Returns text from outside without what could disturb the text around it:
 * controls become spaces, invisible and reordering characters go, half
 * surrogates become U+FFFD, and a letter keeps at most four marks. Line feeds stay.
 */
export function tame(text: string): string {
  return text
    .replace(HALF_SURROGATES, '\uFFFD')
    .replace(/\r\n?|[\u2028\u2029]/g, '\n')
    .replace(CONTROLS, ' ')
    .replace(INVISIBLE, '')
    .replace(TOO_MANY_MARKS, '$1')
}

/** Returns tamed text on one line. */
export function tameLine(text: string): string {
  return tame(text).replace(/\s+/g, ' ').trim()
}

/**
 * Returns tamed text that cannot reorder its neighbours: where it holds
 * right-to-left letters it stands between FSI and PDI (Unicode Standard Annex 9).
 */
export function isolate(text: string): string {
  const tamed = tame(text)
  return RIGHT_TO_LEFT.test(tamed) ? `${FIRST_STRONG_ISOLATE}${tamed}${POP_ISOLATE}` : tamed
}

/** Returns the words of a span, those from outside tamed and isolated. */
export function spanText(span: Span): string {
  return span.data ? isolate(span.text) : span.text
}

/** Returns a text without its styles. */
export function bareText(text: Text): string {
  return text.map(spanText).join('')
}
