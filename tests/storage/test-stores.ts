import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Store } from '../../src/core/store.ts'
import { openStore } from '../../storage/index.ts'
import { freshPostgres } from '../postgres.ts'

type Clock = () => number

/** A store over a new, empty database. */
interface TestStore {
  readonly store: Store
  /** Opens the same database once more. */
  reopen(): Promise<Store>
  /** Closes the store and takes the database away. */
  dispose(): Promise<void>
}

/** The same with a second store over the database, as another process has it. */
interface TestStores extends TestStore {
  readonly other: Store
}

async function storeAt(
  url: string,
  clock: Clock | undefined,
  takeAway: () => Promise<void>,
): Promise<TestStore> {
  const reopen = () => openStore(url, clock && { clock })
  const store = await reopen()
  return {
    store,
    reopen,
    async dispose() {
      await store.close()
      await takeAway()
    },
  }
}

async function withOther(one: TestStore): Promise<TestStores> {
  const other = await one.reopen()
  return {
    ...one,
    other,
    async dispose() {
      await other.close()
      await one.dispose()
    },
  }
}

/** Returns a store in SQLite; `clock` stands for the database's own, in milliseconds. */
export async function sqliteStore(clock?: Clock): Promise<TestStore> {
  const folder = await mkdtemp(join(tmpdir(), 'cxbot-store-'))
  const file = join(folder, 'store.db')
  return await storeAt(`sqlite:${file}`, clock, () => rm(folder, { recursive: true }))
}

/** Returns two stores over one SQLite database. */
export async function sqliteStores(clock?: Clock): Promise<TestStores> {
  return await withOther(await sqliteStore(clock))
}

/** Returns a store in PostgreSQL; `clock` stands for the database's own, in milliseconds. */
export async function postgresStore(clock?: Clock): Promise<TestStore> {
  const { url, drop } = await freshPostgres()
  return await storeAt(url, clock, drop)
}

/** Returns two stores over one PostgreSQL database. */
export async function postgresStores(clock?: Clock): Promise<TestStores> {
  return await withOther(await postgresStore(clock))
}
