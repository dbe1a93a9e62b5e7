import { sameElapsedPart } from '../calendar/periods.ts'
import type { Command, CommandArguments, CommandDeclaration } from '../core/command.ts'
import { UserError } from '../core/errors.ts'
import { lookUp } from '../language/translate.ts'
import { type Cursor, openLine, plainWord } from './cursor.ts'
import { type Draft, emptyDraft, listed } from './draft.ts'
import type { CommandEnvironment } from './environment.ts'
import { nearestWords } from './nearest.ts'
import { parsePeriod } from './period.ts'
import { periodOfPhrase } from './period-dates.ts'
import { periodPhrase } from './period-phrase.ts'
import {
  type Reader,
  readBaseline,
  readBreakdown,
  readChoice,
  readKeyed,
  readPeriod,
  readView,
} from './readers.ts'
import { repairs } from './repair.ts'
import { hasMeaning } from './vocabulary/index.ts'

export interface ParsedCommand {
  readonly command: Command
  readonly arguments: CommandArguments
}

/** In this order: a word is read as the first part that it can be. */
const READERS: readonly Reader[] = [
  readKeyed,
  readChoice,
  readBreakdown,
  readBaseline,
  readView,
  readPeriod,
]

/** Puts a word that belongs to no other part of the grammar where it belongs, or refuses it. */
function readRest(
  cursor: Cursor,
  draft: Draft,
  declaration: CommandDeclaration,
  environment: CommandEnvironment,
): void {
  const token = cursor.tokens[cursor.index]
  if (!token) return
  const { subject } = declaration
  if (subject && draft.subjects.length < subject.max) {
    const between = draft.subjects.length > 0 && !token.quoted && hasMeaning(token.text, 'and')
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
  const word = token.text.slice(0, 60)
  if (subject)
    throw new UserError('parse.too_many_subjects', {
      word,
      command: declaration.name,
      most: subject.max,
    })
  throw new UserError('parse.unknown_word', { word, command: declaration.name })
}

function readArguments(
  cursor: Cursor,
  declaration: CommandDeclaration,
  environment: CommandEnvironment,
): CommandArguments {
  const draft = emptyDraft()
  while (cursor.index < cursor.tokens.length) {
    const read = READERS.some((reader) => reader(cursor, draft, declaration, environment))
    if (!read) readRest(cursor, draft, declaration, environment)
  }
  const { name, subject } = declaration
  if (subject?.required && draft.subjects.length === 0) {
    const example = lookUp(environment.locale, `commands:${name}.example`)
    throw new UserError('parse.missing_subject', { command: name }, example)
  }
  return finish(draft, declaration, environment)
}

function finish(
  draft: Draft,
  declaration: CommandDeclaration,
  environment: CommandEnvironment,
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
      throw new UserError('parse.same_baseline', { period: period.label })
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

/** Takes the command's name, with what platforms put around it: `/nps`, `/nps@cxbot`, `@cxbot nps`, `cx nps`. */
function readName(cursor: Cursor, environment: CommandEnvironment): Command {
  const { registry } = environment
  const nameAt = (index: number): string => {
    const token = cursor.tokens[index]
    const word = token ? plainWord(token).normalize('NFKC').toLowerCase() : ''
    return word.replace(/^\/+/, '').replace(/@.*$/, '')
  }
  let index = 0
  const second = registry.find(nameAt(1))
  if (second && ['', 'cx', 'cxbot'].includes(nameAt(0)) && !registry.find(nameAt(0))) index = 1
  const command = registry.find(nameAt(index))
  const names = registry.commands.map((known) => known.name)
  if (!command) {
    const word = cursor.tokens[0]?.text.slice(0, 60) ?? ''
    const nearest = nearestWords(nameAt(0), names)
    throw new UserError('parse.unknown_command', { word, list: listed(names) }, nearest[0])
  }
  cursor.index = index + 1
  return command
}

function parseOnce(line: string, environment: CommandEnvironment): ParsedCommand {
  const cursor = openLine(line)
  if (cursor.tokens.length === 0)
    throw new UserError('parse.empty_line', {}, environment.registry.find('help')?.name)
  const command = readName(cursor, environment)
  return { command, arguments: readArguments(cursor, command, environment) }
}

/**
 * Returns the command that the line calls, with its arguments checked against
 * the declaration. Understands any of the bot's languages. Throws a UserError
 * that says which word is wrong and, where one is near, suggests a line that is
 * right.
 */
export function parseCommandLine(line: string, environment: CommandEnvironment): ParsedCommand {
  const result = attempt(line, environment)
  if (!(result instanceof UserError)) return result
  const better = repaired(line, result, environment, 2)
  throw better === undefined ? result : new UserError(result.id, result.params, better)
}

function attempt(line: string, environment: CommandEnvironment): ParsedCommand | UserError {
  try {
    return parseOnce(line, environment)
  } catch (error) {
    if (error instanceof UserError) return error
    throw error
  }
}

/** Returns a line like the wrong one that is right after at most `slips` corrections. */
function repaired(
  line: string,
  error: UserError,
  environment: CommandEnvironment,
  slips: number,
): string | undefined {
  const wrong: { line: string; error: UserError }[] = []
  for (const candidate of repairs(line, error, environment)) {
    const result = attempt(candidate, environment)
    if (!(result instanceof UserError)) return candidate
    wrong.push({ line: candidate, error: result })
  }
  if (slips < 2) return undefined
  for (const next of wrong.slice(0, 2)) {
    const better = repaired(next.line, next.error, environment, slips - 1)
    if (better !== undefined) return better
  }
  return undefined
}
