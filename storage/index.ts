import { StorageError } from '../src/core/errors.ts'
import type { Store } from '../src/core/store.ts'
import { createStore } from './shared/store.ts'

/**
 * Opens the store behind `sqlite:PATH` or `postgres://…` with its schema brought
 * up to date. Rejects with a StorageError that says what is wrong with the place.
 */
export async function openStore(url: string): Promise<Store> {
  if (url.startsWith('sqlite:') && url.length > 'sqlite:'.length) {
    const { openSqlite } = await import('./sqlite/index.ts')
    return createStore(await openSqlite(url.slice('sqlite:'.length)))
  }
  throw new StorageError('unsupported-url', url)
}
