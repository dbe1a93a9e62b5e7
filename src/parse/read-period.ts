import type { CommandDeclaration } from '../core/command.ts'
import { UserError } from '../core/errors.ts'
import type { Period } from '../core/period.ts'
import { type Cursor, peekPeriod, peekWord } from './cursor.ts'
import { type PeriodEnvironment, periodOfPhrase } from './period-dates.ts'
import type { PeriodPhrase } from './period-phrase.ts'
import type { Reader } from './readers.ts'
import { meaningOf } from './vocabulary/index.ts'

/** Returns the period found at the cursor; what its mistakes suggest is the whole line with the phrase put right. */
export function periodAt(
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
