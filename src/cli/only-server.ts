import { randomUUID } from 'node:crypto'
import { hostname } from 'node:os'
import { setTimeout as delay } from 'node:timers/promises'
import type { Logger } from '../core/adapter.ts'
import { StorageError, UserError } from '../core/errors.ts'
import type { Store } from '../core/store.ts'
import { databaseFile } from './kept-files.ts'
import type { Session } from './shell.ts'

const NAME = 'server'
const LEASE_SECONDS = 15
const RENEW_MILLISECONDS = 5000
const LOOK_MILLISECONDS = 250

/**
 * Makes this process the one that serves a SQLite database, and gives back what an earlier
 * one held when it ended. Throws a UserError where another one serves. A database that may
 * only be read is served by any number.
 */
export async function becomeOnlyServer(
  session: Session,
  { store, log }: { readonly store: Store; readonly log: Logger },
): Promise<void> {
  if (store.engine.name !== 'sqlite') return
  const { delivery } = store
  const holder = JSON.stringify({ host: hostname(), pid: process.pid, id: randomUUID() })
  const end = Date.now() + (LEASE_SECONDS + 1) * 1000
  const leads = async (): Promise<boolean | 'read-only'> => {
    try {
      return await delivery.lead(NAME, holder, LEASE_SECONDS)
    } catch (error) {
      const lasting = error instanceof StorageError ? error.fault : undefined
      if (lasting === 'read-only' || lasting === 'unreachable') return 'read-only'
      throw error
    }
  }
  for (;;) {
    const outcome = await leads()
    if (outcome === 'read-only') return
    if (outcome) break
    const state = stateOf(await delivery.kept(NAME))
    if (state === 'gone') await delivery.keep(NAME, null)
    else if (state === 'alive' || Date.now() > end) {
      throw new UserError('cli.alreadyServed', { place: databaseFile(session.config) ?? '' })
    } else await delay(LOOK_MILLISECONDS)
  }
  await delivery.releaseHeld()
  const renewing = setInterval(() => {
    delivery.lead(NAME, holder, LEASE_SECONDS).then(
      (leads) => {
        if (!leads) log.error('another-server', { database: databaseFile(session.config) })
      },
      (error: unknown) => log.warn('lease-not-renewed', { error: String(error) }),
    )
  }, RENEW_MILLISECONDS)
  renewing.unref()
  session.atEnd(async () => {
    clearInterval(renewing)
    await delivery.lead(NAME, holder, 0)
  })
}

/** What can be told of another holder: a process of this machine is there or not. */
function stateOf(holder: string | null): 'alive' | 'gone' | 'unknown' {
  if (holder === null) return 'gone'
  const { host, pid } = JSON.parse(holder) as { readonly host: string; readonly pid: number }
  if (host !== hostname()) return 'unknown'
  /** In a container every process may bear the same number. */
  if (pid === process.pid) return 'gone'
  try {
    process.kill(pid, 0)
    return 'alive'
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM' ? 'alive' : 'gone'
  }
}
