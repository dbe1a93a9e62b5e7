import type { CommandDeclaration } from '../core/command.ts'
import { UserError } from '../core/errors.ts'
import type { Baseline } from '../core/period.ts'
import { type Cursor, nextIs, peekPeriod, peekWord, strangeWord } from './cursor.ts'
import { type Draft, refuseTwice } from './draft.ts'
import { nearestWords } from './nearest.ts'
import type { PeriodEnvironment } from './period-dates.ts'
import { periodAt } from './read-period.ts'
import { isFreeText, type Reader } from './readers.ts'
import { fold } from './text.ts'
import { vocabularies } from './vocabulary/index.ts'

const yearAgoPhrases = Object.values(vocabularies)
  .flatMap((vocabulary) => vocabulary.yearAgo)
  .map((phrase) => fold(phrase).split(' '))
  .sort((one, two) => two.length - one.length)

interface Found {
  readonly baseline: Baseline
  readonly words: number
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
  const led = nextIs(cursor, 'by') || nextIs(cursor, 'fillers')
  if (led && nextIs(cursor, 'vs', 1)) cursor.index += 1
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
  if (!found && isFreeText(declaration)) {
    cursor.index = index
    return false
  }
  if (!found) {
    const separates = (declaration.subject?.max ?? 0) > 1 && draft.subjects.length > 0
    const word = cursor.tokens[cursor.index]?.text
    if (separates && word !== undefined) return true
    if (word === undefined) throw new UserError('parse.missing_baseline')
    const strange = strangeWord(cursor)
    if (strange !== word) throw new UserError('parse.unknown_baseline', { word: strange })
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
