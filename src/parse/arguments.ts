import { sameElapsedPart } from '../calendar/periods.ts'
import type { CommandArguments, CommandDeclaration } from '../core/command.ts'
import { UserError } from '../core/errors.ts'
import { lookUp } from '../language/translate.ts'
import { type Cursor, nextIs, peekWord, strangeWord } from './cursor.ts'
import { type Draft, emptyDraft } from './draft.ts'
import { formatCommandLine } from './format.ts'
import { nearestWords } from './nearest.ts'
import { parsePeriod } from './period.ts'
import { type PeriodEnvironment, periodOfPhrase } from './period-dates.ts'
import { periodPhrase } from './period-phrase.ts'
import { readBaseline } from './read-baseline.ts'
import { readPeriod } from './read-period.ts'
import { type Reader, readBreakdown, readChoice, readKeyed, readView } from './readers.ts'

/** In this order: a word is read as the first part that it can be. */
const READERS: readonly Reader[] = [
  readKeyed,
  readChoice,
  readBreakdown,
  readBaseline,
  readView,
  readPeriod,
]

/**
 * Returns whether the word at the cursor adds nothing: courtesy, or a preposition that leads to
 * nothing. Words as short as “A” may be names and count only after other courtesy: “show me”. Among
 * names and words to search for, courtesy counts only where it stands around them.
 */
function isIdle(cursor: Cursor, draft: Draft, { subject }: CommandDeclaration): boolean {
  const word = peekWord(cursor) ?? ''
  const polite = nextIs(cursor, 'polite') && (word.length > 2 || nextIs(cursor, 'polite', -1))
  if (!subject || !['free-text', 'dimension-value'].includes(subject.from))
    return polite || nextIs(cursor, 'fillers')
  const last = cursor.index === cursor.tokens.length - 1
  return polite && (draft.subjects.length === 0) !== last
}

/** Puts a word that belongs to no other part of the grammar where it belongs, or refuses it. */
function readRest(
  cursor: Cursor,
  draft: Draft,
  declaration: CommandDeclaration,
  environment: PeriodEnvironment,
): void {
  const token = cursor.tokens[cursor.index]
  if (!token) return
  const { subject } = declaration
  if (isIdle(cursor, draft, declaration)) {
    cursor.index += 1
    return
  }
  if (subject && draft.subjects.length < subject.max) {
    const between =
      draft.subjects.length > 0 && (nextIs(cursor, 'and') || nextIs(cursor, 'vsLinks'))
    if (subject.from === 'free-text' || !between || cursor.index === cursor.tokens.length - 1)
      draft.subjects.push(token.text)
    cursor.index += 1
    return
  }
  const phrase =
    token.quoted && !subject && declaration.period ? periodPhrase(token.text) : undefined
  if (phrase && !draft.period) {
    draft.period = periodOfPhrase(phrase, environment)
    cursor.index += 1
    return
  }
  const word = strangeWord(cursor).slice(0, 60)
  if (cursor.line.startsWith('--', token.start)) throw new UserError('parse.flag_in_line', { word })
  const roles = rolesFor(word, draft, declaration)
  if (roles) throw new UserError('parse.unknown_role', { word, list: roles.join(', ') })
  if (subject)
    throw new UserError('parse.too_many_subjects', {
      word,
      command: declaration.name,
      most: subject.max,
    })
  throw new UserError('parse.unknown_word', { word, command: declaration.name })
}

/** Returns the roles of which the word must have been meant as one; undefined where nothing speaks for it. */
function rolesFor(
  word: string,
  draft: Draft,
  { name, options }: CommandDeclaration,
): readonly string[] | undefined {
  const option = options.find((each) => each.name === 'role')
  if (option?.type !== 'choice' || draft.options['role'] !== undefined) return undefined
  return name === option.name || nearestWords(word, option.values).length > 0
    ? option.values
    : undefined
}

/** Takes the rest of the line as the one subject. */
function takeLine(cursor: Cursor, draft: Draft): void {
  const first = cursor.tokens[cursor.index]
  if (first) draft.subjects.push(cursor.line.slice(first.start).trim())
  cursor.index = cursor.tokens.length
}

/**
 * Returns what the words from the cursor to the end ask of the command. Throws a
 * UserError for the first word that is wrong.
 */
export function readArguments(
  cursor: Cursor,
  declaration: CommandDeclaration,
  environment: PeriodEnvironment,
): CommandArguments {
  const draft = emptyDraft()
  const { name, subject } = declaration
  if (subject?.from === 'line') takeLine(cursor, draft)
  while (cursor.index < cursor.tokens.length) {
    const read = READERS.some((reader) => reader(cursor, draft, declaration, environment))
    if (!read) readRest(cursor, draft, declaration, environment)
  }
  if (subject?.required && draft.subjects.length === 0) {
    const example = lookUp(environment.locale, `commands:${name}.example`)
    throw new UserError('parse.missing_subject', { command: name }, example)
  }
  return finish(draft, declaration, environment)
}

function finish(
  draft: Draft,
  declaration: CommandDeclaration,
  environment: PeriodEnvironment,
): CommandArguments {
  const fallback = declaration.period?.default
  const period =
    draft.period ?? (fallback === undefined ? null : parsePeriod(fallback, environment))
  let { baseline } = draft
  if (
    period?.shape.type === 'all' &&
    (baseline?.type === 'previous' || baseline?.type === 'year-earlier')
  )
    throw new UserError('parse.all_has_no_baseline', { command: declaration.name })
  if (period && baseline?.type === 'period') {
    const other = sameElapsedPart(period, baseline.period, environment.locale)
    if (other.start === period.start && other.end === period.end)
      throw new UserError(
        'parse.same_baseline',
        { period: period.label },
        formatCommandLine(declaration, {
          ...draft,
          period,
          periodGiven: true,
          baseline: { type: 'previous' },
        }),
      )
    baseline = { type: 'period', period: other }
  }
  return {
    subjects: draft.subjects,
    period,
    periodGiven: draft.period !== null,
    by: draft.by,
    baseline,
    filters: draft.filters,
    view: draft.view,
    options: draft.options,
  }
}

/** Returns what can be read from the cursor to the end; words that are wrong are passed over. */
export function readLeniently(
  cursor: Cursor,
  declaration: CommandDeclaration,
  environment: PeriodEnvironment,
): Draft {
  const draft = emptyDraft()
  while (cursor.index < cursor.tokens.length) {
    const { index } = cursor
    try {
      const read = READERS.some((reader) => reader(cursor, draft, declaration, environment))
      if (!read) readRest(cursor, draft, declaration, environment)
    } catch (error) {
      if (!(error instanceof UserError)) throw error
      cursor.index = index + 1
    }
  }
  return draft
}
