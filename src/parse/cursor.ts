import { LONGEST_PERIOD } from './period.ts'
import { type PeriodPhrase, periodPhrase } from './period-phrase.ts'
import { cleanLine } from './text.ts'
import { type Token, tokenise } from './tokens.ts'
import { hasMeaning, type Meaning, meaningsOf } from './vocabulary/index.ts'

/** More words than any period has. */
const MOST_WORDS = 12
/** A word or a dash; other signs alone are no part of a period. */
const PERIOD_WORD = /[\p{L}\p{N}]|^(?:\.{2,}|…|[-‐‑–—−~/]+)$/u
const TRAILING = '?!.,;:'

/** The words of a line, and where among them the reading stands. */
export interface Cursor {
  /** The line as it is read: cleaned of invisible characters. */
  readonly line: string
  readonly tokens: readonly Token[]
  index: number
}

/** Returns the token without punctuation at its end. */
export function plainWord(token: Token): string {
  let end = token.text.length
  while (end > 1 && TRAILING.includes(token.text[end - 1] ?? '')) end -= 1
  return token.text.slice(0, end)
}

/** `by:store` and `period:2026` are read like `by store` and `period 2026`. */
function splitKeyword(token: Token): readonly Token[] {
  const { key, start, end } = token
  if (key === undefined) return [token]
  const isKeyword = (['by', 'vs', 'as', 'fillers'] as const).some((kind) => hasMeaning(key, kind))
  if (!isKeyword) return [token]
  const word = { quoted: false, key: undefined, parts: [], end }
  const afterKey = start + token.text.indexOf(key) + key.length + 1
  const value = token.parts.map((part) => part.text).join(',')
  const keyword = { ...word, text: key, start, end: afterKey }
  return value === '' ? [keyword] : [keyword, { ...word, text: value, start: afterKey }]
}

/** `store: Almaty` and `store = Almaty` are read like `store:Almaty`. */
function joinValues(tokens: readonly Token[]): readonly Token[] {
  const joined: Token[] = []
  for (const token of tokens) {
    const before = joined.at(-1)
    if (before && /^[:=]$/.test(token.text) && hasMeaning(before.text, 'dimension')) {
      joined[joined.length - 1] = { ...before, key: before.text, end: token.end }
      continue
    }
    const open = before?.key !== undefined && before.parts.length === 0
    if (before && open && token.key === undefined) {
      const part = { text: token.text, quoted: token.quoted }
      joined[joined.length - 1] = { ...before, parts: [part], end: token.end }
    } else joined.push(token)
  }
  return joined
}

/** Returns a cursor at the first word of the line. Throws a UserError where it cannot be cut into words. */
export function openLine(line: string): Cursor {
  const tokens = joinValues(tokenise(line).flatMap(splitKeyword))
  return { line: cleanLine(line), tokens, index: 0 }
}

/** Returns the plain word `ahead` of the cursor; undefined for quoted words, filters and the end. */
export function peekWord(cursor: Cursor, ahead = 0): string | undefined {
  const token = cursor.tokens[cursor.index + ahead]
  if (!token || token.quoted || token.key !== undefined) return undefined
  return plainWord(token)
}

/** Returns whether the word `ahead` of the cursor belongs to the class. */
export function nextIs(cursor: Cursor, kind: Meaning['kind'], ahead = 0): boolean {
  const word = peekWord(cursor, ahead)
  return word !== undefined && hasMeaning(word, kind)
}

/** Returns the longest period phrase at the cursor, and how many words it takes. */
export function peekPeriod(
  cursor: Cursor,
): { readonly phrase: PeriodPhrase; readonly words: number } | undefined {
  const first = cursor.tokens[cursor.index]
  let most = 0
  while (most < MOST_WORDS && PERIOD_WORD.test(peekWord(cursor, most) ?? '')) most += 1
  for (let words = most; first && words > 0; words -= 1) {
    const last = cursor.tokens[cursor.index + words - 1]
    const text = cursor.line.slice(first.start, last?.end)
    const phrase = text.length <= LONGEST_PERIOD ? periodPhrase(text) : undefined
    if (phrase) return { phrase, words }
  }
  return undefined
}

/** Returns the word that cannot be understood: a later one, where those before it only lead up to it. */
export function strangeWord(cursor: Cursor): string {
  for (let ahead = 0; ahead < 4; ahead += 1) {
    const word = peekWord(cursor, ahead)
    if (word === undefined) break
    if (!/\d/.test(word) && meaningsOf(word).length === 0) return word
  }
  return cursor.tokens[cursor.index]?.text ?? ''
}
