import { randomUUID } from 'node:crypto'
import { type Command, CommanderError } from 'commander'
import { configuredLocale, type Flags } from '../config.ts'
import type { Locale } from '../core/locale.ts'
import { translator } from '../language/translate.ts'
import { explain, isClosedPipe } from './failure.ts'
import { createProgram } from './help.ts'
import { createLogger } from './log.ts'
import { createSession } from './session.ts'
import type { Cli, Parts, RegisterSubcommand, Shell } from './shell.ts'
import { machineLocale } from './terminal.ts'
import { isDone, usageError } from './usage-error.ts'

/** Each subcommand is loaded when it is called, and all of them for help. */
const SUBCOMMANDS: Readonly<Record<string, () => Promise<{ register: RegisterSubcommand }>>> = {
  serve: () => import('./serve.ts'),
  ask: () => import('./ask.ts'),
  chat: () => import('./chat.ts'),
  import: () => import('./import.ts'),
  listen: () => import('./listen.ts'),
  analyze: () => import('./analyze.ts'),
  export: () => import('./export.ts'),
  backup: () => import('./backup.ts'),
  restore: () => import('./restore.ts'),
  workspace: () => import('./workspace.ts'),
  sample: () => import('./sample.ts'),
  doctor: () => import('./doctor.ts'),
  slack: () => import('./slack.ts'),
  discord: () => import('./discord.ts'),
}

/** Returns the value of a flag before the line is parsed as a whole: the language of its errors. */
function early(words: readonly string[], flag: string): string | undefined {
  const at = words.findIndex((word) => word === flag || word.startsWith(`${flag}=`))
  return at < 0 ? undefined : (words[at]?.split('=')[1] ?? words[at + 1])
}

function earlyLocale(shell: Shell): Locale {
  const flags: Flags = {}
  for (const name of ['locale', 'config'] as const) {
    const value = early(shell.arguments, `--${name}`)
    if (value !== undefined) flags[name] = value
  }
  return configuredLocale({ ...shell, flags }) ?? machineLocale(shell.environment) ?? 'en'
}

async function createCommands(cli: Cli, version: string): Promise<Command> {
  const program = createProgram(cli.shell, cli.t, version)
  const called = calledName(program, cli.shell.arguments)
  const known = called !== undefined && called in SUBCOMMANDS
  for (const [name, load] of Object.entries(SUBCOMMANDS)) {
    if (!known || name === called) (await load()).register(program, cli)
  }
  return program
}

/** The first word that is neither a common flag nor the value of one. */
function calledName(program: Command, words: readonly string[]): string | undefined {
  const takesValue = (word: string | undefined): boolean =>
    program.options.some((option) => option.long === word && option.required)
  return words.find((word, at) => !word.startsWith('-') && !takesValue(words[at - 1]))
}

/** The help of a word that is no subcommand would be that of the whole: such a word is told of instead. */
function withoutHelpOfNothing(program: Command, words: readonly string[]): readonly string[] {
  const called = calledName(program, words)
  const known = ['help', ...program.commands.map((command) => command.name())]
  if (called === undefined || known.includes(called)) return words
  return words.filter((word) => word !== '--help' && word !== '-h')
}

async function asUsageError(
  error: CommanderError,
  program: Command,
  cli: Cli,
): Promise<Error | undefined> {
  if (isDone(error)) return undefined
  const commands = (await cli.parts.registry()).commands.map((command) => command.name)
  const words = cli.shell.arguments
  const called = calledName(program, words)
  const command = program.commands.find((each) => each.name() === called) ?? program
  const flag = words.findIndex((word, at) => at > 0 && (word.startsWith('--') || word === '-h'))
  const line = words.slice(0, flag < 0 ? undefined : flag).join(' ')
  return usageError(error, program, command, commands, line)
}

/** Runs the program once and returns its exit code: 0 done, 1 a fault, 2 a mistake of the user. */
export async function run(shell: Shell, parts: Parts, version: string): Promise<number> {
  const locale = earlyLocale(shell)
  let exitCode = 0
  let close = async (): Promise<void> => undefined
  const cli: Cli = {
    shell,
    parts,
    locale,
    t: translator(locale),
    json: shell.arguments.includes('--json'),
    session(flags) {
      const created = createSession(cli, { ...program.opts<Flags>(), ...flags })
      close = created.close
      return created.session
    },
    exitWith(code) {
      exitCode = code
    },
  }
  const program = await createCommands(cli, version)
  try {
    if (shell.arguments.length === 0) program.outputHelp()
    else await program.parseAsync(withoutHelpOfNothing(program, shell.arguments), { from: 'user' })
  } catch (error) {
    const failed = error instanceof CommanderError ? await asUsageError(error, program, cli) : error
    if (failed !== undefined && !isClosedPipe(failed)) exitCode = report(failed, cli)
  }
  try {
    await close()
  } catch (error) {
    exitCode = report(error, cli)
  }
  return exitCode
}

/** Tells what went wrong and returns the exit code. */
function report(error: unknown, { shell, locale, t, json }: Cli): number {
  const reference = randomUUID().slice(0, 8)
  const failure = explain(error, locale, reference)
  if (failure.id === 'cli.fault') {
    const fault = error instanceof Error ? (error.stack ?? error.message) : String(error)
    createLogger((line) => shell.errors.write(line), 'error').error('failed', {
      reference,
      error: fault,
    })
  }
  const { id, message, suggestion, exitCode } = failure
  if (json) {
    const body = { error: { id, message, suggestion: suggestion ?? null } }
    shell.output.write(`${JSON.stringify(body)}\n`)
  } else {
    const hint =
      suggestion && id !== 'cli.settings' ? `\n${t('cli:suggestion', { suggestion })}` : ''
    shell.errors.write(`${message}${hint}\n`)
  }
  return exitCode
}
