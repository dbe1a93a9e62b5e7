import { appendFile, mkdir, readFile } from 'node:fs/promises'
import { dirname } from 'node:path'
import {
  FORGETTABLE,
  PERSON_DIMENSIONS,
  type Person,
  type PersonFiles,
  type Tombstone,
} from '../core/privacy.ts'
import type { Store } from '../core/store.ts'

const HEXADECIMAL = /^[0-9a-f]{64}$/

function readLine(line: string): readonly Tombstone[] {
  try {
    const found = JSON.parse(line) as Partial<Record<keyof Tombstone, unknown>>
    const { workspace, dimension, salt, hash, at } = found
    const isTombstone =
      typeof workspace === 'string' &&
      FORGETTABLE.some((each) => each === dimension) &&
      HEXADECIMAL.test(String(salt)) &&
      HEXADECIMAL.test(String(hash)) &&
      Number.isSafeInteger(at)
    return isTombstone ? [found as Tombstone] : []
  } catch {
    return []
  }
}

/** Returns the tombstones of a file, which need not be there; lines that are none are left out. */
export async function readTombstones(path: string): Promise<readonly Tombstone[]> {
  try {
    return (await readFile(path, 'utf8')).split('\n').flatMap(readLine)
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return []
    throw error
  }
}

/** Adds those that the file does not hold yet; it is made for its owner only. */
async function addTombstones(path: string, tombstones: readonly Tombstone[]): Promise<void> {
  const known = new Set((await readTombstones(path)).map((each) => JSON.stringify(each)))
  const fresh = tombstones.map((each) => JSON.stringify(each)).filter((each) => !known.has(each))
  if (fresh.length === 0) return
  await mkdir(dirname(path), { recursive: true, mode: 0o700 })
  await appendFile(path, `${fresh.join('\n')}\n`, { mode: 0o600, flush: true })
}

/** The files that the program keeps beside its database. */
export interface KeptFiles {
  /** Takes people out of them; databases that were kept aside lose all who are to stay forgotten. */
  erase(names: readonly string[]): Promise<void>
  /** Returns those that name people. */
  naming(names: readonly string[]): Promise<PersonFiles>
}

const NO_FILES: KeptFiles = {
  erase: async () => undefined,
  naming: async () => ({ touched: [], left: [] }),
}

/**
 * Returns the store, which keeps its tombstones in a file beside the database as well, where
 * no restored backup takes them away: who is in the file and came back is erased now. A
 * tombstone is in the file before anything is erased, and other files go before the database,
 * so that a stopped erasure is gone on with at the next start.
 */
export async function withTombstoneFile(
  store: Store,
  path: string,
  files: KeptFiles = NO_FILES,
): Promise<Store> {
  const kept = await readTombstones(path)
  if (kept.length > 0) {
    const back = await store.privacy.returned(kept)
    if (back.length > 0) await files.erase(namesOf(back))
    await store.privacy.adopt(kept)
  }
  await addTombstones(path, await store.privacy.tombstones())
  return {
    ...store,
    privacy: {
      ...store.privacy,
      async traces(workspace, person) {
        const traces = await store.privacy.traces(workspace, person)
        if (traces.names.length === 0) return traces
        return { ...traces, files: await files.naming(namesIn(person, traces.names)) }
      },
      async erase(workspace, person, tombstone) {
        await addTombstones(path, [tombstone])
        const { names } = await store.privacy.traces(workspace, person)
        await files.erase(namesIn(person, names))
        return await store.privacy.erase(workspace, person, tombstone)
      },
    },
  }
}

function namesIn(person: Person, spellings: readonly string[]): readonly string[] {
  return namesOf([person, ...spellings.map((name) => ({ ...person, name }))])
}

/** Names of people as feedback knows them: accounts and pseudonyms stand in no file. */
function namesOf(persons: readonly Person[]): readonly string[] {
  return persons
    .filter(({ dimension }) => PERSON_DIMENSIONS.some((each) => each === dimension))
    .map(({ name }) => name)
}
