import type { Entity } from './html.ts'

/**
 * What Telegram's clients and servers make live in plain text, taken wider than they do:
 * what this finds nothing in, they find nothing in either.
 */
const LIVE: Readonly<Record<string, RegExp>> = {
  mention: /[@＠][\p{L}\p{N}_]/gu,
  hashtag: /[#＃][\p{L}\p{N}_]/gu,
  cashtag: /\$[A-Za-z]/g,
  bot_command: /(?<![\p{L}\p{N}_])\/[A-Za-z0-9_]+/gu,
  url: /[a-z][a-z0-9+.-]*:\/\/\S|(?<![\p{L}\p{N}_-])[\p{L}\p{N}_-]+(?:[.。．｡][\p{L}\p{N}_-]+)*[.。．｡]\p{L}{2,}|\b\d{1,3}(?:\.\d{1,3}){3}\b/giu,
  scheme: /\b(?:mailto|tel|tg|ton|sms|callto):[^\s\u200B]/gi,
  email: /[^\s@＠\u200B]+[@＠][^\s@＠\u200B]+\.\p{L}{2,}/giu,
  phone_number: /\+\d[\d\s().-]{6,}\d|(?<!\d)\d{10,}(?!\d)/g,
}

const NO_LIVE = ['code', 'pre']

/** Returns all that would be live in a text, what stands in code aside. */
export function liveEntities(text: string, entities: readonly Entity[]): Entity[] {
  const quiet = entities.filter(({ type }) => NO_LIVE.includes(type))
  return Object.entries(LIVE)
    .flatMap(([type, pattern]) =>
      [...text.matchAll(pattern)].map((match) => ({
        type,
        offset: match.index,
        length: match[0].length,
      })),
    )
    .filter(
      ({ offset, length }) =>
        !quiet.some((each) => each.offset < offset + length && offset < each.offset + each.length),
    )
}
