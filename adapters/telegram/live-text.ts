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
  // Also in the middle of a word, which may begin the next message.
  /\/(?=[A-Za-z0-9_])/g,
  /:(?=\/\/)/g,
  /\b(?:mailto|tel|tg|ton|sms|callto):(?=\S)/gi,
  /[.。．｡](?=[\p{L}_])/gu,
  /(?<![\d.])\d{1,3}\.(?=\d{1,3}\.\d{1,3}\.\d{1,3}(?![\d.]))/g,
]

/** Digits that could be dialled or charged, with what people write between them. */
const NUMBERS = /\+?\d(?:[\s().\-/]{0,3}\d){6,}/g
const ISO_DATES = /\d{4}-\d{2}-\d{2}/g
/** The bot's own numbers are shorter than what can be dialled without a plus. */
const OWN_DIGITS = 8

/** Returns after which characters of a text a break keeps it from becoming live. */
export function liveSpots(text: string): readonly number[] {
  return LIVE.flatMap((pattern) =>
    [...text.matchAll(pattern)].map((match) => match.index + match[0].length),
  )
}

/**
 * Returns after which characters a break keeps numbers from being dialled; `data` says
 * that the words are from outside alone.
 */
export function numberSpots(text: string, data: boolean): readonly number[] {
  return [...text.matchAll(NUMBERS)].flatMap(({ 0: match, index }) => {
    const bare = match.replace(ISO_DATES, '').replace(/\D/g, '').length
    const own = !data && !match.startsWith('+') && bare <= OWN_DIGITS
    if (bare === 0 || own) return []
    const digits = [...match.matchAll(/\d/g)].map((digit) => index + digit.index + 1)
    return digits.filter((_, place) => place % 3 === 2 && place < digits.length - 1)
  })
}
