import type { Breakdown, CommandDeclaration } from '../core/command.ts'
import { UserError } from '../core/errors.ts'
import type { Baseline, Period } from '../core/period.ts'
import { type Cursor, nextIs, peekPeriod, peekWord } from './cursor.ts'
import { type Draft, listed, refuseTwice, valueOptions } from './draft.ts'
import { nearestWords } from './nearest.ts'
import { type PeriodEnvironment, periodOfPhrase } from './period-dates.ts'
import type { PeriodPhrase } from './period-phrase.ts'
import { fold } from './text.ts'
import { meaningOf, vocabularies } from './vocabulary/index.ts'

/**
 * Reads one part of the line at the cursor into the draft and moves past it.
 * Returns false, and moves nothing, where something else stands there. Throws a
 * UserError for a part that is begun and not right.
 */
export type Reader = (
  cursor: Cursor,
  draft: Draft,
  declaration: CommandDeclaration,
  environment: PeriodEnvironment,
) => boolean

/** Returns the breakdown that a word names in any of the languages. */
export function breakdownOf(word: string): Breakdown | undefined {
  return meaningOf(word, 'dimension')?.dimension ?? meaningOf(word, 'unit')?.unit
}

function setBreakdown(word: string, draft: Draft, declaration: CommandDeclaration): void {
  const { breakdowns } = declaration
  const list = listed(breakdowns)
  const found = breakdownOf(word)
  if (found === undefined) {
    const nearest = nearestWords(word, breakdowns)[0]
    throw new UserError('parse.unknown_dimension', { word, list }, nearest && `by ${nearest}`)
  }
  if (!breakdowns.includes(found)) {
    const command = declaration.name
    if (breakdowns.length === 0) throw new UserError('parse.no_breakdown', { command })
    throw new UserError('parse.breakdown_not_here', { command, word, list }, `by ${breakdowns[0]}`)
  }
  refuseTwice(draft.by, 'by', word)
  draft.by = found
}

export const readBreakdown: Reader = (cursor, draft, declaration) => {
  const word = peekWord(cursor) ?? ''
  const inPhrase = nextIs(cursor, 'fillers') && nextIs(cursor, 'by', 1) ? 1 : 0
  if (nextIs(cursor, 'by', inPhrase)) {
    if (nextIs(cursor, 'vs', inPhrase + 1)) return false
    const name = peekWord(cursor, inPhrase + 1)
    if (name === undefined)
      throw new UserError('parse.missing_dimension', { list: listed(declaration.breakdowns) })
    setBreakdown(name, draft, declaration)
    cursor.index += inPhrase + 2
    return true
  }
  if (breakdownOf(word) === undefined || !nextIs(cursor, 'byAfter', 1)) return false
  setBreakdown(word, draft, declaration)
  cursor.index += 2
  return true
}

const yearAgoPhrases = Object.values(vocabularies)
  .flatMap((vocabulary) => vocabulary.yearAgo)
  .map((phrase) => fold(phrase).split(' '))
  .sort((one, two) => two.length - one.length)

interface Found {
  readonly baseline: Baseline
  readonly words: number
}

/** Returns the period found at the cursor; what its mistakes suggest is the whole line with the phrase put right. */
function periodAt(
  cursor: Cursor,
  found: { readonly phrase: PeriodPhrase; readonly words: number },
  environment: PeriodEnvironment,
): Period {
  try {
    return periodOfPhrase(found.phrase, environment)
  } catch (error) {
    if (!(error instanceof UserError) || error.suggestion === undefined) throw error
    const before = cursor.line.slice(0, cursor.tokens[cursor.index]?.start)
    const after = cursor.line.slice(cursor.tokens[cursor.index + found.words - 1]?.end)
    throw new UserError(error.id, error.params, (before + error.suggestion + after).trim())
  }
}

