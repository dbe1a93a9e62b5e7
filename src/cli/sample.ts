import type { Command } from 'commander'
import { formatCount } from '../language/format.ts'
import { describe } from './help.ts'
import type { Cli, Session } from './shell.ts'
import { newWorkspaceSettings, SAMPLE_WORKSPACE } from './workspaces.ts'

async function sample(session: Session): Promise<void> {
  const { locale, t } = session
  const store = await session.openStore()
  const { ensureSample } = await import('../sample/index.ts')
  const { added } = await ensureSample(store, SAMPLE_WORKSPACE, {
    ...newWorkspaceSettings(session),
    now: session.now(),
  })
  const made = t('cli:sample.made', { count: added, shown: formatCount(added, locale) })
  await session.print(`${made}\n${t('sample:introduction')}\n`)
}

export function register(program: Command, cli: Cli): void {
  describe(program.command('sample'), cli.t, {
    summary: 'cli:sample.summary',
    description: 'cli:sample.description',
    usage: '',
    examples: 'cli:sample.examples',
  }).action(() => sample(cli.session()))
}
