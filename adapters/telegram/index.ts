import type { AdapterHealth } from '../../src/core/adapter.ts'
import type { ChatAdapter, ChatHost } from '../../src/core/delivery.ts'
import { type Client, createClient, within } from './client.ts'
import type { TelegramConfig } from './config.ts'
import { decodeEvent } from './decode.ts'
import { encodeReply } from './encode.ts'
import type { Self } from './events.ts'
import { codeOf, faultOf } from './fault.ts'
import { createFlood } from './flood.ts'
import { capabilities, limits } from './limits.ts'
import { readPlace } from './place.ts'
import { ALLOWED_UPDATES, poll, sleep } from './poll.ts'
import { registerMenus } from './register.ts'
import { sendPart } from './send.ts'
import { createStandings } from './standing.ts'
import { createIntake } from './transport.ts'
import { listen, webhookSecret } from './webhook.ts'

export type { TelegramConfig, TelegramSecret, TelegramWebhook } from './config.ts'
export { examineTelegram, type TelegramFinding } from './examine.ts'

/** What exists from the start until the stop. */
interface Connection {
  readonly client: Client
  readonly host: ChatHost
  readonly standing: ReturnType<typeof createStandings>
  readonly ends: AbortController
  self: Self | null
  /** Ends when nothing is taken in any more. */
  intake: Promise<void>
}

const RETRY_MILLISECONDS = 5000

/** Returns the adapter of one bot on Telegram; `port` is that of the webhook once it listens. */
export function createTelegramAdapter(config: TelegramConfig): ChatAdapter & {
  port(): number | null
} {
  const now = config.now ?? Date.now
  const flood = createFlood(now)
  let connection: Connection | null = null
  let state: AdapterHealth['state'] = 'stopped'
  let lastError: string | null = null
  let lastEventAt: string | null = null
  let listening: Awaited<ReturnType<typeof listen>> | null = null

  function fail(detail: string, next: AdapterHealth['state'] = 'failed'): void {
    state = next
    lastError = detail
  }

  /** What is stored can still be answered after the stop, as long as the process lives. */
  function connected(): Connection & { readonly self: Self } {
    const self = connection?.self
    if (!connection || !self) throw new Error('the Telegram adapter is not connected')
    return { ...connection, self }
  }

  /** Returns who the bot is, asking until Telegram answers; null where it never will. */
  async function identify(
    { client, ends, host }: Connection,
    refused: () => void,
  ): Promise<Self | null> {
    while (!ends.signal.aborted) {
      try {
        const me = await client.getMe(within(limits.callMilliseconds, ends.signal))
        return { id: me.id, username: me.username }
      } catch (error) {
        if (ends.signal.aborted) return null
        const fault = faultOf(error)
        const outcome = fault.kind === 'outcome' ? fault.outcome : null
        host.log.warn('telegram-not-connected', { error: codeOf(error) })
        if (outcome?.type === 'unauthorised') {
          fail(codeOf(error))
          return null
        }
        fail(codeOf(error), 'starting')
        refused()
        const wait =
          outcome?.type === 'rate-limited' ? outcome.retryAfterSeconds * 1000 : RETRY_MILLISECONDS
        await sleep(wait, ends.signal)
      }
    }
    return null
  }

  /** Connects and takes updates in until the end; `settled` once it runs, or does not yet. */
  async function run(current: Connection, settled: () => void): Promise<void> {
    const { client, ends, host } = current
    const self = await identify(current, settled)
    current.self = self
    if (!self) return
    const intake = createIntake({ client, host, self, flood, now })
    const take: typeof intake = async (update) => {
      await intake(update)
      lastEventAt = new Date(now()).toISOString()
    }
    void registerMenus(client, host.registry).then(
      (changed) => changed > 0 && host.log.info('telegram-menus-set', { changed }),
      (error: unknown) => host.log.warn('telegram-menus-failed', { error: codeOf(error) }),
    )
    if (config.webhook) {
      const secret = webhookSecret(config)
      listening = await listen({ webhook: config.webhook, secret, take })
      await client.setWebhook(
        {
          url: config.webhook.url,
          secret_token: secret,
          allowed_updates: ALLOWED_UPDATES,
          max_connections: 40,
        },
        within(),
      )
      state = 'running'
      lastError = null
      return
    }
    await client.deleteWebhook({}, within())
    state = 'running'
    lastError = null
    settled()
    await poll({
      client,
      take,
      mayPoll: config.mayPoll ?? (() => Promise.resolve(true)),
      pollSeconds: config.pollSeconds ?? 30,
      ends: ends.signal,
      told(trouble) {
        if (!trouble) {
          state = 'running'
          lastError = null
          return
        }
        if (trouble.detail !== lastError) {
          host.log.warn('telegram-poll-failed', { kind: trouble.kind, error: trouble.detail })
        }
        fail(trouble.detail)
      },
    })
  }

  return {
    name: 'telegram',
    limits,
    capabilities,
    get bot() {
      return connection?.self ? String(connection.self.id) : null
    },
    health: () => ({ state, lastError, lastEventAt }),
    port: () => listening?.port ?? null,
    async start(host) {
      if (connection && !connection.ends.signal.aborted) {
        throw new Error('the Telegram adapter was started before')
      }
      const client = createClient(config)
      state = 'starting'
      lastError = null
      const current: Connection = {
        client,
        host,
        standing: createStandings(client, now),
        ends: new AbortController(),
        self: null,
        intake: Promise.resolve(),
      }
      connection = current
      await new Promise<void>((resolve) => {
        current.intake = run(current, resolve)
          .catch((error: unknown) => {
            fail(codeOf(error))
            host.log.error('telegram-failed', { error: codeOf(error) })
          })
          .finally(resolve)
      })
    },
    async stop() {
      connection?.ends.abort()
      await listening?.close()
      await connection?.intake
      listening = null
      if (state !== 'failed') state = 'stopped'
    },
    decode(event) {
      const { host, standing } = connected()
      return decodeEvent(event, {
        standing,
        buttonLine: (key) => host.buttonLine(key),
        answer: (invocation) => host.answer(invocation),
      })
    },
    encode(reply, destination, context) {
      const { host, self } = connected()
      return encodeReply(reply, destination, context, { self, registry: host.registry })
    },
    async send(part, note) {
      const { client, host } = connected()
      const { charts, log } = host
      const outcome = await sendPart(part, note, { client, charts, log, flood })
      if (outcome.type === 'unauthorised') fail(outcome.detail)
      return outcome
    },
    /** A part that may have been made is an edit, or its placeholder showed nothing yet. */
    findSent: () => Promise.resolve(null),
    place(channel, thread) {
      const { client, self } = connected()
      return readPlace(client, self.id, channel, thread)
    },
  }
}
