import { chmod, copyFile, open, rename, rm } from 'node:fs/promises'
import { UserError } from '../../src/core/errors.ts'
import { migrations } from '../migrations/index.ts'
import { openHandle, type SqliteHandle } from './driver.ts'

/** What is for a moment only: a restored database must not carry it out again. An older one lacks some. */
const MOMENTARY = ['relay', 'forget_request']
/** What begins every database file of SQLite. */
const MAGIC = 'SQLite format 3\0'

/**
 * Writes the database to a new file, as it is at this moment, while others read and write.
 * Messages that are on their way are not part of it.
 */
export async function backupSqlite(database: string, file: string): Promise<void> {
  await (await open(file, 'wx', 0o600)).close()
  const source = await openHandle(database, 'read-only')
  try {
    await source.run('VACUUM INTO ?', [file])
  } finally {
    await source.close()
  }
  await using(file, async (copy) => {
    const tables = await copy.all("SELECT name FROM sqlite_schema WHERE type = 'table'")
    const there = new Set(tables.map((table) => table['name']))
    for (const table of MOMENTARY) if (there.has(table)) await copy.run(`DELETE FROM ${table}`)
    await copy.all('VACUUM')
  })
  await chmod(file, 0o600)
}

/**
 * Puts a backup in the place of the database, which is kept beside it. The backup is looked
 * through first. Rejects with a UserError, and changes nothing, where it is damaged, newer than
 * this program or no backup at all, and where the database is in use.
 */
export async function restoreSqlite(database: string, file: string, kept: string): Promise<void> {
  await refuseOther(file)
  const fresh = `${database}.restoring`
  try {
    await copyFile(file, fresh)
    await chmod(fresh, 0o600)
    await using(fresh, examine).catch((error: unknown) => {
      throw error instanceof UserError ? error : new UserError('privacy.damagedBackup')
    })
    const there = await settle(database)
    if (there) await rename(database, kept)
    await rename(fresh, database)
  } finally {
    await rm(fresh, { force: true })
  }
}

async function refuseOther(file: string): Promise<void> {
  const handle = await open(file, 'r')
  try {
    const { buffer } = await handle.read(Buffer.alloc(MAGIC.length), 0, MAGIC.length, 0)
    if (buffer.toString('latin1') !== MAGIC) throw new UserError('privacy.notABackup')
  } finally {
    await handle.close()
  }
}

async function using(file: string, work: (handle: SqliteHandle) => Promise<void>): Promise<void> {
  const handle = await openHandle(file, 'read-write')
  try {
    await handle.all('PRAGMA journal_mode = DELETE')
    await handle.all('PRAGMA secure_delete = ON')
    await work(handle)
  } finally {
    await handle.close()
  }
}

async function examine(copy: SqliteHandle): Promise<void> {
  const found = await copy.all('PRAGMA integrity_check(1)')
  if (found[0]?.['integrity_check'] !== 'ok') throw new UserError('privacy.damagedBackup')
  const tables = await copy.all("SELECT name FROM sqlite_schema WHERE name = 'migration'")
  if (tables.length === 0) throw new UserError('privacy.notABackup')
  const [last] = await copy.all('SELECT max(version) AS version FROM migration')
  if (Number(last?.['version']) > migrations.length) throw new UserError('privacy.newerBackup')
}

/** Brings the journal into the file, which works only where nobody else has it open. */
async function settle(database: string): Promise<boolean> {
  const isThere = await open(database, 'r').then(
    async (handle) => {
      await handle.close()
      return true
    },
    () => false,
  )
  if (!isThere) return false
  const handle = await openHandle(database, 'read-write')
  try {
    const [mode] = await handle.all('PRAGMA journal_mode = DELETE').catch(() => [])
    if (mode?.['journal_mode'] !== 'delete') throw new UserError('privacy.databaseInUse')
  } finally {
    await handle.close()
  }
  return true
}
