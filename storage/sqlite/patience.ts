import { setTimeout as sleep } from 'node:timers/promises'
import type { SqliteHandle } from './driver.ts'

/** A lock is free for a moment only while another process imports: SQLite itself would look every tenth of a second. */
const POLL_MILLISECONDS = 2

/**
 * Returns the handle, which waits for other processes that write: it asks again and
 * again within `milliseconds`, without holding a thread meanwhile.
 */
export async function patient(handle: SqliteHandle, milliseconds: number): Promise<SqliteHandle> {
  await handle.all('PRAGMA busy_timeout = 0')
  async function persist<Result>(call: () => Promise<Result>): Promise<Result> {
    const begun = performance.now()
    for (;;) {
      try {
        return await call()
      } catch (error) {
        if (!isBusy(error) || performance.now() - begun >= milliseconds) throw error
        await sleep(POLL_MILLISECONDS)
      }
    }
  }
  return {
    all: (sql, parameters) => persist(() => handle.all(sql, parameters)),
    run: (sql, parameters) => persist(() => handle.run(sql, parameters)),
    interrupt: () => handle.interrupt(),
    close: () => handle.close(),
  }
}

function isBusy(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'SQLITE_BUSY'
}
