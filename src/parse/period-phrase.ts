import type { PeriodUnit } from '../core/period.ts'
import { datePhrase, isWhole } from './date-phrase.ts'
import { is, isHyphen, meaningOf, trimFillers, unitOf } from './lexeme-classes.ts'
import { type DateFields, type Lexeme, lexPeriod } from './period-lexer.ts'

/** What a period phrase says, before the calendar is asked. */
export type PeriodPhrase =
  /** A calendar unit counted from the running one. */
  | { readonly type: 'relative'; readonly unit: PeriodUnit; readonly offset: number }
  /** Whole units before the running one. */
  | { readonly type: 'last'; readonly unit: PeriodUnit; readonly count: number }
  | { readonly type: 'date'; readonly fields: DateFields }
  | { readonly type: 'range'; readonly first: PeriodPhrase; readonly last: PeriodPhrase }
  | { readonly type: 'since'; readonly first: PeriodPhrase }
  | { readonly type: 'all' }

/** More lexemes than any period has. */
const MOST_LEXEMES = 16

/** Returns the number that a lexeme gives in digits or as a word. */
function countOf(lexeme: Lexeme | undefined): number | undefined {
  if (lexeme?.type === 'number') return lexeme.value
  return lexeme?.type === 'word' ? meaningOf(lexeme.text, 'number')?.number : undefined
}

/** “yesterday”, “this week”, “last 7 days”, “3 months”, “week”. */
function relativePhrase(lexemes: readonly Lexeme[]): PeriodPhrase | undefined {
  const [first, second, third] = lexemes
  if (first?.type === 'word' && lexemes.length === 1) {
    const relative = meaningOf(first.text, 'relative')
    if (relative) return { type: 'relative', unit: relative.unit, offset: relative.offset }
    const unit = unitOf(first)
    if (unit?.one && first.text.length > 1) return { type: 'last', unit: unit.unit, count: 1 }
    return undefined
  }
  if (lexemes.length === 2) {
    const unit = unitOf(second)
    if (!unit) return undefined
    if (is(first, 'current')) return { type: 'relative', unit: unit.unit, offset: 0 }
    if (is(first, 'next')) return { type: 'relative', unit: unit.unit, offset: 1 }
    if (is(first, 'beforeLast')) return { type: 'relative', unit: unit.unit, offset: -2 }
    const relative = first?.type === 'word' ? meaningOf(first.text, 'relative') : undefined
    if (relative?.unit === unit.unit)
      return { type: 'relative', unit: unit.unit, offset: relative.offset }
    if (is(first, 'last') && unit.one) return { type: 'last', unit: unit.unit, count: 1 }
    if (first?.type === 'number') return { type: 'last', unit: unit.unit, count: first.value }
    return undefined
  }
  const unit = unitOf(third)
  if (lexemes.length !== 3 || !unit) return undefined
  const count = is(first, 'last')
    ? countOf(second)
    : is(second, 'last')
      ? countOf(first)
      : undefined
  if (count !== undefined) return { type: 'last', unit: unit.unit, count }
  return undefined
}

function allPhrase(lexemes: readonly Lexeme[]): PeriodPhrase | undefined {
  const [first, ...rest] = lexemes
  if (!is(first, 'everything')) return undefined
  return rest.every((lexeme) => is(lexeme, 'timeNouns') || is(lexeme, 'fillers'))
    ? { type: 'all' }
    : undefined
}

/** “the beginning of this year”, “начала месяца”, “жыл басынан”, “year to date”. */
function beginningPhrase(lexemes: readonly Lexeme[]): PeriodPhrase | undefined {
  const words = lexemes.filter(
    (lexeme) => !is(lexeme, 'from') && !is(lexeme, 'fromAfter') && !is(lexeme, 'fillers'),
  )
  const first = words[0]
  const unit = unitOf(first)
  const date = words[2]
  if (unit && words.length === 3 && is(words[1], 'to') && date?.type === 'word') {
    if (date.text === 'date') return { type: 'relative', unit: unit.unit, offset: 0 }
  }
  const before = is(first, 'beginning')
  if (!before && !is(words.at(-1), 'beginning')) return undefined
  const rest = before ? words.slice(1) : words.slice(0, -1)
  const bare = rest.length === 1 ? unitOf(rest[0]) : undefined
  if (bare) return { type: 'relative', unit: bare.unit, offset: 0 }
  const start = singlePhrase(rest)
  if (!start) return undefined
  if (start.type === 'relative' && start.offset === 0 && start.unit !== 'day') return start
  return { type: 'since', first: start }
}

