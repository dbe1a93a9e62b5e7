import { existsSync, statSync } from 'node:fs'
import { dirname } from 'node:path'
import type { Command } from 'commander'
import { UserError } from '../core/errors.ts'
import { formatCount } from '../language/format.ts'
import { describe } from './help.ts'
import { databaseFile } from './kept-files.ts'
import type { Cli, Session } from './shell.ts'
import { targetPath } from './target-path.ts'

const KIBIBYTE = 1024

async function backUp(session: Session, name: string, json: boolean): Promise<void> {
  const { config, shell, t, locale } = session
  const file = targetPath(shell.directory, name)
  if (!session.databaseExists()) throw new UserError('privacy.nothingToBackUp')
  if (!existsSync(dirname(file))) throw new UserError('cli.noFolder', { place: dirname(file) })
  if (statSync(file, { throwIfNoEntry: false })?.isDirectory()) {
    throw new UserError('cli.isFolder', { place: file }, `cxbot backup ${name}/cxbot.backup`)
  }
  if (file === databaseFile(config)) throw new UserError('privacy.backupOntoItself')
  const { backupStore } = await session.parts.backups()
  const { size, hash } = await backupStore(config.database.reveal(), file)
  if (json) {
    await session.print(`${JSON.stringify({ file, size, sha256: hash })}\n`)
    return
  }
  const shown = formatCount(Math.ceil(size / KIBIBYTE), locale)
  await session.print(`${t('privacy:backup.done', { file: name, size: shown, hash })}\n`)
}

export function register(program: Command, cli: Cli): void {
  const { t } = cli
  const written = program
    .command('backup')
    .argument('<file>', t('privacy:backup.file'))
    .option('--json', t('privacy:backup.json'))
  describe(written, t, {
    summary: 'privacy:backup.summary',
    description: 'privacy:backup.description',
    usage: 'FILE [--json]',
    examples: 'privacy:backup.examples',
  }).action((file: string, { json }: { readonly json?: boolean }) =>
    backUp(cli.session(), file, json ?? false),
  )
}
