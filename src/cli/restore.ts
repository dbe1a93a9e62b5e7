import { existsSync, statSync } from 'node:fs'
import { resolve } from 'node:path'
import type { Command } from 'commander'
import { UserError } from '../core/errors.ts'
import { withTombstoneFile } from '../privacy/tombstone-file.ts'
import { describe } from './help.ts'
import { databaseFile, keptFiles, tombstoneFile } from './kept-files.ts'
import type { Cli, Session } from './shell.ts'

async function restore(session: Session, name: string, yes: boolean): Promise<void> {
  const { config, shell, t, now } = session
  const file = resolve(shell.directory, name)
  if (!statSync(file, { throwIfNoEntry: false })?.isFile()) {
    throw new UserError('privacy.noBackup', { file: name })
  }
  const path = databaseFile(config)
  const url = config.database.reveal()
  if (session.databaseExists() && !yes) {
    throw new UserError('privacy.restoreReplaces', {}, `cxbot restore ${name} --yes`)
  }
  const stamp = new Date(now() * 1000).toISOString().replaceAll(/[-:]|\.\d+/g, '')
  const kept = `${path ?? ''}.before-${stamp}`
  const { restoreStore } = await session.parts.backups()
  const isReplaced = path !== undefined && existsSync(path)
  if (path === undefined) await (await session.parts.openStore(url)).close()
  await restoreStore(url, file, kept)
  const store = await session.parts.openStore(url)
  try {
    await withTombstoneFile(
      store,
      tombstoneFile(config),
      keptFiles(config, session.parts.openStore, session.log),
    )
    const names = (await store.workspaces()).map((workspace) => workspace.name)
    await session.print(`${t('privacy:restore.done', { names: names.join(', ') || '–' })}\n`)
  } finally {
    await store.close()
  }
  if (isReplaced) await session.print(`${t('privacy:restore.kept', { file: kept })}\n`)
}

export function register(program: Command, cli: Cli): void {
  const { t } = cli
  const command = program
    .command('restore')
    .argument('<file>', t('privacy:restore.file'))
    .option('--yes', t('privacy:restore.yes'))
  describe(command, t, {
    summary: 'privacy:restore.summary',
    description: 'privacy:restore.description',
    usage: 'FILE [--yes]',
    examples: 'privacy:restore.examples',
  }).action((file: string, { yes }: { readonly yes?: boolean }) =>
    restore(cli.session(), file, yes ?? false),
  )
}
