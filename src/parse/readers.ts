import type { Breakdown, CommandDeclaration } from '../core/command.ts'
import { UserError } from '../core/errors.ts'
import { isChatPlatform } from '../core/platforms.ts'
import type { View } from '../core/reply.ts'
import { type Cursor, nextIs, peekWord } from './cursor.ts'
import { type Draft, listed, refuseTwice, valueOptions } from './draft.ts'
import { nearestWords } from './nearest.ts'
import type { PeriodEnvironment } from './period-dates.ts'
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

/** In free text a keyword counts only before what it can govern; else it is a word like others. */
export function isFreeText(declaration: CommandDeclaration): boolean {
  return declaration.subject?.from === 'free-text'
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
    throw new UserError('parse.breakdown_not_here', { command, word, list })
  }
  refuseTwice(draft.by, 'by', word)
  draft.by = found
}

/** “Per store”, “per week”; before anything else “per” is Lithuanian and leads a period. */
function isPer(cursor: Cursor): boolean {
  const name = fold(peekWord(cursor, 1) ?? '')
  if (fold(peekWord(cursor) ?? '') !== 'per') return false
  const english = Object.values(vocabularies.en.units).some(({ one }) =>
    one.split(' ').includes(name),
  )
  return english || meaningOf(name, 'dimension') !== undefined
}

/** Refuses a second breakdown that is only listed: “by store and source”, “by store, source”. */
function refuseList(cursor: Cursor): void {
  const comma = cursor.tokens[cursor.index - 1]?.text.endsWith(',') ?? false
  const ahead = nextIs(cursor, 'and') ? 1 : 0
  const word = peekWord(cursor, ahead)
  if ((comma || ahead > 0) && word !== undefined && breakdownOf(word) !== undefined)
    throw new UserError('parse.given_twice', { part: 'by', word })
}

export const readBreakdown: Reader = (cursor, draft, declaration) => {
  const word = peekWord(cursor) ?? ''
  const each = meaningOf(word, 'eachUnit')
  if (each && (!isFreeText(declaration) || declaration.breakdowns.includes(each.unit))) {
    setBreakdown(each.unit, draft, declaration)
    cursor.index += 1
    return true
  }
  if (isPer(cursor) && !isFreeText(declaration)) {
    setBreakdown(peekWord(cursor, 1) ?? '', draft, declaration)
    cursor.index += 2
    return true
  }
  const inPhrase = nextIs(cursor, 'fillers') && nextIs(cursor, 'by', 1) ? 1 : 0
  if (nextIs(cursor, 'by', inPhrase)) {
    if (nextIs(cursor, 'vs', inPhrase + 1)) return false
    const name = peekWord(cursor, inPhrase + 1)
    if (isFreeText(declaration) && (name === undefined || !breakdownOf(name))) return false
    if (name === undefined)
      throw new UserError('parse.missing_dimension', { list: listed(declaration.breakdowns) })
    setBreakdown(name, draft, declaration)
    cursor.index += inPhrase + 2
    refuseList(cursor)
    return true
  }
  if (breakdownOf(word) === undefined || !nextIs(cursor, 'byAfter', 1)) return false
  setBreakdown(word, draft, declaration)
  cursor.index += 2
  return true
}

/** What comes nearest to forms of an answer that there are not. */
const KINDRED_VIEWS: Readonly<Record<string, View>> = {
  excel: 'csv',
  xls: 'csv',
  xlsx: 'csv',
  json: 'csv',
  pdf: 'chart',
  png: 'chart',
}

/** “In a table”: returns how far ahead of a preposition a view is named; 0 where none is. */
function viewAfter(cursor: Cursor): number {
  let ahead = 1
  while (nextIs(cursor, 'polite', ahead)) ahead += 1
  return nextIs(cursor, 'view', ahead) ? ahead : 0
}

export const readView: Reader = (cursor, draft, declaration) => {
  const inPhrase = nextIs(cursor, 'fillers') && nextIs(cursor, 'as', 1) ? 1 : 0
  const keyword = nextIs(cursor, 'as', inPhrase)
  let ahead = keyword ? inPhrase + 1 : 0
  if (!keyword && nextIs(cursor, 'fillers') && !isFreeText(declaration)) ahead = viewAfter(cursor)
  while (keyword && nextIs(cursor, 'polite', ahead)) ahead += 1
  const word = peekWord(cursor, ahead)
  const list = listed(declaration.views)
  if (keyword && isFreeText(declaration) && !meaningOf(word ?? '', 'view')) return false
  if (keyword && word === undefined) throw new UserError('parse.missing_view', { list })
  const meaning = word === undefined ? undefined : meaningOf(word, 'view')
  const after = !keyword && nextIs(cursor, 'asAfter', 1)
  if (!keyword && !after && ahead === 0 && !meaning?.alone) return false
  if (!meaning) {
    if (!keyword) return false
    const nearest =
      KINDRED_VIEWS[fold(word ?? '')] ?? nearestWords(word ?? '', declaration.views)[0]
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
  const isAccount = declaration.subject?.from === 'identifier' && isChatPlatform(key)
  if (isAccount && option === undefined && !dimension) return false
  const names = [...new Set(token.parts.map((part) => part.text.trim()))].filter((name) => name)
  if (option === undefined && (!dimension || !declaration.filters.includes(dimension))) {
    if (cursor.line.startsWith('--', token.start) && !dimension)
      throw new UserError('parse.flag_in_line', { word: key })
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