/** A phrase for one stretch of days; with `partial` a lone day number is one too. */
function singlePhrase(given: readonly Lexeme[], partial = false): PeriodPhrase | undefined {
  const lexemes = trimFillers(given.filter((lexeme) => !isHyphen(lexeme)))
  if (lexemes.length === 0) return undefined
  const dated = datePhrase(lexemes)
  if (dated && (isWhole(dated) || (partial && dated.day !== undefined)))
    return { type: 'date', fields: dated }
  return allPhrase(lexemes) ?? relativePhrase(lexemes) ?? beginningPhrase(lexemes)
}

/** Gives a range's ends the parts that only the other end names: “1–15 November 2026”. */
function completeEnds(first: PeriodPhrase, last: PeriodPhrase): PeriodPhrase | undefined {
  if (first.type === 'all' || last.type === 'all') return undefined
  if (first.type === 'since' || last.type === 'since') return undefined
  let one = first
  let two = last
  if (one.type === 'date' && two.type === 'date') {
    const { year, month, ...rest } = one.fields
    if (two.fields.month === undefined && two.fields.day !== undefined && month !== undefined)
      two = { ...two, fields: { ...(year === undefined ? {} : { year }), month, ...two.fields } }
    const end = two.fields
    if (one.fields.month === undefined && rest.day !== undefined && end.month !== undefined) {
      const shared = end.year === undefined ? {} : { year: end.year }
      one = { ...one, fields: { ...shared, month: end.month, ...one.fields } }
    }
  }
  for (const end of [one, two]) if (end.type === 'date' && !isWhole(end.fields)) return undefined
  return { type: 'range', first: one, last: two }
}

function rangePhrase(given: readonly Lexeme[]): PeriodPhrase | undefined {
  const lexemes = is(given[0], 'from') ? given.slice(1) : given
  const toAfter = is(lexemes.at(-1), 'toAfter')
  const enclosed = toAfter || lexemes !== given
  const body = toAfter ? lexemes.slice(0, -1) : lexemes
  for (let split = 1; split < body.length; split += 1) {
    const between = body[split]
    const separates =
      between?.type === 'separator' || is(between, 'to') || (enclosed && is(between, 'and'))
    if (!separates && !toAfter) continue
    let before = body.slice(0, split)
    if (is(before.at(-1), 'fromAfter')) before = before.slice(0, -1)
    const first = singlePhrase(before, true)
    const last = first && singlePhrase(body.slice(separates ? split + 1 : split), true)
    const range = first && last && completeEnds(first, last)
    if (range) return range
  }
  return undefined
}

function sincePhrase(lexemes: readonly Lexeme[]): PeriodPhrase | undefined {
  const before = is(lexemes[0], 'from')
  const after = is(lexemes.at(-1), 'fromAfter')
  if (!before && !after) return undefined
  const first = singlePhrase(lexemes.slice(before ? 1 : 0, after ? -1 : undefined))
  if (!first || first.type === 'all' || first.type === 'since') return undefined
  return { type: 'since', first }
}

/** Returns what a phrase says as a period in any of the languages; undefined where it says none. */
export function periodPhrase(text: string): PeriodPhrase | undefined {
  const lexemes = lexPeriod(text)
  if (!lexemes || lexemes.length === 0 || lexemes.length > MOST_LEXEMES) return undefined
  const begin = lexemes.findIndex((lexeme) => lexeme.type !== 'separator')
  if (begin < 0) return undefined
  const trimmed = trimFillers(lexemes.slice(begin))
  return (
    singlePhrase(trimmed) ??
    beginningPhrase(trimmed.filter((lexeme) => !isHyphen(lexeme))) ??
    rangePhrase(trimmed) ??
    sincePhrase(trimmed)
  )
}