/** Returns the baseline at the cursor, the longest where several fit. */
function peekBaseline(cursor: Cursor, environment: PeriodEnvironment): Found | undefined {
  const period = peekPeriod(cursor)
  const found: Found[] = []
  if (nextIs(cursor, 'target')) found.push({ baseline: { type: 'target' }, words: 1 })
  if (nextIs(cursor, 'previous')) {
    const noun = nextIs(cursor, 'timeNouns', 1) || nextIs(cursor, 'fillers', 1)
    found.push({ baseline: { type: 'previous' }, words: noun ? 2 : 1 })
  }
  const yearAgo = yearAgoPhrases.find((phrase) =>
    phrase.every((word, index) => fold(peekWord(cursor, index) ?? '') === word),
  )
  if (yearAgo) found.push({ baseline: { type: 'year-earlier' }, words: yearAgo.length })
  const longest = found.sort((one, two) => two.words - one.words)[0]
  if (!period || (longest && longest.words >= period.words)) return longest
  return {
    baseline: { type: 'period', period: periodAt(cursor, period, environment) },
    words: period.words,
  }
}

function setBaseline(found: Found, draft: Draft, declaration: CommandDeclaration): void {
  if (!declaration.baselines)
    throw new UserError('parse.no_baseline', { command: declaration.name })
  refuseTwice(draft.baseline, 'vs', found.baseline.type)
  draft.baseline = found.baseline
}

export const readBaseline: Reader = (cursor, draft, declaration, environment) => {
  const { index } = cursor
  if (nextIs(cursor, 'by') && nextIs(cursor, 'vs', 1)) cursor.index += 1
  if (!nextIs(cursor, 'vs')) {
    const found = meaningfulBaseline(cursor, environment)
    if (!found) return false
    setBaseline(found, draft, declaration)
    cursor.index = index + found.words
    return true
  }
  cursor.index += 1
  while (nextIs(cursor, 'vsLinks')) cursor.index += 1
  const found = peekBaseline(cursor, environment)
  if (!found) {
    const separates = (declaration.subject?.max ?? 0) > 1 && draft.subjects.length > 0
    const word = cursor.tokens[cursor.index]?.text
    if (separates && word !== undefined) return true
    if (word === undefined) throw new UserError('parse.missing_baseline')
    const nearest = nearestWords(word, ['prev', 'yoy', 'target', 'last-week', 'last-month'])[0]
    throw new UserError('parse.unknown_baseline', { word }, nearest && `vs ${nearest}`)
  }
  setBaseline(found, draft, declaration)
  cursor.index += found.words
  return true
}

/** A baseline with its keyword after it: “өткен аптамен салыстырғанда”. */
function meaningfulBaseline(cursor: Cursor, environment: PeriodEnvironment): Found | undefined {
  let ahead = 0
  while (ahead < 8 && peekWord(cursor, ahead) !== undefined && !nextIs(cursor, 'vsAfter', ahead))
    ahead += 1
  if (ahead === 0 || !nextIs(cursor, 'vsAfter', ahead)) return undefined
  const before = { ...cursor, tokens: cursor.tokens.slice(0, cursor.index + ahead) }
  const found = peekBaseline(before, environment)
  return found?.words === ahead ? { ...found, words: ahead + 1 } : undefined
}

export const readView: Reader = (cursor, draft, declaration) => {
  const inPhrase = nextIs(cursor, 'fillers') && nextIs(cursor, 'as', 1) ? 1 : 0
  const keyword = nextIs(cursor, 'as', inPhrase)
  const ahead = keyword ? inPhrase + 1 : 0
  const word = peekWord(cursor, ahead)
  const list = listed(declaration.views)
  if (keyword && word === undefined) throw new UserError('parse.missing_view', { list })
  const meaning = word === undefined ? undefined : meaningOf(word, 'view')
  const after = !keyword && nextIs(cursor, 'asAfter', 1)
  if (!keyword && !after && !meaning?.alone) return false
  if (!meaning) {
    if (!keyword) return false
    const nearest = nearestWords(word ?? '', declaration.views)[0]
    throw new UserError(
      'parse.unknown_view',
      { word: word ?? '', list },
      nearest && `as ${nearest}`,
    )
  }
  if (!declaration.views.includes(meaning.view))
    throw new UserError('parse.view_not_here', {
      command: declaration.name,
      word: word ?? '',
      list,
    })
  refuseTwice(draft.view, 'as', word ?? '')
  draft.view = meaning.view
  cursor.index += ahead + (after ? 2 : 1)
  return true
}

