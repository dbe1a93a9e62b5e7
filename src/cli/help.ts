import { Command, type Help, type Option } from 'commander'
import type { MessageKey, Translate } from '../language/translate.ts'
import type { Shell } from './shell.ts'
import { terminalTraits } from './terminal.ts'

const TITLES: Readonly<Record<string, MessageKey>> = {
  'Usage:': 'cli:help.usage',
  'Arguments:': 'cli:help.arguments',
  'Options:': 'cli:help.options',
  'Global Options:': 'cli:help.commonOptions',
  'Commands:': 'cli:help.commands',
}

const BOLD = ['\u001B[1m', '\u001B[22m'] as const

/** Returns the program with help in the user's language and errors left to the caller. */
export function createProgram(shell: Shell, t: Translate, version: string): Command {
  const coloured = Boolean(shell.output.isTTY) && terminalTraits(shell.environment).colours
  const program = new Command('cxbot')
  program
    .usage(t('cli:help.programUsage'))
    .description(t('cli:help.program'))
    .version(version, '-V, --version', t('cli:help.version'))
    .helpOption('-h, --help', t('cli:help.help'))
    .helpCommand('help [command]', t('cli:help.helpCommand'))
    .option('--db <url>', t('cli:options.db'))
    .option('--workspace <name>', t('cli:options.workspace'))
    .option('--locale <code>', t('cli:options.locale'))
    .option('--zone <area/city>', t('cli:options.zone'))
    .option('--now <iso>', t('cli:options.now'))
    .option('--config <file>', t('cli:options.config'))
    .addHelpText('after', `\n${t('cli:help.programExamples')}`)
    .exitOverride()
    .showSuggestionAfterError(false)
    .configureOutput({
      writeOut: (text) => {
        shell.output.write(text)
      },
      writeErr: () => undefined,
      getOutHelpWidth: () => Math.max(shell.output.columns ?? 80, 40),
      getOutHasColors: () => coloured,
    })
    .configureHelp({
      showGlobalOptions: true,
      subcommandTerm: (command) => command.name(),
      styleTitle(title: string): string {
        const key = TITLES[title]
        const words = key ? t(key) : title
        return coloured ? `${BOLD[0]}${words}${BOLD[1]}` : words
      },
      visibleGlobalOptions(this: Help, command: Command): Option[] {
        const inherited = command.parent?.options ?? []
        return inherited.filter((option) => option.long !== '--version')
      },
      optionDescription(this: Help, option: Option): string {
        return option.description
      },
    })
  return program
}

/** Gives a subcommand its words: what it does, how it is called, examples after the options. */
export function describe(
  command: Command,
  t: Translate,
  words: { summary: MessageKey; description: MessageKey; usage: string; examples: MessageKey },
): Command {
  return command
    .summary(t(words.summary))
    .description(t(words.description))
    .usage(words.usage)
    .helpOption('-h, --help', t('cli:help.help'))
    .addHelpText('after', `\n${t('cli:help.examples')}\n${t(words.examples)}`)
}
