import { setTimeout as sleep } from 'node:timers/promises'
import type { SqliteHandle } from './driver.ts'

const ATTEMPTS = 200
const PAUSE_MILLISECONDS = 50

/**
 * Leaves nothing of what was deleted: rewrites the file, whose free space may hold copies of
 * rows that were moved, and empties the journal. Waits for those who read and write meanwhile.
 */
export async function overwriteDeleted(writer: SqliteHandle): Promise<void> {
  await persist(async () => {
    await writer.all('VACUUM')
    return true
  })
  await persist(async () => {
    const [row] = await writer.all('PRAGMA wal_checkpoint(TRUNCATE)')
    return Number(row?.['busy']) === 0
  })
}

async function persist(attempt: () => Promise<boolean>): Promise<void> {
  for (let count = 1; ; count += 1) {
    try {
      if (await attempt()) return
    } catch (error) {
      if (count >= ATTEMPTS || !isLocked(error)) throw error
    }
    if (count >= ATTEMPTS) return
    await sleep(PAUSE_MILLISECONDS)
  }
}

/** Somebody is in the middle of a transaction, be it another process or this one. */
function isLocked(error: unknown): boolean {
  if (!(error instanceof Error)) return false
  const code = 'code' in error ? error.code : undefined
  return (
    code === 'SQLITE_BUSY' ||
    code === 'SQLITE_LOCKED' ||
    /within a transaction|statements in progress/.test(error.message)
  )
}
