import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { registry } from '../../commands/index.ts'
import type { ChatAdapter, Destination } from '../../src/core/delivery.ts'
import type { EpochSeconds } from '../../src/core/identity.ts'
import { localCaller, localPlace } from '../../src/core/invocation.ts'
import type { Reply } from '../../src/core/reply.ts'
import type { Store } from '../../src/core/store.ts'
import { createDelivery } from '../../src/delivery/engine.ts'
import { machineTiming } from '../../src/delivery/timing.ts'
import { createHost, type DispatchHost } from '../../src/dispatch/index.ts'
import { ensureSample } from '../../src/sample/index.ts'
import { openStore } from '../../storage/index.ts'
import { silent, until } from '../delivery/harness.ts'
import type { Stage } from './adapter.ts'

const NOW = (Date.parse('2026-11-16T09:00:00Z') / 1000) as EpochSeconds
const DOT = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
)

/** The bot over the sample workspace, asked from its own terminal. */
export interface SampleBot {
  readonly host: DispatchHost
  readonly store: Store
  ask(line: string): Promise<Reply>
  close(): Promise<void>
}

export async function madeHost(): Promise<SampleBot> {
  const folder = await mkdtemp(join(tmpdir(), 'cxbot-adapter-'))
  const store = await openStore(`sqlite:${join(folder, 'sample.db')}`)
  await ensureSample(store, 'sample', { zone: 'Europe/Vilnius', locale: 'en', now: NOW })
  const host = createHost({
    store,
    registry,
    charts: { render: async () => DOT, close: async () => undefined },
    log: silent,
    clock: () => NOW,
    defaults: { workspace: 'sample', zone: 'Europe/Vilnius', locale: 'en', targets: {} },
  })
  let asked = 0
  return {
    host,
    store,
    ask(line) {
      asked += 1
      return host.answer({
        platform: 'console',
        eventId: `${asked}`,
        workspace: '',
        user: localCaller('operator'),
        place: localPlace('console'),
        text: line,
        at: NOW,
        locale: 'en',
        zone: null,
      })
    },
    async close() {
      await store.close()
      await rm(folder, { recursive: true })
    },
  }
}

/** Returns the stage of a chat platform: replies go out unasked, through the real outbox. */
export async function chatStage(
  bot: DispatchHost,
  parts: {
    readonly adapter: ChatAdapter
    readonly destination: Destination
    /** All that stands there now, the newest last. */
    readonly standing: () => readonly unknown[]
    readonly textsIn: (value: unknown) => string
    readonly violations: () => readonly string[]
    readonly close: () => Promise<void>
  },
): Promise<Stage> {
  const { adapter, destination } = parts
  const folder = await mkdtemp(join(tmpdir(), 'cxbot-stage-'))
  const store = await openStore(`sqlite:${join(folder, 'stage.db')}`)
  /** Every command's answer goes to one place in seconds, which the platform itself would slow down. */
  const unhurried: ChatAdapter = Object.create(adapter, { rates: { value: undefined } })
  const engine = createDelivery({
    adapter: unhurried,
    host: bot,
    store,
    log: silent,
    timing: machineTiming(),
  })
  await adapter.start(engine.host)
  await until(() => adapter.bot !== null && adapter.health().state === 'running')
  engine.start()
  let shown = 0
  return {
    async show(reply) {
      shown += 1
      const before = parts.standing().length
      const now = Math.floor(Date.now() / 1000) as EpochSeconds
      const prefix = `d:${shown}:2026-11-16`
      const { parts: made, buttons } = adapter.encode(reply, destination, {
        now,
        locale: 'en',
        audience: 'channel',
        keyPrefix: prefix,
        giveUpAt: (now + 600) as EpochSeconds,
      })
      await store.delivery.enqueue(made, buttons)
      engine.wake()
      await until(async () =>
        (await store.delivery.partStates(prefix)).every(({ state }) => /sent|dead/.test(state)),
      )
      const dead = (await store.delivery.partStates(prefix)).filter(({ state }) => state !== 'sent')
      if (dead.length > 0) throw new Error(JSON.stringify(dead))
      return parts.textsIn(parts.standing().slice(before))
    },
    violations: parts.violations,
    async close() {
      await engine.stop()
      await adapter.stop()
      await store.close()
      await rm(folder, { recursive: true })
      await parts.close()
    },
  }
}
