import { createTelegramAdapter, type TelegramConfig } from '../../adapters/telegram/index.ts'
import { registry } from '../../commands/index.ts'
import type { ChartRenderer } from '../../src/core/chart.ts'
import type { ChatAdapter } from '../../src/core/delivery.ts'
import type { Invocation } from '../../src/core/invocation.ts'
import type { Reply } from '../../src/core/reply.ts'
import { createDelivery, type DeliveryEngine } from '../../src/delivery/engine.ts'
import type { AnsweringHost, DeliveryParts } from '../../src/delivery/parts.ts'
import { machineTiming } from '../../src/delivery/timing.ts'
import { freshStore, hastyClock, until } from '../delivery/harness.ts'
import { type FakeTelegram, startFakeTelegram, TOKEN } from '../fakes/telegram/index.ts'

/** A picture of one dot, for all that does not look at charts. */
const DOT = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
)

export interface ServedOptions {
  readonly answer: (invocation: Invocation) => Reply | Promise<Reply>
  readonly charts?: ChartRenderer
  readonly config?: Partial<TelegramConfig>
  readonly parts?: Partial<DeliveryParts>
  /** Changes the adapter before it is used. */
  readonly wrap?: (adapter: ChatAdapter) => ChatAdapter
}

type Adapter = ReturnType<typeof createTelegramAdapter>

/** A bot on a fake Telegram, with the real delivery on a SQLite store whose seconds last 50 milliseconds. */
export async function serve(options: ServedOptions) {
  const fake = await startFakeTelegram()
  const kept = await freshStore({ clock: hastyClock })
  const { store } = kept
  const invocations: Invocation[] = []
  const log: { readonly event: string; readonly fields: unknown }[] = []
  const note = (event: string, fields?: unknown): void => void log.push({ event, fields })
  const answered = async (invocation: Invocation): Promise<Reply> => {
    invocations.push(invocation)
    return options.answer(invocation)
  }
  const host: AnsweringHost = {
    registry,
    charts: options.charts ?? { render: async () => DOT, close: async () => undefined },
    log: { info: note, warn: note, error: note },
    answer: answered,
    answerOn: (_, invocation) => answered(invocation),
    refuse: async (error) => {
      const text = [{ text: String(error) }]
      return { kind: 'notice', level: 'error', locale: 'en', text, actions: [] }
    },
    commandOf: (line) => {
      const command = registry.find(line.split(/\s/)[0] ?? '')
      if (!command) return undefined
      const { writes: _, ...reading } = command
      return reading
    },
    complete: async () => [],
  }

  /** What a start of the program begins. */
  async function begin(config: Partial<TelegramConfig> = {}): Promise<{
    readonly adapter: Adapter
    readonly engine: DeliveryEngine
  }> {
    const adapter = createTelegramAdapter({
      token: { reveal: () => TOKEN },
      api: fake.url,
      pollSeconds: 1,
      ...options.config,
      ...config,
    })
    const engine = createDelivery({
      adapter: options.wrap?.(adapter) ?? adapter,
      host,
      store,
      log: host.log,
      timing: machineTiming(),
      ...options.parts,
    })
    await adapter.start(engine.host)
    if (adapter.bot !== null) engine.start()
    return { adapter, engine }
  }

  let running = await begin()
  return {
    fake,
    store,
    invocations,
    log,
    get adapter() {
      return running.adapter
    },
    get engine() {
      return running.engine
    },
    /** Waits until all that came in is answered, and all that goes out is out. */
    async settled(): Promise<void> {
      await until(async () => {
        if (fake.pending().length > 0) return false
        const { events, parts } = await store.delivery.depth()
        return events === 0 && parts === 0
      })
    },
    /** Stops and starts again, as after an update. */
    async restart(config: Partial<TelegramConfig> = {}): Promise<void> {
      await running.adapter.stop()
      await running.engine.stop()
      running = await begin(config)
    },
    async close(): Promise<void> {
      await running.adapter.stop()
      await running.engine.stop()
      await kept.dispose()
      await fake.close()
    },
  }
}

export type Served = Awaited<ReturnType<typeof serve>>
export type { FakeTelegram }
