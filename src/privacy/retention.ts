import cron from 'node-cron'
import type { Logger } from '../core/adapter.ts'
import type { EpochSeconds } from '../core/identity.ts'
import type { RetentionLimits } from '../core/privacy.ts'
import type { Store } from '../core/store.ts'
import type { Retention } from './retention-settings.ts'

const DAY = 86_400
/** How long ids of what was delivered stay at the least, so that nothing is answered twice. */
const LEAST_ID_DAYS = 30
const AT_ONCE = 500
const HOURLY = '17 7 * * * *'

function before(now: EpochSeconds, days: number): EpochSeconds {
  return (now - days * DAY) as EpochSeconds
}

/**
 * Removes what is older than the settings say from every workspace, a bounded number of rows
 * in one transaction. Returns how many pieces there were.
 */
export async function expireAll(
  store: Store,
  retention: Retention,
  now: EpochSeconds,
): Promise<number> {
  const limits: RetentionLimits = Object.fromEntries(
    (['texts', 'feedback', 'reports', 'audit'] as const).flatMap((name) => {
      const days = retention[name]
      return days === undefined ? [] : [[name, before(now, days)]]
    }),
  )
  let removed = 0
  if (Object.keys(limits).length > 0) {
    for (const { id } of await store.workspaces()) {
      for (;;) {
        const count = await store.privacy.expire(id, limits, AT_ONCE)
        removed += count
        if (count === 0) break
      }
    }
  }
  const { delivery } = retention
  if (delivery !== undefined) {
    const ids = before(now, Math.max(delivery, LEAST_ID_DAYS))
    await store.delivery.forgetDelivered(before(now, delivery), ids)
  }
  return removed
}

/** Keeps to the settings every hour, from now on. Returns what stops it, once the work in hand is done. */
export function startRetention(
  store: Store,
  retention: Retention,
  log: Logger,
  clock: () => EpochSeconds,
): () => Promise<void> {
  if (Object.keys(retention).length === 0) return async () => undefined
  async function keepTo(): Promise<void> {
    try {
      const removed = await expireAll(store, retention, clock())
      if (removed > 0) log.info('retention', { removed })
    } catch (error) {
      log.warn('retention-failed', {
        error: error instanceof Error ? error.message : String(error),
      })
    }
  }
  let working = keepTo()
  const task = cron.schedule(
    HOURLY,
    async () => {
      working = working.then(keepTo)
      await working
    },
    { noOverlap: true, name: 'retention' },
  )
  return async () => {
    await task.destroy()
    await working
  }
}
