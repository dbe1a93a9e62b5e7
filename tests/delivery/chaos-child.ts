/** A bot of its own that a test kills again and again. Bundled by the tests. */
import { createServer } from 'node:http'
import type { SendOutcome } from '../../src/core/delivery.ts'
import { createDelivery } from '../../src/delivery/engine.ts'
import { machineTiming } from '../../src/delivery/timing.ts'
import { openStore } from '../../storage/index.ts'
import { createFakeAdapter, type PlatformCalls, type Said } from '../fakes/chat-platform.ts'
import { createTestHost } from './harness.ts'

const [url = '', platform = '', port = '', kill = '0', began = '0', speed = '1'] =
  process.argv.slice(2)

/** Seconds are shorter here, so that leases end soon. */
const clock = (): number => Number(began) + (Date.now() - Number(began)) * Number(speed)

async function call(path: string, body: unknown): Promise<SendOutcome | null> {
  try {
    const response = await fetch(`${platform}${path}`, {
      method: 'POST',
      body: JSON.stringify(body),
      signal: AbortSignal.timeout(2000),
    })
    return (await response.json()) as SendOutcome | null
  } catch (error) {
    return { type: 'unknown', detail: String(error) }
  }
}

const calls: PlatformCalls = {
  post: async (key, place, text) =>
    (await call('/post', { key, place, text })) ?? { type: 'unknown', detail: 'nothing' },
  find: async (key) => (await call('/find', { key })) as Awaited<ReturnType<PlatformCalls['find']>>,
}

const store = await openStore(url, { clock })
const settings = { zone: 'UTC', locale: 'en', sample: false } as const
const { id } = await store.ensureWorkspace('main', settings)
if (store.engine.name === 'sqlite') await store.delivery.releaseHeld()
const adapter = createFakeAdapter({ calls, partsEach: 2 })
const engine = createDelivery({
  adapter,
  host: createTestHost(store, id),
  store,
  log: { info: () => {}, warn: () => {}, error: (event, fields) => console.error(event, fields) },
  timing: {
    ...machineTiming(),
    now: clock,
    wait: (milliseconds, signal) =>
      machineTiming().wait(
        milliseconds > 5000 ? milliseconds / Number(speed) : milliseconds,
        signal,
      ),
  },
  atFaultPoint() {
    if (Math.random() < Number(kill)) process.kill(process.pid, 'SIGKILL')
  },
})
await adapter.start(engine.host)
engine.start()

const server = createServer((request, response) => {
  let body = ''
  request.on('data', (chunk) => {
    body += String(chunk)
  })
  request.on('end', () => {
    const { id: event, said } = JSON.parse(body) as { readonly id: string; readonly said: Said }
    adapter.deliver(event, said).then(
      (outcome) => response.end(outcome),
      () => {
        response.statusCode = 500
        response.end()
      },
    )
  })
})
server.listen(Number(port), '127.0.0.1', () => process.stdout.write('ready\n'))

process.on('SIGTERM', () => {
  server.close()
  void engine
    .stop()
    .then(async () => {
      const { events, parts, deadEvents, deadParts } = await store.delivery.depth()
      const left = { events, parts, deadEvents, deadParts }
      if (Object.values(left).some((n) => n > 0)) console.error(JSON.stringify(left))
      await store.close()
    })
    .then(() => process.exit(0))
})
