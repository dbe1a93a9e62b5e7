import type { Command } from 'commander'
import { UserError } from '../core/errors.ts'
import { openConversation } from './conversation.ts'
import { describe } from './help.ts'
import type { Cli, Session } from './shell.ts'
import { terminalTraits } from './terminal.ts'

async function chat(session: Session): Promise<void> {
  const { shell, t, config } = session
  const { host, workspace, empty, invocation } = await openConversation(session)
  if (empty) throw new UserError('cli.emptyDatabase', {}, 'cxbot import FILE.csv')
  const traits = terminalTraits(shell.environment)
  const { createConsoleAdapter } = await session.parts.console()
  const adapter = createConsoleAdapter({
    input: shell.input,
    output: shell.output,
    locale: session.locale,
    invocation,
    greeting: t('cli:chat.greeting', {
      workspace: workspace.sample ? t('cli:sampleName') : workspace.name,
    }),
    colours: Boolean(shell.output.isTTY) && traits.colours,
    pictures: shell.output.isTTY ? traits.pictures : null,
    dataFolder: config.dataFolder,
  })
  const stopListening = shell.onStop(() => void adapter.stop())
  await adapter.start(host)
  await adapter.finished
  stopListening()
}

export function register(program: Command, cli: Cli): void {
  describe(program.command('chat'), cli.t, {
    summary: 'cli:chat.summary',
    description: 'cli:chat.description',
    usage: '',
    examples: 'cli:chat.examples',
  }).action(() => chat(cli.session()))
}
