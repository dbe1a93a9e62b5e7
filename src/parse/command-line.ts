import type { Command, CommandArguments } from '../core/command.ts'
import { UserError } from '../core/errors.ts'
import { readArguments } from './arguments.ts'
import { type Cursor, nextIs, openLine, plainWord } from './cursor.ts'
import { listed } from './draft.ts'
import type { CommandEnvironment } from './environment.ts'
import { nearestWords } from './nearest.ts'
import { repairs } from './repair.ts'
import { fold } from './text.ts'

export interface ParsedCommand {
  readonly command: Command
  readonly arguments: CommandArguments
}

/**
 * Takes the command's name, with what platforms and people put around it: `/nps`,
 * `/nps@cxbot`, `@cxbot nps`, `cx nps`, “show me the nps”.
 */
export function readName(
  cursor: Cursor,
  environment: Pick<CommandEnvironment, 'registry'>,
): Command {
  const { registry } = environment
  const nameAt = (index: number): string => {
    const token = cursor.tokens[index]
    const word = token ? plainWord(token).normalize('NFKC').toLowerCase() : ''
    return word.replace(/^\/+/, '').replace(/@.*/s, '')
  }
  let index = 0
  const addressed = (at: number) =>
    ['', 'cx', 'cxbot'].includes(nameAt(at)) || nextIs(cursor, 'polite', at)
  while (!registry.find(nameAt(index)) && addressed(index) && index + 1 < cursor.tokens.length)
    index += 1
  const command = registry.find(nameAt(index))
  if (!command) index = 0
  const names = registry.commands.map((known) => known.name)
  if (!command) {
    const word = cursor.tokens[0]?.text.slice(0, 60) ?? ''
    const nearest = nearestWords(nameAt(0), names)
    throw new UserError('parse.unknown_command', { word }, nearest[0])
  }
  cursor.index = index + 1
  return command
}

/** `nps:last-week` and `nps—last week` are read like `nps last-week`. */
function withNameApart(line: string, { registry }: CommandEnvironment): string {
  return line.replace(/^(\s*\/?([a-z_\d]+))[:—–](?=\S)/i, (whole, start: string, name: string) =>
    registry.find(name.toLowerCase()) ? `${start} ` : whole,
  )
}

function parseOnce(line: string, environment: CommandEnvironment): ParsedCommand {
  const cursor = openLine(withNameApart(line, environment))
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
  const error = explained(result, environment)
  const better = repaired(line, error, environment, 2)
  throw better === undefined ? error : new UserError(error.id, error.params, better)
}

/** Returns the mistake told better, where its word is an option of other commands. */
function explained(error: UserError, { registry }: CommandEnvironment): UserError {
  const { word, command } = error.params
  const unplaced = error.id === 'parse.unknown_word' || error.id === 'parse.too_many_subjects'
  if (!unplaced || typeof word !== 'string' || command === undefined) return error
  const owners = registry.commands.filter(({ options }) =>
    options.some((option) => option.type === 'choice' && option.values.includes(fold(word))),
  )
  if (owners.length === 0) return error
  const commands = listed(owners.map(({ name }) => name))
  return new UserError('parse.option_elsewhere', { word, command, commands })
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
