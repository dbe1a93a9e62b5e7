import type { Command, CommanderError } from 'commander'
import { UserError } from '../core/errors.ts'
import { nearest } from '../language/nearest.ts'

/** Codes with which the argument parser ends a run that went well. */
const DONE: readonly string[] = ['commander.helpDisplayed', 'commander.help', 'commander.version']

/** Returns whether the parser only says that it has shown help or the version. */
export function isDone(error: CommanderError): boolean {
  return error.exitCode === 0 && DONE.includes(error.code)
}

function known(program: Command): string {
  return program.commands.map((each) => each.name()).join(', ')
}

function flagsOf(program: Command, command: Command): readonly string[] {
  return [...command.options, ...program.options].flatMap((option) => option.long ?? [])
}

/**
 * Returns a mistake on the command line as a UserError with what would be right.
 * `commands` are the names of the bot's own commands, which people type where
 * `ask` belongs.
 */
export function usageError(
  error: CommanderError,
  program: Command,
  command: Command,
  commands: readonly string[],
  line: string,
): UserError {
  const quoted = /'([^']*)'/.exec(error.message)?.[1] ?? ''
  const help = command === program ? 'cxbot --help' : `cxbot ${command.name()} --help`
  switch (error.code) {
    case 'commander.unknownOption': {
      const [flag = quoted] = quoted.split('=')
      const meant = nearest(flag, ['--help', '--version', ...flagsOf(program, command)])
      return new UserError('cli.unknownFlag', { value: flag }, meant ?? help)
    }
    case 'commander.unknownCommand': {
      const names = program.commands.map((each) => each.name())
      const meant = nearest(quoted, names)
      const question = commands.includes(quoted) || !meant ? nearest(quoted, commands) : undefined
      return new UserError(
        question ? 'cli.commandWithoutAsk' : 'cli.unknownCommand',
        { value: quoted, known: known(program) },
        question
          ? `cxbot ask "${line.replace(quoted, question)}"`
          : meant
            ? `cxbot ${meant}`
            : help,
      )
    }
    case 'commander.help':
      return new UserError('cli.noCommand', { known: known(program) }, help)
    case 'commander.missingArgument':
      return new UserError('cli.missingArgument', { value: quoted }, help)
    case 'commander.optionMissingArgument':
      return new UserError('cli.missingValue', { value: quoted }, help)
    case 'commander.excessArguments':
      return new UserError('cli.tooManyArguments', { value: command.name() }, help)
    default:
      return new UserError('cli.badUsage', { value: quoted }, help)
  }
}
