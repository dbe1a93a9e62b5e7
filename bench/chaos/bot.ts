/** A bot that sends digests until it is killed. */
import { createTelegramAdapter } from '../../adapters/telegram/index.ts'
import { startHeartbeat } from '../../src/cli/heartbeat.ts'
import type { Logger } from '../../src/core/adapter.ts'
import type { Command } from '../../src/core/command.ts'
import type { SendOutcome } from '../../src/core/delivery.ts'
import type { EpochSeconds } from '../../src/core/identity.ts'
import type { Reply } from '../../src/core/reply.ts'
import { createDelivery } from '../../src/delivery/engine.ts'
import { machineTiming } from '../../src/delivery/timing.ts'
import { openStore } from '../../storage/index.ts'
import { createFakeAdapter, type PlatformCalls } from '../../tests/fakes/chat-platform.ts'
import { TOKEN } from '../../tests/fakes/telegram/index.ts'
import { type BotSettings, hastened } from './settings.ts'

const settings = JSON.parse(process.argv[2] ?? '{}') as BotSettings
const milliseconds = hastened(settings)
const seconds = (): EpochSeconds => Math.floor(milliseconds() / 1000) as EpochSeconds

/** As long as an adapter's call may take, by the clock that leases are counted by. */
const CALL_MILLISECONDS = Math.round(10_000 / settings.speed)

async function call(path: string, key: string): Promise<Response | string> {
  const url = `http://127.0.0.1:${settings.platformPort}${path}`
  try {
    return await fetch(url, {
      method: 'POST',
      body: key,
      signal: AbortSignal.timeout(CALL_MILLISECONDS),
    })
  } catch (error) {
    return String(error)
  }
}

const calls: PlatformCalls = {
  async post(key): Promise<SendOutcome> {
    const response = await call('/post', key)
    if (typeof response === 'string') return { type: 'unknown', detail: response }
    await response.text()
    if (response.ok) return { type: 'sent', reference: key }
    if (response.status !== 429) return { type: 'unknown', detail: `HTTP ${response.status}` }
    const retryAfterSeconds = Number(response.headers.get('retry-after'))
    return { type: 'rate-limited', retryAfterSeconds, scope: 'place' }
  },
  async find(key) {
    const response = await call('/find', key)
    if (typeof response === 'string') throw new Error(response)
    await response.text()
    return response.ok ? { type: 'sent', reference: key } : null
  },
}

const log: Logger = {
  info: () => undefined,
  warn: (event, fields) => tell(event, fields),
  error: (event, fields) => tell(event, fields),
}
const expected = new Set(['not-sent', 'sent-too-late', 'sent-twice'])
function tell(event: string, fields: unknown): void {
  if (!expected.has(event)) process.stderr.write(`${event} ${JSON.stringify(fields)}\n`)
}

const command = { name: 'nps', audience: 'channel', needs: 'viewer', options: [] }
const registry = {
  commands: [command as unknown as Command],
  find: (name: string) => (name === 'nps' ? (command as unknown as Command) : undefined),
}
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
const host = {
  registry,
  charts: { render: async () => new Uint8Array(), close: async () => undefined },
  log,
  answer: async () => report,
  answerOn: async () => report,
  answerAs: async () => report,
  complete: async () => [],
  commandOf: () => undefined,
  refuse: async (error: unknown): Promise<Reply> => {
    tell('refused', { error: String(error) })
    return report
  },
}

const store = await openStore(settings.url, { clock: milliseconds })
if (store.engine.name === 'sqlite') await store.delivery.releaseHeld()
const adapter =
  settings.platform === 'fake'
    ? createFakeAdapter({ calls })
    : createTelegramAdapter({
        token: { reveal: () => TOKEN },
        api: `http://127.0.0.1:${settings.platformPort}`,
        mayPoll: async () => false,
      })
const timing = machineTiming()
const engine = createDelivery({
  adapter,
  host,
  store,
  log,
  timing: {
    ...timing,
    now: milliseconds,
    wait: (rest, signal) => timing.wait(rest > 5000 ? rest / settings.speed : rest, signal),
  },
  atFaultPoint() {
    if (Math.random() < settings.atFaultPoints) process.kill(process.pid, 'SIGKILL')
  },
})
await adapter.start(engine.host)
while (adapter.bot === null) await timing.wait(20)
engine.start()
const stopHeartbeat = startHeartbeat({
  store,
  host,
  log,
  clock: seconds,
  adapter: () => adapter,
  wake: () => engine.wake(),
})
process.send?.('ready')
process.on('disconnect', () => process.exit(0))
process.on('message', () => {
  void stopHeartbeat()
    .then(() => engine.stop())
    .then(() => store.close())
    .then(() => process.exit(0))
})
