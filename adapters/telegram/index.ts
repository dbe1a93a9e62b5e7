import type { AdapterHealth } from '../../src/core/adapter.ts'
import type { ChatAdapter, ChatHost } from '../../src/core/delivery.ts'
import { type Client, createClient } from './client.ts'
import type { TelegramConfig } from './config.ts'
import { decodeEvent, storedEvent } from './decode.ts'
import { encodeReply } from './encode.ts'
import type { Self } from './events.ts'
import { codeOf } from './fault.ts'
import { createFiles } from './files.ts'
import { createFlood } from './flood.ts'
import { capabilities, limits, rates } from './limits.ts'
import { readPlace } from './place.ts'
import { retractMessage } from './retract.ts'
import { sendPart } from './send.ts'
import { runSession } from './session.ts'
import { createStandings } from './standing.ts'
import { createIntake } from './transport.ts'
import type { listen } from './webhook.ts'

export type { TelegramConfig, TelegramSecret, TelegramWebhook } from './config.ts'
export { examineTelegram, type TelegramFinding } from './examine.ts'

/** What a start begins. It can still send after the stop, as long as the process lives. */
interface Connection {
  readonly client: Client
  readonly host: ChatHost
  readonly standing: ReturnType<typeof createStandings>
  readonly ends: AbortController
  self: Self | null
  /** Resolves when nothing is taken in any more. */
  ended: Promise<void>
}

/**
 * Returns the adapter of one bot on Telegram; `port` is that of the webhook once it
 * listens. `start` resolves once the bot runs or is known not to: health says which.
 */
export function createTelegramAdapter(config: TelegramConfig): ChatAdapter & {
  port(): number | null
} {
  const now = config.now ?? Date.now
  const flood = createFlood(now)
  let connection: Connection | null = null
  let server: Awaited<ReturnType<typeof listen>> | null = null
  let state: AdapterHealth['state'] = 'stopped'
  let lastError: string | null = null
  let lastEventAt: string | null = null

  function tell(next: AdapterHealth['state'], error: string | null): void {
    if (error !== null && error !== lastError) {
      connection?.host.log.warn('telegram-trouble', { state: next, error })
    }
    state = next
    lastError = error
  }

  function connected(): Connection & { readonly self: Self } {
    const self = connection?.self
    if (!connection || !self) throw new Error('the Telegram adapter is not connected')
    return { ...connection, self }
  }

  /** Runs a session; `settled` is called as soon as it can be said how it goes. */
  async function run(current: Connection, settled: () => void): Promise<void> {
    const { client, ends, host } = current
    try {
      await runSession({
        config,
        client,
        host,
        ends: ends.signal,
        identified(self) {
          current.self = self
          const intake = createIntake({ client, host, self, flood, now })
          return async (update) => {
            await intake(update)
            lastEventAt = new Date(now()).toISOString()
          }
        },
        listening(listener) {
          server = listener
        },
        tell(next, error) {
          tell(next, error)
          settled()
        },
      })
    } catch (error) {
      tell('failed', codeOf(error))
    }
    settled()
  }

  return {
    name: 'telegram',
    limits,
    capabilities,
    rates,
    get bot() {
      return connection?.self ? String(connection.self.id) : null
    },
    health: () => ({ state, lastError, lastEventAt }),
    port: () => server?.port ?? null,
    async start(host) {
      if (connection && !connection.ends.signal.aborted) {
        throw new Error('the Telegram adapter was started before')
      }
      const client = createClient(config)
      const current: Connection = {
        client,
        host,
        standing: createStandings(client, now),
        ends: new AbortController(),
        self: null,
        ended: Promise.resolve(),
      }
      connection = current
      tell('starting', null)
      await new Promise<void>((resolve) => {
        current.ended = run(current, resolve)
      })
    },
    async stop() {
      connection?.ends.abort()
      await server?.close()
      await connection?.ended
      server = null
      if (state !== 'failed') tell('stopped', null)
    },
    decode(event) {
      const { client, host, self, standing } = connected()
      return decodeEvent(event, {
        standing,
        shared: async (chat) => (await readPlace(client, self.id, chat, null))?.shared ?? false,
        buttonLine: (key) => host.buttonLine(key),
        answer: (invocation) => host.answer(invocation),
        isCommand: (name) => host.registry.find(name) !== undefined,
        openFile: createFiles(config, client),
      })
    },
    lane(event) {
      const { chat, from } = storedEvent(event)
      return `${chat.id} ${from.id}`
    },
    encode(reply, destination, context) {
      const { host, self } = connected()
      return encodeReply(reply, destination, context, { self, registry: host.registry })
    },
    async send(part, note) {
      const { client, host } = connected()
      const { charts, log } = host
      const outcome = await sendPart(part, note, { client, charts, log, flood })
      if (outcome.type === 'unauthorised') tell('failed', outcome.detail)
      return outcome
    },
    /** What may have been made is an edit, which can be made again, or a placeholder, which says nothing. */
    findSent: () => Promise.resolve(null),
    async retract(part, reference) {
      const outcome = await retractMessage(part, reference, { client: connected().client, flood })
      if (outcome.type === 'unauthorised') tell('failed', outcome.detail)
      return outcome
    },
    place(channel, thread) {
      const { client, self } = connected()
      return readPlace(client, self.id, channel, thread)
    },
  }
}
