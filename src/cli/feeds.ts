import cron from 'node-cron'
import type { Logger } from '../core/adapter.ts'
import type { EpochSeconds } from '../core/identity.ts'
import type { Store } from '../core/store.ts'
import { createFetchPage } from '../feeds/fetch-page.ts'
import { createFeedPoller } from '../feeds/poll.ts'

const USER_AGENT = 'cxbot (self-hosted feed reader)'

/** Reads feeds as they come due. Returns what stops it, which resolves when nothing is being read. */
export function startFeeds(parts: {
  readonly store: Store
  readonly log: Logger
  readonly clock: () => EpochSeconds
}): () => Promise<void> {
  const { store, log, clock } = parts
  const fetchPage = createFetchPage({ userAgent: USER_AGENT })
  const poller = createFeedPoller({ store, log, clock, fetchPage, random: Math.random })
  const task = cron.schedule(
    '* * * * * *',
    async () => {
      try {
        await poller.takeUp()
      } catch (error) {
        log.warn('feeds-failed', { error: error instanceof Error ? error.message : String(error) })
      }
    },
    { name: 'feeds', noOverlap: true, logger: quiet },
  )
  return async () => {
    await task.destroy()
    await poller.stop()
  }
}

/** A wake-up that was missed is told by what it left undone. */
const quiet = { info() {}, warn() {}, error() {}, debug() {} }
