import { mkdir, mkdtemp, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import { startHeartbeat } from '../src/cli/heartbeat.ts'
import type { Command } from '../src/core/command.ts'
import type { EpochSeconds, WorkspaceId } from '../src/core/identity.ts'
import type { Reply } from '../src/core/reply.ts'
import type { Store } from '../src/core/store.ts'
import { createDelivery } from '../src/delivery/engine.ts'
import { machineTiming } from '../src/delivery/timing.ts'
import { openStore } from '../storage/index.ts'
import { letIn } from '../tests/access.ts'
import { ChatPlatform, createFakeAdapter } from '../tests/fakes/chat-platform.ts'
import { type Figure, percentile } from './table.ts'

const DIGESTS = 1000
const CHANNELS = 200
const DAYS = 7
const A_DAY = 86_400
/** Monday, in the morning. */
const MONDAY = Date.parse('2026-11-16T06:00:00Z') / 1000
const MEBIBYTE = 2 ** 20

/** Returns how late digests are that come due together, and whether memory grows over a week. */
export async function benchDigests(folder: string): Promise<readonly Figure[]> {
  await mkdir(folder, { recursive: true })
  const place = await mkdtemp(join(folder, 'digests-'))
  try {
    return [
      ...(await benchLateness(`sqlite:${join(place, 'late.db')}`)),
      ...(await benchWeek(`sqlite:${join(place, 'week.db')}`)),
    ]
  } finally {
    await rm(place, { recursive: true })
  }
}

const command = { name: 'nps', audience: 'channel', needs: 'viewer', options: [] }
const report: Reply = {
  kind: 'report',
  command: 'nps',
  commandLine: 'nps yesterday',
  locale: 'en',
  title: 'NPS',
  filters: {},
  view: 'chart',
  sample: false,
  blocks: [
    {
      type: 'headline',
      text: [{ text: 'NPS is 42.' }],
      values: [{ key: 'nps', label: 'NPS', value: 42, low: 37, high: 47, n: 120, unit: 'points' }],
    },
  ],
}
/** A week in seconds is too fast for some messages; they are given up, as they should be. */
const log = { info: () => {}, warn: () => {}, error: console.error }
const host = {
  registry: {
    commands: [command as unknown as Command],
    find: () => command as unknown as Command,
  },
  charts: { render: async () => new Uint8Array(), close: async () => undefined },
  log,
  answer: async () => report,
  answerOn: async () => report,
  answerAs: async () => report,
  complete: async () => [],
  commandOf: () => undefined,
  refuse: async () => report,
}

interface Bot {
  readonly store: Store
  readonly platform: ChatPlatform
  stop(): Promise<void>
}

/** A bot with its digests, by a clock of milliseconds. */
async function startBot(
  url: string,
  digests: number,
  dueAt: number,
  clock: () => number,
): Promise<Bot> {
  const store = await openStore(url, { clock })
  const settings = { zone: 'UTC', locale: 'en', sample: false } as const
  const { id } = await store.ensureWorkspace('bench', settings)
  for (let n = 0; n < CHANNELS; n += 1) {
    await letIn(store, id, { platform: 'fake', user: 'U1', role: 'manager', channel: `C${n}` })
  }
  for (let n = 0; n < digests; n += 1) await createDigest(store, id, `C${n % CHANNELS}`, dueAt)
  const platform = new ChatPlatform(clock)
  const adapter = createFakeAdapter({ calls: platform })
  const timing = { ...machineTiming(), now: clock }
  const engine = createDelivery({ adapter, host, store, log, timing })
  await adapter.start(engine.host)
  engine.start()
  const stopHeartbeat = startHeartbeat({
    store,
    host,
    log,
    clock: () => Math.floor(clock() / 1000) as EpochSeconds,
    adapter: () => adapter,
    wake: () => engine.wake(),
  })
  return {
    store,
    platform,
    async stop() {
      await stopHeartbeat()
      await engine.stop()
      await store.close()
    },
  }
}

async function createDigest(
  store: Store,
  workspace: WorkspaceId,
  channel: string,
  dueAt: number,
): Promise<void> {
  await store.digests.create(
    workspace,
    {
      name: 'Morning',
      owner: { platform: 'fake', community: null, user: 'U1', name: 'U1' },
      target: { type: 'place', platform: 'fake', community: null, thread: null, channel },
      schedule: {
        days: { type: 'weekdays', weekdays: [1, 2, 3, 4, 5, 6, 7] },
        minute: Math.floor((dueAt % A_DAY) / 60),
        zone: 'UTC',
      },
      contents: ['nps yesterday'],
      locale: 'en',
      whenEmpty: 'send',
    },
    (dueAt - 60) as EpochSeconds,
    dueAt as EpochSeconds,
  )
}

/** All come due in the same second. */
async function benchLateness(url: string): Promise<readonly Figure[]> {
  let ahead = 0
  const clock = (): number => Date.now() + ahead
  const dueAt = Math.ceil(Date.now() / 60_000) * 60 + 60
  const bot = await startBot(url, DIGESTS, dueAt, clock)
  /** Just before they come due. */
  ahead = dueAt * 1000 - Date.now() - 1500
  const end = Date.now() + 120_000
  while (bot.platform.posted.length < DIGESTS && Date.now() < end) await delay(50)
  const late = bot.platform.calls.map(({ at }) => at / 1000 - dueAt)
  await bot.stop()
  const p99 = percentile(late, 0.99)
  return [
    { name: `${DIGESTS} digests due at once: sent`, value: String(bot.platform.posted.length) },
    { name: 'lateness, median', value: `${percentile(late, 0.5).toFixed(2)} s` },
    {
      name: 'lateness, 99th percentile',
      value: `${p99.toFixed(2)} s`,
      target: 'at most 5 s',
      met: p99 <= 5,
    },
    { name: 'lateness, longest', value: `${Math.max(...late).toFixed(2)} s` },
  ]
}

/** A week that passes in minutes: a hundred digests a day, and the heap at the end of each day. */
async function benchWeek(url: string): Promise<readonly Figure[]> {
  let now = MONDAY * 1000
  const bot = await startBot(url, 100, MONDAY + 60, () => now)
  const heap: number[] = []
  for (let day = 0; day < DAYS; day += 1) {
    const end = (MONDAY + (day + 1) * A_DAY) * 1000
    while (now < end) {
      now += 60_000
      await delay(4)
    }
    heap.push(heapUsed())
    bot.platform.posted.length = 0
    bot.platform.calls.splice(0)
  }
  const { queued } = await bot.store.digests.slotCounts(MONDAY as EpochSeconds)
  await bot.stop()
  /** The first day fills caches. */
  const slope = ((heap.at(-1) ?? 0) - (heap[1] ?? 0)) / (DAYS - 2) / MEBIBYTE
  return [
    { name: 'a simulated week: digests queued', value: String(queued) },
    {
      name: 'heap, growth a day',
      value: `${slope.toFixed(2)} MiB`,
      target: 'below 1 MiB',
      met: slope < 1,
    },
  ]
}

function heapUsed(): number {
  setFlagsFromString('--expose-gc')
  const collect = runInNewContext('gc') as () => void
  collect()
  return process.memoryUsage().heapUsed
}

function delay(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds))
}
