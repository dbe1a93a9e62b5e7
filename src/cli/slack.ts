import type { Command } from 'commander'
import { describe } from './help.ts'
import type { Cli } from './shell.ts'

async function manifest(cli: Cli, requestUrl: string | undefined): Promise<void> {
  const registry = await cli.parts.registry()
  const options = { locale: cli.locale, ...(requestUrl !== undefined && { requestUrl }) }
  const made = await cli.parts.chat.slackManifest(registry, options)
  await cli.session().print(`${JSON.stringify(made, null, 2)}\n`)
}

export function register(program: Command, cli: Cli): void {
  const { t } = cli
  const command = program.command('slack')
  describe(command, t, {
    summary: 'cli:slack.summary',
    description: 'cli:slack.description',
    usage: 'manifest [--url ADDRESS]',
    examples: 'cli:slack.examples',
  }).action(() => command.outputHelp())
  describe(command.command('manifest').option('--url <address>', t('cli:slack.url')), t, {
    summary: 'cli:slack.summary',
    description: 'cli:slack.description',
    usage: '[--url ADDRESS]',
    examples: 'cli:slack.examples',
  }).action(({ url }: { readonly url?: string }) => manifest(cli, url))
}
