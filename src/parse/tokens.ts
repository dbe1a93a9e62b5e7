import { UserError } from '../core/errors.ts'
import { cleanLine } from './text.ts'
import { hasMeaning } from './vocabulary/index.ts'

/** The longest line that is read, in UTF-16 units: the longest message of any platform fits. */
export const LONGEST_LINE = 4096
/** More words are not read. */
const MOST_TOKENS = 256

/** A part of a value: words between quotes are taken as they are. */
export interface Part {
  readonly text: string
  readonly quoted: boolean
}

export interface Token {
  /** The word, or what stands between its quotes. */
  readonly text: string
  readonly quoted: boolean
  /** What stands before the colon of `store:Almaty`, as it was typed. */
  readonly key: string | undefined
  /** The values after the colon, separated by commas. Empty without a key. */
  readonly parts: readonly Part[]
  /** Where it stands in the cleaned line. */
  readonly start: number
  readonly end: number
}

/** Returns what stands behind the colon of a token, as it was typed but for quotes; empty without a key. */
export function keyedValue({ parts }: Pick<Token, 'parts'>): string {
  return parts.map(({ text }) => text).join(',')
}

/** The closers that belong to an opening quote; any double quote closes where none of them follows. */
const CLOSERS: Readonly<Record<string, string>> = {
  '"': '"',
  '＂': '＂',
  '“': '”“',
  '”': '”',
  '„': '“”',
  '‟': '”',
  '«': '»',
  '»': '«»',
  '‘': '’',
  '‚': '‘’',
  '‹': '›',
  "'": "'",
}
const DOUBLE = '"＂“”„‟«»'
const SINGLE = "'‘’‚‹›"

/** Returns the position of the quote that closes the one at `open`, or −1. */
function closingQuote(line: string, open: number): number {
  const opener = line[open] ?? ''
  const closers = CLOSERS[opener] ?? ''
  const find = (accepted: string): number => {
    for (let index = open + 1; index < line.length; index += 1) {
      const character = line[index] ?? ''
      if (opener === '"' && character === '\\') index += 1
      else if (accepted.includes(character) && endsWord(line, index + 1, opener)) return index
    }
    return -1
  }
  const proper = find(closers)
  return proper >= 0 || !DOUBLE.includes(opener) ? proper : find(DOUBLE)
}

/** A single quote inside a word is an apostrophe. */
function endsWord(line: string, position: number, opener: string): boolean {
  return !SINGLE.includes(opener) || /^(?:[\s,:]|$)/.test(line.slice(position, position + 1))
}

interface Reading {
  readonly parts: Part[]
  readonly end: number
}

/** Reads the values that start at `start`, up to a space outside quotes. */
function readParts(line: string, start: number): Reading {
  const apostrophes = new Set<string>()
  const parts: Part[] = []
  let text = ''
  let quoted = false
  let index = start
  const finish = (): void => {
    if (text !== '' || quoted) parts.push({ text, quoted })
    text = ''
    quoted = false
  }
  while (index < line.length && line[index] !== ' ') {
    const character = line[index] ?? ''
    const quote = (DOUBLE + SINGLE).includes(character) && !apostrophes.has(character)
    const opens = text === '' && !quoted && quote
    const close = opens ? closingQuote(line, index) : -1
    if (opens && close < 0 && DOUBLE.includes(character)) {
      const rest = line.slice(index + 1).trim()
      throw new UserError('parse.unclosed_quote', { text: rest.slice(0, 60) }, `${line.trim()}"`)
    }
    if (opens && close < 0) apostrophes.add(character)
    if (close >= 0) {
      const inner = line.slice(index + 1, close)
      text = character === '"' ? inner.replace(/\\(["\\])/g, '$1') : inner
      quoted = true
      index = close + 1
    } else if (character === ',' || character === '，') {
      finish()
      index += 1
    } else {
      text += character
      index += 1
    }
  }
  finish()
  return { parts, end: index }
}

const KEY = /([\p{L}][\p{L}\p{M}_-]{0,31})[:：=](?!\/\/)/uy
/** Dashes before a word, as in `--by` and in what editors make of it. */
const LEADING_DASHES = /(?:-{2,}|[–—−]+)(?=\p{L})/uy

function readToken(line: string, from: number): Token {
  LEADING_DASHES.lastIndex = from
  const dashed = LEADING_DASHES.test(line)
  const start = dashed ? LEADING_DASHES.lastIndex : from
  KEY.lastIndex = start
  const key = KEY.exec(line)
  const named = dashed || !key?.[0].endsWith('=') || hasMeaning(key[1] ?? '', 'dimension')
  if (key && named) {
    const { parts, end } = readParts(line, KEY.lastIndex)
    const text = line.slice(start, end)
    return { text, quoted: false, key: key[1], parts, start: from, end }
  }
  const opener = line[start] ?? ''
  if ((DOUBLE + SINGLE).includes(opener)) {
    const { parts, end } = readParts(line, start)
    const quoted = parts.length === 1 && parts[0]?.quoted === true
    const text = parts.map((part) => part.text).join(',')
    return { text, quoted, key: undefined, parts: [], start: from, end }
  }
  let end = line.indexOf(' ', start)
  if (end < 0) end = line.length
  return {
    text: line.slice(start, end),
    quoted: false,
    key: undefined,
    parts: [],
    start: from,
    end,
  }
}

/**
 * Returns the words of a command line. Quotes of every style keep words together;
 * `name:value` is one token with one or more values. Throws a UserError for a
 * line that is too long and for a quote that does not end.
 */
export function tokenise(given: string): readonly Token[] {
  if (given.length > LONGEST_LINE)
    throw new UserError('parse.line_too_long', { length: given.length, most: LONGEST_LINE })
  const line = cleanLine(given)
  const tokens: Token[] = []
  let position = 0
  while (position < line.length) {
    if (line[position] === ' ') {
      position += 1
      continue
    }
    if (tokens.length === MOST_TOKENS)
      throw new UserError('parse.too_many_words', { most: MOST_TOKENS })
    const token = readToken(line, position)
    if (token.quoted || !/^[?!.,;…]*$/.test(token.text)) tokens.push(token)
    position = Math.max(token.end, position + 1)
  }
  return tokens
}
