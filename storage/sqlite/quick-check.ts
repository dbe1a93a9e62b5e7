import { openHandle, type SqliteHandle } from './driver.ts'

/** So long after opening: whoever only asks one question is gone by then. */
const BEGIN_MILLISECONDS = 10_000

/** Looks through a database file for damaged pages while it is in use. */
export interface QuickCheck {
  /** Whether damage was found. */
  isDamaged(): boolean
  stop(): Promise<void>
}

/**
 * Checks the file once with SQLite's `quick_check`, a while after it was opened and over a
 * handle of its own, so that neither a start nor a report waits for it.
 */
export function startQuickCheck(file: string, delay = BEGIN_MILLISECONDS): QuickCheck {
  let damaged = false
  let handle: SqliteHandle | undefined
  let running: Promise<void> | undefined
  let stopped = false

  async function check(): Promise<void> {
    try {
      handle = await openHandle(file, 'read-only')
      if (stopped) return
      const rows = await handle.all('PRAGMA quick_check(1)')
      damaged = rows.length > 0 && rows[0]?.['quick_check'] !== 'ok'
    } catch (error) {
      damaged = error instanceof Error && error.message.startsWith('SQLITE_CORRUPT')
    } finally {
      await handle?.close().catch(() => undefined)
      handle = undefined
    }
  }

  const timer = setTimeout(() => {
    running = check()
  }, delay)
  timer.unref()
  return {
    isDamaged: () => damaged,
    async stop() {
      stopped = true
      clearTimeout(timer)
      handle?.interrupt()
      await running
    },
  }
}
