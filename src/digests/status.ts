import type { ClaimedPart } from '../core/delivery.ts'
import type { EpochSeconds } from '../core/identity.ts'
import type { Store } from '../core/store.ts'
import { type Histogram, Times } from '../delivery/meters.ts'
import { histogramLines } from '../delivery/status.ts'
import { CATCH_UP_SECONDS } from './plan.ts'

const SECONDS_A_DAY = 86_400
const DIGEST_PART = /^d:\d+:\d+:\d{4}-\d\d-\d\d:0$/

/** What health and metrics tell of what goes out by itself. */
export interface ScheduledStatus {
  readonly digests: Awaited<ReturnType<Store['digests']['stateCounts']>>
  /** Slots of the last 24 hours. */
  readonly slots: Awaited<ReturnType<Store['digests']['slotCounts']>>
  readonly alerts: Awaited<ReturnType<Store['alerts']['stateCounts']>>
  readonly lateness: Histogram
}

/** Counts how late digests are when the platform has taken them. */
export interface LatenessMeter {
  wasSent(part: Pick<ClaimedPart, 'key' | 'giveUpAt'>): void
  read(): Histogram
}

/**
 * Returns a meter that counts from now on, in seconds; digests that go out at their time are 0
 * late.
 */
export function createLatenessMeter(clock: () => EpochSeconds): LatenessMeter {
  const times = new Times()
  return {
    wasSent({ key, giveUpAt }) {
      if (DIGEST_PART.test(key)) times.add(Math.max(0, clock() - (giveUpAt - CATCH_UP_SECONDS)))
    },
    read: () => times.read(),
  }
}

/** Returns the status at an instant. */
export async function readScheduled(
  store: Store,
  lateness: LatenessMeter,
  now: EpochSeconds,
): Promise<ScheduledStatus> {
  const [digests, slots, alerts] = await Promise.all([
    store.digests.stateCounts(),
    store.digests.slotCounts((now - SECONDS_A_DAY) as EpochSeconds),
    store.alerts.stateCounts(),
  ])
  return { digests, slots, alerts, lateness: lateness.read() }
}

/** Returns the status as a part of the body of `/health`. */
export function scheduledHealth({
  digests,
  slots,
  alerts,
  lateness,
}: ScheduledStatus): Readonly<Record<string, unknown>> {
  const { due, late, ...others } = slots
  const meanLateness = lateness.n === 0 ? null : lateness.sum / lateness.n
  return {
    digests: { ...digests, lastDay: { waiting: due, missed: late, ...others }, meanLateness },
    alerts,
  }
}

/** Returns the status in the text format of Prometheus. */
export function scheduledMetrics({ digests, slots, alerts, lateness }: ScheduledStatus): string {
  const lines: string[] = []
  const byState = (name: string, help: string, counts: Readonly<Record<string, number>>): void => {
    lines.push(`# HELP cxbot_${name} ${help}`, `# TYPE cxbot_${name} gauge`)
    for (const [state, n] of Object.entries(counts)) {
      lines.push(`cxbot_${name}{state="${state}"} ${n}`)
    }
  }
  byState('digests', 'Digests in each state.', digests)
  byState('digest_slots', 'Times that digests came up in the last 24 hours, by what became.', slots)
  byState('alerts', 'Alerts in each state.', alerts)
  lines.push(
    '# HELP cxbot_digest_slots_missed Times in the last 24 hours that passed without a message.',
    '# TYPE cxbot_digest_slots_missed gauge',
    `cxbot_digest_slots_missed ${slots.late}`,
    '# HELP cxbot_digest_lateness_seconds From the time of a digest to its being on the platform.',
    '# TYPE cxbot_digest_lateness_seconds histogram',
    ...histogramLines('cxbot_digest_lateness_seconds', '', lateness),
  )
  return `${lines.join('\n')}\n`
}
