import { StorageError } from '../core/errors.ts'
import type { EpochSeconds } from '../core/identity.ts'
import type { Store } from '../core/store.ts'
import type { Supervisor } from '../delivery/index.ts'
import { type DeliveryStatus, healthOf, metricsOf, platformHealth } from '../delivery/status.ts'
import { machineTiming, within } from '../delivery/timing.ts'
import {
  type LatenessMeter,
  readScheduled,
  scheduledHealth,
  scheduledMetrics,
} from '../digests/status.ts'
import type { WebStatus } from './shell.ts'

/** A database that takes longer is as good as none for whoever watches. */
const DATABASE_MILLISECONDS = 2000

/** Returns what the page's server tells of the platforms, of the inbox and outbox, of digests and alerts. */
export function webStatus({
  store,
  lateness,
  clock,
  supervisor,
}: {
  readonly store: Store
  readonly lateness: LatenessMeter
  readonly clock: () => EpochSeconds
  readonly supervisor: () => Supervisor | undefined
}): WebStatus {
  const platforms = () => supervisor()?.health() ?? []
  const delivery = async (): Promise<DeliveryStatus> => ({
    platforms: platforms(),
    depth: await store.delivery.depth(),
    meters: supervisor()?.meters() ?? [],
  })
  const scheduled = () => readScheduled(store, lateness, clock())
  const stored = async () => ({
    ...healthOf(await delivery(), clock()),
    ...scheduledHealth(await scheduled()),
    database: { state: 'running', lastError: null },
  })
  return {
    async health() {
      const silent = () => new StorageError('unreachable', 'no answer')
      try {
        return await within(stored(), DATABASE_MILLISECONDS, machineTiming(), silent)
      } catch (error) {
        const lastError = error instanceof StorageError ? error.fault : 'failed'
        return {
          state: 'failed',
          lastError: `database: ${lastError}`,
          platforms: platformHealth(platforms()),
          database: { state: 'failed', lastError },
        }
      }
    },
    metrics: async () => metricsOf(await delivery(), clock()) + scheduledMetrics(await scheduled()),
  }
}
