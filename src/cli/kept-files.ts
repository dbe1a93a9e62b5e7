import { readdir, rm } from 'node:fs/promises'
import { basename, dirname, join, resolve, sep } from 'node:path'
import type { Config } from '../config.ts'
import type { Logger } from '../core/adapter.ts'
import type { Store } from '../core/store.ts'
import { eraseFromFiles, filesNaming } from '../privacy/person-files.ts'
import { type KeptFiles, readTombstones } from '../privacy/tombstone-file.ts'

/** Returns the path of the database where it is a file. */
export function databaseFile(config: Config): string | undefined {
  return /^sqlite:(.*)$/s.exec(config.database.reveal())?.[1]
}

/** Returns where it is kept who is to stay forgotten, whichever backup is restored. */
export function tombstoneFile(config: Config): string {
  const path = databaseFile(config)
  return path === undefined ? join(config.dataFolder, 'forgotten.jsonl') : `${path}.forgotten`
}

/** Returns the files that the program keeps, and how people are taken out of them. */
export function keptFiles(
  config: Config,
  openStore: (url: string) => Promise<Store>,
  log: Pick<Logger, 'warn'>,
): KeptFiles {
  const file = databaseFile(config)
  const database = file && resolve(file)
  async function eraseKept(kept: string): Promise<void> {
    try {
      const store = await openStore(`sqlite:${kept}`)
      try {
        await store.privacy.adopt(await readTombstones(tombstoneFile(config)))
      } finally {
        await store.close()
      }
    } catch (error) {
      // A database that cannot be opened cannot be put back either.
      log.warn('kept-database-not-erased', { file: kept, error: String(error) })
    }
    for (const ending of ['', '-wal', '-shm'])
      await rm(`${kept}.delivery${ending}`, { force: true })
  }
  const folder = config.dataFolder
  const files = async () => ({ folder, database, outside: await keptOutside(database, folder) })
  return {
    naming: async (names) => await filesNaming(names, await files()),
    erase: async (names) => await eraseFromFiles(names, { ...(await files()), eraseKept }),
  }
}

/** Returns the databases that were kept aside where a backup was restored, outside the data folder. */
async function keptOutside(
  database: string | undefined,
  dataFolder: string,
): Promise<readonly string[]> {
  if (database === undefined || database.startsWith(dataFolder + sep)) return []
  const folder = dirname(database)
  const names = await readdir(folder).catch(() => [])
  return names
    .filter((name) => name.startsWith(`${basename(database)}.before-`) && /\d{6}Z?$/.test(name))
    .map((name) => join(folder, name))
}
