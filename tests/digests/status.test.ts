import { expect, test } from 'vitest'
import type { EpochSeconds } from '../../src/core/identity.ts'
import {
  createLatenessMeter,
  type ScheduledStatus,
  scheduledHealth,
  scheduledMetrics,
} from '../../src/digests/status.ts'

const NINE = 1_763_283_600
const CATCH_UP = 6 * 3600
const status = (more: Partial<ScheduledStatus> = {}): ScheduledStatus => ({
  digests: { active: 4, paused: 1, held: 2 },
  slots: { due: 1, queued: 20, empty: 3, late: 2, held: 1, failed: 1 },
  alerts: { active: 5, muted: 0, held: 1 },
  lateness: createLatenessMeter(() => NINE as EpochSeconds).read(),
  ...more,
})

test('lateness is counted from the time of the digest to its being on the platform', () => {
  const meter = createLatenessMeter(() => (NINE + 4) as EpochSeconds)
  const giveUpAt = (NINE + CATCH_UP) as EpochSeconds
  meter.wasSent({ key: 'd:1:2:2025-11-16:0', giveUpAt })
  expect(meter.read()).toMatchObject({ n: 1, sum: 4 })
})

test('only the first part of a digest counts, no notice and no answer', () => {
  const meter = createLatenessMeter(() => NINE as EpochSeconds)
  const giveUpAt = NINE as EpochSeconds
  for (const key of ['d:1:2:2025-11-16:1', 'd:1:2:2025-11-16:held:0', 'r:slack:B1:e1:0']) {
    meter.wasSent({ key, giveUpAt })
  }
  expect(meter.read().n).toBe(0)
})

test('health tells what waits, what was missed and what is held', () => {
  expect(scheduledHealth(status())).toEqual({
    digests: {
      active: 4,
      paused: 1,
      held: 2,
      lastDay: { waiting: 1, missed: 2, queued: 20, empty: 3, held: 1, failed: 1 },
      meanLateness: null,
    },
    alerts: { active: 5, muted: 0, held: 1 },
  })
})

test('metrics are samples that Prometheus reads', () => {
  const metrics = scheduledMetrics(status())
  expect(metrics).toContain('cxbot_digest_slots_missed 2\n')
  expect(metrics).toContain('cxbot_alerts{state="held"} 1\n')
  expect(metrics).toContain('cxbot_digest_lateness_seconds_bucket{le="5"} 0\n')
  for (const line of metrics.trim().split('\n')) {
    expect(line).toMatch(/^(# (HELP|TYPE) cxbot_\w+ .+|cxbot_\w+(\{[^}]*\})? [\d.e+-]+)$/)
  }
})
