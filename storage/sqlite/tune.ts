import type { OpenMode, SqliteHandle } from './driver.ts'
import { patient } from './patience.ts'

/** How long a statement waits for another process, unless said otherwise. */
export const BUSY_MILLISECONDS = 5_000

/** Sets what a handle needs to be durable, careful with what is deleted, and patient. */
export async function tune(
  handle: SqliteHandle,
  cacheMebibytes: number,
  mode: OpenMode,
  {
    busyMilliseconds = BUSY_MILLISECONDS,
    maxPages,
  }: { readonly busyMilliseconds?: number; readonly maxPages?: number },
): Promise<void> {
  if (mode === 'read-write') {
    /** SQLite does not wait for another process that opens the new file at the same moment. */
    await (await patient(handle, busyMilliseconds)).all('PRAGMA journal_mode = WAL')
  }
  await handle.all(`PRAGMA busy_timeout = ${busyMilliseconds}`)
  await handle.all('PRAGMA synchronous = FULL')
  await handle.all('PRAGMA secure_delete = ON')
  await handle.all('PRAGMA temp_store = MEMORY')
  await handle.all(`PRAGMA cache_size = ${-cacheMebibytes * 1024}`)
  await handle.all('PRAGMA wal_autocheckpoint = 4000')
  await handle.all('PRAGMA journal_size_limit = 67108864')
  if (maxPages !== undefined) await handle.all(`PRAGMA max_page_count = ${maxPages}`)
}
