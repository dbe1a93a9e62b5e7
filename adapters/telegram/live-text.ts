/** Breaks a word for machines and not for the eye. */
export const ZERO_WIDTH_BREAK = '\u200B'

/**
 * Where Telegram makes text live by itself, each match ending where a break belongs:
 * mentions and e-mail addresses, hashtags and cashtags, commands, addresses with and
 * without a scheme.
 */
const LIVE: readonly RegExp[] = [
  /[@＠](?=[\p{L}\p{N}_])/gu,
  /[#＃](?=[\p{L}\p{N}\p{M}_])/gu,
  /\$(?=[A-Za-z])/g,
  /(?<![\p{L}\p{N}_])\/(?=[A-Za-z0-9_])/gu,
  /:(?=\/\/)/g,
  /\b(?:mailto|tel|tg|ton|sms|callto):(?=\S)/gi,
  /[\p{L}\p{N}\p{M}_)-][.。．｡](?=[\p{L}_])/gu,
  /(?<![\d.])\d{1,3}\.(?=\d{1,3}\.\d{1,3}\.\d{1,3}(?![\d.]))/g,
]

/** Digits that could be dialled or charged, with what people write between them. */
const NUMBERS = /\+?\d(?:[\s().\-/\u00A0]{0,3}\d){6,}/g
const ISO_DATE = /^\d{4}-\d{2}-\d{2}$/

/** Returns after which characters of a text a break keeps it from becoming live. */
export function liveSpots(text: string): readonly number[] {
  return LIVE.flatMap((pattern) =>
    [...text.matchAll(pattern)].map((match) => match.index + match[0].length),
  )
}

/** Returns after which characters of words from outside a break keeps numbers from being dialled. */
export function numberSpots(text: string): readonly number[] {
  return [...text.matchAll(NUMBERS)].flatMap(({ 0: match, index }) => {
    if (ISO_DATE.test(match)) return []
    const digits = [...match.matchAll(/\d/g)].map((digit) => index + digit.index + 1)
    return digits.filter((_, place) => place % 3 === 2 && place < digits.length - 1)
  })
}
