import type { Store } from '../src/core/store.ts'
import { fileFault } from './file-fault.ts'
import { createStore } from './shared/store.ts'
import { unsupportedUrl } from './unsupported-url.ts'

export interface OpenOptions {
  /** Milliseconds since 1970, for leases and pauses; the database's own clock unless said otherwise. */
  readonly clock?: () => number
}

/**
 * Opens the store behind `sqlite:PATH` or `postgres://…` with its schema brought
 * up to date. Rejects with a StorageError that says what is wrong with the place.
 */
export async function openStore(url: string, options: OpenOptions = {}): Promise<Store> {
  const path = /^sqlite:(.+)$/s.exec(url)?.[1]
  if (path !== undefined) {
    const { openSqlite } = await import('./sqlite/index.ts')
    try {
      return createStore(await openSqlite(path, options))
    } catch (error) {
      throw fileFault(error, url)
    }
  }
  if (/^postgres(ql)?:\/\//.test(url)) {
    const { openPostgres } = await import('./postgres/index.ts')
    return createStore(await openPostgres(url, options))
  }
  throw unsupportedUrl(url)
}
