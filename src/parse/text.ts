import { PLAIN_KAZAKH } from '../language/kazakh-letters.ts'

/**
 * Returns the word as it is compared: lower case, full-width forms narrowed,
 * diacritics dropped (`šią` → `sia`, `ё` → `е`), Kazakh letters as their Russian
 * neighbours (`өткен` → `откен`).
 */
export function fold(text: string): string {
  return text
    .normalize('NFKD')
    .toLowerCase()
    .replace(/\p{M}/gu, '')
    .replace(/[әғқңөұүһі]/g, (letter) => PLAIN_KAZAKH[letter] ?? letter)
}

/**
 * Returns the line with every kind of space as a plain space and without
 * invisible control and direction marks, which chat clients and copying leave behind.
 */
export function cleanLine(line: string): string {
  return line
    .replace(/[\p{Zs}\p{Zl}\p{Zp}\t\r\n\v\f]/gu, ' ')
    .replace(/[\p{Cc}\p{Cs}\u00ad\u200b\u200e\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff]/gu, '')
}
