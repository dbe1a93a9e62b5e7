import { copyFile, rm } from 'node:fs/promises'
import { monitorEventLoopDelay } from 'node:perf_hooks'
import { setTimeout as sleep } from 'node:timers/promises'
import { registry } from '../commands/index.ts'
import { createChartRenderer } from '../src/charts/index.ts'
import type { ChartSpec } from '../src/core/chart.ts'
import type { NewFeedback } from '../src/core/feedback.ts'
import type { EpochSeconds } from '../src/core/identity.ts'
import { localCaller, localPlace } from '../src/core/invocation.ts'
import type { ChartBlock } from '../src/core/reply.ts'
import { createHost } from '../src/dispatch/index.ts'
import { seededRandom } from '../src/metrics/random.ts'
import { openStore } from '../storage/index.ts'
import { dataset, NOW, ZONE } from './dataset.ts'
import { type Figure, factor, median, milliseconds, percentile } from './table.ts'

const COMMANDS_A_SECOND = 50
const ROWS_A_SECOND = 200
const SECONDS = 20
const LINES = [
  'nps last-week',
  'nps last-month by store',
  'trend nps by week last 12 weeks',
  'csat last-week by source',
  'rating last 30 days',
  'nps last-week vs yoy',
]

/**
 * Returns the figures of a busy bot on a copy of the database: commands arrive
 * at random (Poisson) with charts drawn, while feedback comes in.
 */
export async function benchLoad(database: string): Promise<readonly Figure[]> {
  const file = `${database}.load`
  await copyFile(database, file)
  const store = await openStore(`sqlite:${file}`)
  const workspace = await store.findWorkspace('bench')
  if (!workspace) throw new Error('the benchmark database holds no workspace')
  const charts = createChartRenderer({ remembers: true })
  let clock = NOW as number
  const host = createHost({
    store,
    registry,
    charts,
    log: { info: () => undefined, warn: () => undefined, error: () => undefined },
    clock: () => clock as EpochSeconds,
    defaults: { workspace: 'bench', zone: ZONE, locale: 'en', targets: {} },
  })
  const random = seededRandom(7)
  const replies: number[] = []
  const seen = new Map<string, ChartSpec>()
  const failures: string[] = []
  let asked = 0

  const ask = async (): Promise<void> => {
    const started = process.hrtime.bigint()
    asked += 1
    const reply = await host.answer({
      platform: 'console',
      eventId: `b${asked}`,
      workspace: 'bench',
      user: localCaller('bench'),
      place: localPlace('bench'),
      text: LINES[Math.floor(random() * LINES.length)] ?? 'nps',
      at: clock as EpochSeconds,
      locale: 'en',
      zone: null,
    })
    if (reply.kind !== 'report') {
      failures.push(JSON.stringify(reply))
      return
    }
    const chart = reply.blocks.find((block): block is ChartBlock => block.type === 'chart')
    if (chart) {
      seen.set(chart.spec.title, chart.spec)
      await charts.render(chart.spec)
    }
    replies.push(Number(process.hrtime.bigint() - started) / 1e6)
  }

  const incoming: NewFeedback[] = [...dataset(ROWS_A_SECOND * (SECONDS + 5), 99)].map(
    (item, index) => ({
      ...item,
      externalId: `live${index}`,
      at: (NOW - (index % 3_600)) as EpochSeconds,
    }),
  )
  let stored = 0
  let running = true
  const feeding = (async () => {
    while (running) {
      const batch = incoming.slice(stored, stored + ROWS_A_SECOND / 20)
      stored += batch.length
      await Promise.all([...batch.map((item) => store.add(workspace.id, item)), sleep(50)])
    }
  })()

  for (let warm = 0; warm < 12; warm += 1) await ask()
  replies.length = 0
  const chart = await undisturbedChart([...seen.values()])
  const delay = monitorEventLoopDelay({ resolution: 1 })
  delay.enable()
  const pending: Promise<void>[] = []
  const until = Date.now() + SECONDS * 1000
  while (Date.now() < until) {
    pending.push(ask())
    clock += 1
    await sleep((-Math.log(1 - random()) / COMMANDS_A_SECOND) * 1000)
  }
  await Promise.all(pending)
  delay.disable()
  running = false
  await feeding
  await charts.close()
  await store.close()
  for (const ending of ['', '-wal', '-shm', '.lock']) await rm(`${file}${ending}`, { force: true })
  if (failures.length > 0) throw new Error(`${failures.length} of ${asked} failed: ${failures[0]}`)
  const last = percentile(replies, 0.99)
  const blocked = delay.max / 1e6
  return [
    {
      name: `${COMMANDS_A_SECOND} commands a second with charts, ${ROWS_A_SECOND} rows a second coming in`,
      value: `${replies.length} answered, median ${milliseconds(median(replies))}, 99th percentile ${milliseconds(last)}, ${factor(last / chart)} the median chart (${milliseconds(chart)})`,
      target: '99th percentile at most 6 × the median chart',
      met: last / chart <= 6,
    },
    {
      name: 'longest block of the main thread',
      value: milliseconds(blocked),
      target: 'never 50 ms',
      met: blocked < 50,
    },
  ]
}

/** Returns the median time of drawing one of the charts anew, with nothing else going on, in milliseconds. */
async function undisturbedChart(specs: readonly ChartSpec[]): Promise<number> {
  const charts = createChartRenderer()
  const drawings: number[] = []
  for (let round = 0; round < 8; round += 1) {
    for (const spec of specs) {
      const started = process.hrtime.bigint()
      await charts.render(spec)
      if (round > 1) drawings.push(Number(process.hrtime.bigint() - started) / 1e6)
    }
  }
  await charts.close()
  return median(drawings)
}
