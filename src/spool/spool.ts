import { createHash, randomBytes } from 'node:crypto'
import {
  chmod,
  mkdir,
  open,
  readdir,
  readFile,
  rename,
  rm,
  stat,
  writeFile,
} from 'node:fs/promises'
import { join } from 'node:path'
import { StorageError, UserError } from '../core/errors.ts'
import { type FileShelf, type GivenFile, type KeptFile, tableEnding } from '../core/given-file.ts'
import type { EpochSeconds, ImportId } from '../core/identity.ts'
import { harmlessName } from './file-names.ts'

const MEGABYTE = 1024 * 1024
const LARGEST_FILE = 64 * MEGABYTE
const KEPT_SECONDS = 86_400
const SWEEP_MILLISECONDS = 3_600_000
/** What a full disk, or a user's full share of it, is told by. */
const NO_ROOM: readonly string[] = ['ENOSPC', 'EDQUOT']
const KEY = /^[0-9a-f]{22}$/

/** What stands beside the bytes of a file. */
interface Facts extends Omit<KeptFile, 'key' | 'path'> {
  /** Hash of who gave it. */
  readonly owner: string
}

/** A folder of given files, and how it is kept small. */
export interface Spool extends FileShelf {
  /** Throws away what is older than a day. */
  sweep(): Promise<void>
  /** Sweeps now and every hour; returns what stops it. */
  keepSwept(onFault: (error: unknown) => void): () => Promise<void>
}

/**
 * Returns the files that people gave, in a folder that only the bot's own user can enter.
 * The folder is made with the first file.
 */
export function createSpool(
  folder: string,
  {
    clock,
    largest = LARGEST_FILE,
  }: { readonly clock: () => EpochSeconds; readonly largest?: number },
): Spool {
  const factsPath = (key: string): string => join(folder, `${key}.facts.json`)
  const bytesPath = (key: string, name: string): string =>
    join(folder, `${key}${tableEnding(name)}`)
  const hashed = (owner: string): string => createHash('sha256').update(owner).digest('base64url')
  const tooLarge = (name: string): UserError =>
    new UserError('drop.too-large', { name, most: Math.floor(largest / MEGABYTE) })

  async function write(key: string, facts: Facts): Promise<void> {
    const path = factsPath(key)
    await writeFile(`${path}.new`, JSON.stringify(facts), { mode: 0o600 })
    await rename(`${path}.new`, path)
  }

  /** Copies the bytes; stops at once where there are more than may be. */
  async function copy(file: GivenFile, path: string, name: string): Promise<number> {
    if (file.size !== null && file.size > largest) throw tooLarge(name)
    const target = await open(path, 'wx', 0o600)
    let size = 0
    try {
      for await (const chunk of await file.open()) {
        size += chunk.byteLength
        if (size > largest) throw tooLarge(name)
        await target.writeFile(chunk)
      }
    } catch (error) {
      await rm(path, { force: true })
      throw error
    } finally {
      await target.close()
    }
    return size
  }

  async function sweep(): Promise<void> {
    for (const name of await readdir(folder).catch(() => [])) {
      const path = join(folder, name)
      const found = await stat(path).catch(() => undefined)
      if (found && found.mtimeMs / 1000 < clock() - KEPT_SECONDS) await rm(path, { force: true })
    }
  }

  return {
    largest,
    sweep,
    async keep(file, owner) {
      const key = randomBytes(11).toString('hex')
      const name = harmlessName(file.name)
      const path = bytesPath(key, name)
      try {
        await mkdir(folder, { recursive: true, mode: 0o700 })
        await chmod(folder, 0o700)
        const size = await copy(file, path, name)
        const facts = { name, size, keptAt: clock(), importId: null }
        await write(key, { ...facts, owner: hashed(owner) })
        return { key, path, ...facts }
      } catch (error) {
        for (const left of [path, `${factsPath(key)}.new`]) await rm(left, { force: true })
        throw NO_ROOM.includes(codeOf(error))
          ? new StorageError('full', folder, { cause: error })
          : error
      }
    },
    async find(key, owner) {
      if (!KEY.test(key)) return undefined
      const text = await readFile(factsPath(key), 'utf8').catch(() => undefined)
      if (text === undefined) return undefined
      const { owner: its, ...facts } = JSON.parse(text) as Facts
      const path = bytesPath(key, facts.name)
      const isThere = facts.importId !== null || (await stat(path).catch(() => undefined))
      return its === hashed(owner) && isThere ? { key, path, ...facts } : undefined
    },
    async settle({ key, path, ...facts }, importId: ImportId) {
      const text = await readFile(factsPath(key), 'utf8')
      const { owner } = JSON.parse(text) as Facts
      await write(key, { ...facts, importId, owner })
      await rm(path, { force: true })
    },
    keepSwept(onFault) {
      const attempt = (): void => void sweep().catch(onFault)
      attempt()
      const timer = setInterval(attempt, SWEEP_MILLISECONDS)
      timer.unref()
      return async () => clearInterval(timer)
    },
  }
}

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : ''
}
