import { fold } from './text.ts'
import { vocabularies } from './vocabulary/index.ts'

/** The numbers of a date as it was written; what is missing is found by the grammar. */
export interface DateFields {
  readonly year?: number
  /** Counted from the running year, where no year is given. */
  readonly relativeYear?: number
  readonly quarter?: number
  readonly month?: number
  readonly week?: number
  readonly day?: number
  /** The other reading of a numeric date whose day and month can change places. */
  readonly ambiguous?: true
}

export type Lexeme =
  | { readonly type: 'word'; readonly text: string }
  | {
      readonly type: 'number'
      readonly text: string
      readonly value: number
      /** “3rd”, “3-й”, or joined to the next word: “3-тоқсан”. */
      readonly ordinal: boolean
    }
  | { readonly type: 'date'; readonly text: string; readonly fields: DateFields }
  /** `..` and dashes; a hyphen or a short dash may as well only join words. */
  | { readonly type: 'separator'; readonly text: string; readonly hyphen: boolean }

/** The endings of ordinal numbers in all languages. */
const ENDINGS = Object.values(vocabularies)
  .flatMap((vocabulary) => vocabulary.ordinalEndings.split(' '))
  .map(fold)
  .join('|')

const DAY_MONTH_YEAR = /(\d{1,2})([./-])(\d{1,2})\2(\d{4,9})(?![\p{L}\d])/uy
const YEAR_MONTH_DAY = /(\d{4,9})([./-])(\d{1,2})\2(\d{1,2})(?![\p{L}\d])/uy
const YEAR_WEEK = /(\d{4,9})[- ]?w(\d{1,2})(?![\p{L}\d])/uy
const WEEK = /w(\d{1,2})(?![\p{L}\d])/uy
const YEAR_QUARTER = /(\d{4,9})[-/. ]?q(\d)(?![\p{L}\d])/uy
const QUARTER_YEAR = /q(\d)[-/. ](\d{4,9})(?![\p{L}\d])/uy
const QUARTER = /q(\d)(?![\p{L}\d])/uy
const YEAR_MONTH = /(\d{4,9})[-/.](\d{1,2})(?![\p{L}\d])/uy
const MONTH_YEAR = /(\d{1,2})[./](\d{4,9})(?![\p{L}\d])/uy
const DAY_MONTH = /(\d{1,2})\.(\d{1,2})(?![\p{L}\d])/uy
const ORDINAL = new RegExp(`(\\d{1,9})-?(?:${ENDINGS})(?![\\p{L}\\d])`, 'uy')
const JOINED = /(\d{1,9})-(?=\p{L})/uy
const NUMBER = /\d{1,9}/uy
const SEPARATOR = /\.{2,}|[‐‑–—−]+|-{2,}|[-/~]/uy
const ROMAN = /(?:i{1,3}|iv|и{2,3})(?!\p{L})/uy
const WORD = /\p{L}+/uy
const IGNORED = /[\s_.,:;?!()]+/uy

const ROMAN_VALUES: Readonly<Record<string, number>> = {
  i: 1,
  ii: 2,
  iii: 3,
  iv: 4,
  ии: 2,
  иии: 3,
}

/**
 * Returns both numbers of a numeric date with the day found where only one order
 * is possible. Dots put the day first, as all who write dots do.
 */
function dayAndMonth(first: number, second: number, separator: string): DateFields {
  if (separator === '.' || first > 12) return { day: first, month: second }
  if (second > 12) return { day: second, month: first }
  if (first === second) return { day: first, month: second }
  return { day: first, month: second, ambiguous: true }
}

type Reader = readonly [RegExp, (match: readonly string[]) => Lexeme]

function date(text: string, fields: DateFields): Lexeme {
  return { type: 'date', text, fields }
}

const READERS: readonly Reader[] = [
  [
    DAY_MONTH_YEAR,
    ([text = '', first, separator = '', second, year]) =>
      date(text, { ...dayAndMonth(Number(first), Number(second), separator), year: Number(year) }),
  ],
  [
    YEAR_MONTH_DAY,
    ([text = '', year, , month, day]) =>
      date(text, { year: Number(year), month: Number(month), day: Number(day) }),
  ],
  [YEAR_WEEK, ([text = '', year, week]) => date(text, { year: Number(year), week: Number(week) })],
  [WEEK, ([text = '', week]) => date(text, { week: Number(week) })],
  [
    YEAR_QUARTER,
    ([text = '', year, quarter]) => date(text, { year: Number(year), quarter: Number(quarter) }),
  ],
  [
    QUARTER_YEAR,
    ([text = '', quarter, year]) => date(text, { year: Number(year), quarter: Number(quarter) }),
  ],
  [QUARTER, ([text = '', quarter]) => date(text, { quarter: Number(quarter) })],
  [
    YEAR_MONTH,
    ([text = '', year, month]) => date(text, { year: Number(year), month: Number(month) }),
  ],
  [
    MONTH_YEAR,
    ([text = '', month, year]) => date(text, { year: Number(year), month: Number(month) }),
  ],
  [DAY_MONTH, ([text = '', day, month]) => date(text, { day: Number(day), month: Number(month) })],
  [
    ORDINAL,
    ([text = '', value]) => ({ type: 'number', text, value: Number(value), ordinal: true }),
  ],
  [JOINED, ([text = '', value]) => ({ type: 'number', text, value: Number(value), ordinal: true })],
  [NUMBER, ([text = '']) => ({ type: 'number', text, value: Number(text), ordinal: false })],
  [SEPARATOR, ([text = '']) => ({ type: 'separator', text, hyphen: '-‐‑–−'.includes(text) })],
  [
    ROMAN,
    ([text = '']) => ({
      type: 'number',
      text,
      value: ROMAN_VALUES[text] ?? 0,
      ordinal: true,
    }),
  ],
  [WORD, ([text = '']) => ({ type: 'word', text })],
]

/**
 * Returns the words, numbers and dates of a phrase, folded; undefined where it
 * holds anything else. Every expression is anchored and bounded.
 */
export function lexPeriod(phrase: string): readonly Lexeme[] | undefined {
  const text = fold(phrase)
  const lexemes: Lexeme[] = []
  let position = 0
  while (position < text.length) {
    SEPARATOR.lastIndex = position
    IGNORED.lastIndex = position
    if (!SEPARATOR.test(text) && IGNORED.test(text)) {
      position = IGNORED.lastIndex
      continue
    }
    const lexeme = readLexeme(text, position)
    if (!lexeme) return undefined
    lexemes.push(lexeme)
    position += lexeme.text.length
  }
  return lexemes
}

function readLexeme(text: string, position: number): Lexeme | undefined {
  for (const [expression, read] of READERS) {
    expression.lastIndex = position
    const match = expression.exec(text)
    if (match) return read(match)
  }
  return undefined
}
