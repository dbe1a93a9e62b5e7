import type { DeliveryDepth } from '../core/delivery.ts'
import { BUCKETS, COUNTERS, type Histogram, type Meters } from './meters.ts'
import type { PlatformHealth } from './platform-runner.ts'

/** What health and metrics tell. */
export interface DeliveryStatus {
  readonly platforms: readonly PlatformHealth[]
  readonly depth: DeliveryDepth
  readonly meters: readonly { readonly platform: string; readonly meters: Meters }[]
}

/** Returns the status as the body of `/health`; ages are in seconds. */
export function healthOf(
  { platforms, depth }: Pick<DeliveryStatus, 'platforms' | 'depth'>,
  now: number,
): Readonly<Record<string, unknown>> {
  return {
    platforms: platformHealth(platforms),
    inbox: {
      waiting: depth.events,
      oldestAge: age(depth.oldestEvent, now),
      dead: depth.deadEvents,
    },
    outbox: { waiting: depth.parts, oldestAge: age(depth.oldestPart, now), dead: depth.deadParts },
  }
}

/** Returns what `/health` says of the platforms, by their names. */
export function platformHealth(
  platforms: readonly PlatformHealth[],
): Readonly<Record<string, unknown>> {
  return Object.fromEntries(
    platforms.map(({ name, state, lastError, lastEventAt }) => [
      name,
      { state, lastError, lastEventAt },
    ]),
  )
}

function age(since: number | null, now: number): number {
  return since === null ? 0 : Math.max(0, Math.floor(now - since))
}

const STATES = ['stopped', 'starting', 'running', 'failed', 'unauthorised'] as const

/** Returns the status in the text format of Prometheus (exposition format 0.0.4). */
export function metricsOf({ platforms, depth, meters }: DeliveryStatus, now: number): string {
  const lines: string[] = []
  const family = (name: string, type: string, help: string): void => {
    lines.push(`# HELP cxbot_${name} ${help}`, `# TYPE cxbot_${name} ${type}`)
  }
  const gauge = (name: string, help: string, value: number): void => {
    family(name, 'gauge', help)
    lines.push(`cxbot_${name} ${value}`)
  }
  gauge('inbox_depth', 'Events that wait for their answer.', depth.events)
  gauge('inbox_oldest_seconds', 'Age of the oldest of them.', age(depth.oldestEvent, now))
  gauge('outbox_depth', 'Parts that wait to be sent.', depth.parts)
  gauge('outbox_oldest_seconds', 'Age of the oldest of them.', age(depth.oldestPart, now))
  gauge('inbox_dead', 'Events that were given up.', depth.deadEvents)
  gauge('outbox_dead', 'Parts that were given up.', depth.deadParts)
  family('adapter_state', 'gauge', 'One for the state that a platform is in.')
  for (const { name, state } of platforms) {
    for (const each of STATES) {
      lines.push(
        `cxbot_adapter_state{platform="${name}",state="${each}"} ${each === state ? 1 : 0}`,
      )
    }
  }
  family('deliveries_total', 'counter', 'What was done since the platform was started.')
  for (const { platform, meters: read } of meters) {
    for (const what of COUNTERS) {
      lines.push(
        `cxbot_deliveries_total{platform="${platform}",what="${what}"} ${read.counts[what]}`,
      )
    }
  }
  const times = (name: string, help: string, of: (read: Meters) => Histogram): void => {
    family(name, 'histogram', help)
    for (const { platform, meters: read } of meters) {
      lines.push(...histogramLines(`cxbot_${name}`, `platform="${platform}"`, of(read)))
    }
  }
  times('ack_seconds', 'From the arrival of an event to its being stored.', (read) => read.stored)
  times('reply_seconds', 'From the arrival of an event to its answer.', (read) => read.answered)
  return `${lines.join('\n')}\n`
}

/** Returns the samples of a histogram; `label` is `name="value"` or empty. */
export function histogramLines(
  name: string,
  label: string,
  { counts, sum, n }: Histogram,
): readonly string[] {
  const before = label === '' ? '' : `${label},`
  const alone = label === '' ? '' : `{${label}}`
  return [
    ...BUCKETS.map(
      (bound, index) => `${name}_bucket{${before}le="${bound}"} ${counts[index] ?? 0}`,
    ),
    `${name}_bucket{${before}le="+Inf"} ${n}`,
    `${name}_sum${alone} ${sum}`,
    `${name}_count${alone} ${n}`,
  ]
}
