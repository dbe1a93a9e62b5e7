import type { Command } from 'commander'
import { UserError } from '../core/errors.ts'
import { tokenVariable } from '../platform-names.ts'
import { describe } from './help.ts'
import type { Cli, Session } from './shell.ts'

async function registerCommands(session: Session): Promise<void> {
  const { config, parts, t } = session
  const settings = config.platforms.discord
  if (!settings) throw new UserError('cli.tokenNeeded', { needed: tokenVariable('discord') })
  const registry = await parts.registry()
  const { created, updated, unchanged, foreign } = await parts.chat.registerDiscord(
    settings,
    registry,
  )
  const names = (list: readonly string[]): string => list.join(', ')
  const heading =
    settings.guild === null
      ? t('cli:discord.global')
      : t('cli:discord.guild', { id: settings.guild })
  const findings = [
    ...(created.length > 0 ? [t('cli:discord.created', { names: names(created) })] : []),
    ...(updated.length > 0 ? [t('cli:discord.updated', { names: names(updated) })] : []),
    ...(unchanged > 0 ? [t('cli:discord.unchanged', { count: unchanged })] : []),
    ...(foreign.length > 0 ? [t('cli:discord.foreign', { names: names(foreign) })] : []),
  ]
  await session.print(`${[heading, ...findings.map((line) => `  ${line}`)].join('\n')}\n`)
}

export function register(program: Command, cli: Cli): void {
  const words = {
    summary: 'cli:discord.summary',
    description: 'cli:discord.description',
    examples: 'cli:discord.examples',
  } as const
  const command = program.command('discord')
  describe(command, cli.t, { ...words, usage: 'register' }).action(() => command.outputHelp())
  describe(command.command('register'), cli.t, { ...words, usage: '' }).action(() =>
    registerCommands(cli.session()),
  )
}
