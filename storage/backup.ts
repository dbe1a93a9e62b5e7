import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { readFile, rename, rm, stat, writeFile } from 'node:fs/promises'
import { basename } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { UserError } from '../src/core/errors.ts'
import { unsupportedUrl } from './unsupported-url.ts'

/** A backup that was written. */
export interface BackupFacts {
  /** In bytes. */
  readonly size: number
  /** SHA-256 of the file, in hexadecimal; also in a file of its own beside it. */
  readonly hash: string
}

function databaseOf(url: string): string | undefined {
  return /^sqlite:(.+)$/s.exec(url)?.[1]
}

async function hashOf(file: string): Promise<string> {
  const hash = createHash('sha256')
  await pipeline(createReadStream(file), hash)
  return hash.digest('hex')
}

/**
 * Writes all that a database holds to one file, with a hash in the form of `sha256sum` beside
 * it, while the bot runs. A file of that name is replaced only when the new one is whole.
 */
export async function backupStore(url: string, file: string): Promise<BackupFacts> {
  const unfinished = `${file}.part`
  await rm(unfinished, { force: true })
  const path = databaseOf(url)
  try {
    if (path !== undefined) {
      await (await import('./sqlite/backup.ts')).backupSqlite(path, unfinished)
    } else if (/^postgres(ql)?:\/\//.test(url)) {
      await (await import('./postgres/backup.ts')).backupPostgres(url, unfinished)
    } else throw unsupportedUrl(url)
    const hash = await hashOf(unfinished)
    const { size } = await stat(unfinished)
    await rename(unfinished, file)
    await writeFile(`${file}.sha256`, `${hash}  ${basename(file)}\n`, { mode: 0o600 })
    return { size, hash }
  } finally {
    await rm(unfinished, { force: true })
  }
}

/**
 * Puts a backup in the place of what a database holds. Its hash, where there is one, and its
 * content are checked before anything is replaced. With SQLite the database that was there is
 * kept under the name `kept`. Rejects with a UserError that says what is wrong with the backup.
 */
export async function restoreStore(url: string, file: string, kept: string): Promise<void> {
  const told = await readFile(`${file}.sha256`, 'utf8').catch(() => undefined)
  if (told !== undefined && told.slice(0, 64) !== (await hashOf(file))) {
    throw new UserError('privacy.changedBackup')
  }
  const path = databaseOf(url)
  if (path !== undefined) {
    await (await import('./sqlite/backup.ts')).restoreSqlite(path, file, kept)
  } else await (await import('./postgres/backup.ts')).restorePostgres(url, file)
}
