import { createHash } from 'node:crypto'
import { createTelegramAdapter, type TelegramConfig } from '../../adapters/telegram/index.ts'
import { registry } from '../../commands/index.ts'
import type { ChartRenderer } from '../../src/core/chart.ts'
import type {
  ChatHost,
  ClaimedPart,
  InboundEvent,
  OutgoingPart,
  SendOutcome,
} from '../../src/core/delivery.ts'
import type { EpochSeconds } from '../../src/core/identity.ts'
import type { Invocation } from '../../src/core/invocation.ts'
import type { Reply } from '../../src/core/reply.ts'
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
  /** Called before an event is stored; may reject. */
  readonly beforeReceive?: (event: InboundEvent) => void
}

/** The adapter between a fake Telegram and a small inbox and outbox in memory. */
export async function serve(options: ServedOptions) {
  const fake = await startFakeTelegram()
  const events = new Map<string, InboundEvent>()
  const invocations: Invocation[] = []
  const buttons = new Map<string, string>()
  const outcomes: SendOutcome[] = []
  const log: { event: string; fields: unknown }[] = []
  const under: Promise<void>[] = []
  const adapter = createTelegramAdapter({
    token: { reveal: () => TOKEN },
    api: fake.url,
    pollSeconds: 1,
    ...options.config,
  })

  async function handle(event: InboundEvent): Promise<void> {
    const invocation = await adapter.decode(event)
    if (!invocation) return
    invocations.push(invocation)
    const reply = await options.answer(invocation)
    const command = registry.find(invocation.text.split(/\s/)[0] ?? '')
    const encoded = adapter.encode(
      reply,
      { type: 'answer', event, late: false },
      {
        now: 0 as EpochSeconds,
        locale: reply.locale,
        audience: invocation.share ? 'channel' : (command?.audience ?? 'caller'),
        keyPrefix: `r:telegram:${event.bot}:${event.externalId}`,
        giveUpAt: 9_999_999_999 as EpochSeconds,
      },
    )
    for (const { key, line } of encoded.buttons) buttons.set(key, line)
    for (const part of encoded.parts) await deliver(part)
  }

  async function deliver(part: OutgoingPart): Promise<SendOutcome> {
    let memo: string | null = null
    for (let attempts = 0; ; attempts += 1) {
      const claimed: ClaimedPart = {
        ...part,
        fence: attempts,
        attempts,
        doubtful: outcomes.at(-1)?.type === 'unknown',
        firstAttemptAt: 0 as EpochSeconds,
        memo,
      }
      const outcome = await adapter.send(claimed, async (noted) => {
        memo = noted
        return true
      })
      outcomes.push(outcome)
      if (['sent', 'undeliverable', 'unauthorised'].includes(outcome.type) || attempts > 5) {
        return outcome
      }
      if (outcome.type === 'rate-limited') {
        await new Promise((go) => setTimeout(go, outcome.retryAfterSeconds * 1000))
      }
    }
  }

  const note = (event: string, fields?: unknown): void => void log.push({ event, fields })
  const host: ChatHost = {
    registry,
    charts: options.charts ?? { render: async () => DOT, close: async () => undefined },
    log: { info: note, warn: note, error: note },
    answer: async (invocation) => options.answer(invocation),
    complete: async () => [],
    async receive(event) {
      options.beforeReceive?.(event)
      if (events.has(event.externalId)) return 'known'
      events.set(event.externalId, event)
      under.push(handle(event))
      return 'new'
    },
    buttonLine: async (key) => buttons.get(key),
  }
  await adapter.start(host)
  return {
    fake,
    adapter,
    events,
    invocations,
    outcomes,
    buttons,
    log,
    deliver,
    /** Waits until all that came in is answered. */
    async settled(): Promise<void> {
      await until(() => fake.pending().length === 0)
      for (let seen = -1; seen !== under.length; ) {
        seen = under.length
        await Promise.all(under)
      }
    },
    async close(): Promise<void> {
      await adapter.stop()
      await fake.close()
    },
  }
}

export type Served = Awaited<ReturnType<typeof serve>>

/** Resolves when the condition holds. */
export async function until(condition: () => boolean, milliseconds = 10_000): Promise<void> {
  const end = performance.now() + milliseconds
  while (!condition()) {
    if (performance.now() > end) throw new Error('it did not come to be')
    await new Promise((go) => setTimeout(go, 10))
  }
}

export function keyOfLine(line: string): string {
  return createHash('sha256').update(line).digest('base64url').slice(0, 22)
}

export type { FakeTelegram }
