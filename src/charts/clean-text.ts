/** Controls, line breaks, and marks that turn the direction of the text around them. */
const unprintable =
  /[\p{Cc}\p{Cs}\p{Co}\u2028\u2029\u200b\u200e\u200f\u202a-\u202e\u2060-\u2069\ufeff]+/gu
/** Pictures that the shipped fonts do not hold, with their joiners, skin tones and flags. */
const emoji =
  /[\p{Emoji_Presentation}\p{Emoji_Modifier}\u{1f1e6}-\u{1f1ff}\ufe0e\ufe0f\u20e3]+|\u200d/gu

/**
 * Returns the text on one line, without emoji and control characters, at most `length` characters
 * long (the last is an ellipsis where something is cut).
 */
export function cleanText(text: string, length: number): string {
  const line = text
    .slice(0, length * 8)
    .normalize('NFC')
    .replace(unprintable, ' ')
    .replace(emoji, '')
    .replace(/\s+/gu, ' ')
    .trim()
  const characters = [...line]
  if (characters.length <= length) return line
  return `${characters
    .slice(0, length - 1)
    .join('')
    .trimEnd()}…`
}