/** `store:Almaty,"Mega Park"` and `weights:price=2,staff=1`. */
export const readKeyed: Reader = (cursor, draft, declaration) => {
  const token = cursor.tokens[cursor.index]
  if (token?.key === undefined) return false
  const { key } = token
  const option = valueOptions(declaration).find((name) => fold(name) === fold(key))
  const list = listed([...declaration.filters, ...valueOptions(declaration)])
  const command = declaration.name
  const dimension = meaningOf(key, 'dimension')?.dimension
  const names = [...new Set(token.parts.map((part) => part.text.trim()))].filter((name) => name)
  if (option === undefined && (!dimension || !declaration.filters.includes(dimension))) {
    const nearest = nearestWords(key, [...declaration.filters, ...valueOptions(declaration)])[0]
    const suggestion = nearest && token.text.replace(key, nearest)
    if (list === '–') throw new UserError('parse.no_filters', { command, filter: key })
    throw new UserError('parse.unknown_filter', { command, filter: key, list }, suggestion)
  }
  if (names.length === 0) throw new UserError('parse.empty_filter', { filter: key })
  if (option !== undefined) {
    refuseTwice(draft.options[option], option, names.join(','))
    draft.options[option] = token.parts.map((part) => part.text).join(',')
  } else if (dimension) {
    const same = draft.filters.find((filter) => filter.dimension === dimension)
    if (same) {
      const all = [...new Set([...same.names, ...names])]
      draft.filters[draft.filters.indexOf(same)] = { dimension, names: all }
    } else draft.filters.push({ dimension, names })
  }
  cursor.index += 1
  return true
}

const SAFE_NAME = /^[\p{L}\p{N}_][\p{L}\p{N}\p{M}_.+&#@/-]*$/u

/** Returns a name as it is written in a command line: in quotes where it needs them. */
export function quoteName(name: string): string {
  return SAFE_NAME.test(name) ? name : `"${name.replace(/["\\]/g, '\\$&')}"`
}

export const readChoice: Reader = (cursor, draft, declaration) => {
  const word = peekWord(cursor)
  if (word === undefined) return false
  for (const option of declaration.options) {
    if (option.type !== 'choice') continue
    const value = option.values.find((known) => fold(known) === fold(word))
    if (value === undefined) continue
    refuseTwice(draft.options[option.name], option.name, word)
    draft.options[option.name] = value
    cursor.index += 1
    return true
  }
  return false
}

export const readPeriod: Reader = (cursor, draft, declaration, environment) => {
  const found = peekPeriod(cursor)
  if (!found) return false
  const takesWords = declaration.subject !== undefined
  if (!declaration.period && takesWords) return false
  const first = cursor.tokens[cursor.index]
  const last = cursor.tokens[cursor.index + found.words - 1]
  const words = cursor.line.slice(first?.start, last?.end)
  if (!declaration.period)
    throw new UserError(
      'parse.no_period',
      { command: declaration.name, period: words },
      cursor.line.replace(words, '').replace(/ {2,}/g, ' ').trim(),
    )
  if (takesWords && isSearchWord(cursor, found.words, found.phrase.type, words, declaration))
    return false
  if (draft.period) {
    const before = cursor.line.slice(0, first?.start)
    const compared = `${before}vs ${cursor.line.slice(first?.start)}`.trim()
    throw new UserError(
      'parse.two_periods',
      { period: words, earlier: draft.period.label },
      declaration.baselines ? compared : undefined,
    )
  }
  draft.period = periodAt(cursor, found, environment)
  cursor.index += found.words
  return true
}

/**
 * In free text a lone “day”, “all” or “May” before another free word belongs to
 * it, and a lone number is a period only where it looks like a year.
 */
function isSearchWord(
  cursor: Cursor,
  words: number,
  type: string,
  text: string,
  declaration: CommandDeclaration,
): boolean {
  if (words > 1) return false
  if (/^\d+$/.test(text)) return !/^(?:19|20)\d\d$/.test(text)
  if (declaration.subject?.from !== 'free-text' || /\d/.test(text)) return false
  const weak = type === 'last' || type === 'all' || type === 'date'
  const next = peekWord(cursor, 1)
  return weak && next !== undefined && isFree(next)
}

function isFree(word: string): boolean {
  return (['by', 'vs', 'as', 'fillers', 'from', 'view', 'dimension'] as const).every(
    (kind) => meaningOf(word, kind) === undefined,
  )
}
