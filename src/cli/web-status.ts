import type { EpochSeconds } from '../core/identity.ts'
import type { Store } from '../core/store.ts'
import type { Supervisor } from '../delivery/index.ts'
import { type DeliveryStatus, healthOf, metricsOf } from '../delivery/status.ts'
import {
  type LatenessMeter,
  readScheduled,
  scheduledHealth,
  scheduledMetrics,
} from '../digests/status.ts'
import type { WebStatus } from './shell.ts'

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
  const delivery = async (): Promise<DeliveryStatus> => ({
    platforms: supervisor()?.health() ?? [],
    depth: await store.delivery.depth(),
    meters: supervisor()?.meters() ?? [],
  })
  const scheduled = () => readScheduled(store, lateness, clock())
  return {
    health: async () => ({
      ...healthOf(await delivery(), clock()),
      ...scheduledHealth(await scheduled()),
    }),
    metrics: async () => metricsOf(await delivery(), clock()) + scheduledMetrics(await scheduled()),
  }
}
