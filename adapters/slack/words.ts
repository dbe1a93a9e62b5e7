import { isolate, tame } from '../../src/report/sanitize.ts'
import { beginning } from '../../src/report/whole-letters.ts'

/** A character of no width that no mention, link or emoji survives. */
const BREAK = '\u200B'

/**
 * Returns text that Slack shows as it stands wherever it is not read as mrkdwn:
 * tamed, and with what looks like a mention or a link broken by a character of no width.
 */
export function literal(text: string): string {
  return isolate(text)
    .replace(/<(?=[!@#a-z])/gi, `<${BREAK}`)
    .replace(/@(?=\S)/g, `@${BREAK}`)
    .replace(/:(?=\/\/)/g, `:${BREAK}`)
    .replace(/\b(mailto|tel|slack|javascript|data):(?=\S)/gi, `$1${BREAK}:`)
    .replace(/([\p{L}\p{N}_-])\.(?=\p{L}{2})/gu, `$1.${BREAK}`)
}

const LOOKALIKES: Readonly<Record<string, string>> = {
  '*': '∗',
  _: 'ˍ',
  '~': '∼',
  '`': 'ˋ',
}

/**
 * Returns text as mrkdwn that says the same and formats nothing: Slack has no
 * escapes for its marks, so they are replaced by signs that look like them.
 */
function mrkdwn(text: string): string {
  return literal(text)
    .replace(/^([^\S\n\r\u2028\u2029]*)>/gm, '$1›')
    .replace(/[*_~`]/g, (mark) => LOOKALIKES[mark] ?? mark)
    .replace(/:(?=[^\s:]+(?::|$))/g, `:${BREAK}`)
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
}

/** Returns text cut to at most `length` UTF-16 units, between whole letters, with an ellipsis. */
export function cutTo(text: string, length: number): string {
  return text.length <= length ? text : `${beginning(text, length - 1).trimEnd()}…`
}

/** Returns mrkdwn cut to a length, never within an entity. */
export function cutMrkdwn(text: string, length: number): string {
  const whole = mrkdwn(text.slice(0, length * 2))
  if (whole.length <= length) return whole
  return `${whole.slice(0, length - 1).replace(/[\uD800-\uDBFF]$|&[a-z]*$/, '')}…`
}

/** Returns text that is not empty, as Slack wants it. */
export function someText(text: string): string {
  return text.trim() === '' ? '–' : text
}

/** Returns what a person wrote in Slack as plain text: entities, links and mentions in words. */
export function readWords(text: string): string {
  return tame(
    text
      .replace(/<(?:https?:|mailto:|tel:)[^<|>]*\|([^<>]*)>/g, '$1')
      .replace(/<((?:https?|mailto|tel):[^<>]*)>/g, '$1')
      .replace(/<[@#!]([^<|>]*)\|([^<>]*)>/g, (_, id: string, name: string) => name || id)
      .replace(/<[@#!]([^<>]*)>/g, '$1')
      .replaceAll('&lt;', '<')
      .replaceAll('&gt;', '>')
      .replaceAll('&amp;', '&'),
  )
}
