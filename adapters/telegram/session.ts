import type { Update } from 'grammy/types'
import type { AdapterHealth } from '../../src/core/adapter.ts'
import type { ChatHost } from '../../src/core/delivery.ts'
import { type Client, type Signal, within } from './client.ts'
import type { TelegramConfig } from './config.ts'
import type { Self } from './events.ts'
import { codeOf, faultOf } from './fault.ts'
import { limits } from './limits.ts'
import { ALLOWED_UPDATES, poll, sleep } from './poll.ts'
import { registerMenus } from './register.ts'
import { listen, webhookSecret } from './webhook.ts'

const RETRY_MILLISECONDS = 5000
const POLL_SECONDS = 30
const CONNECTIONS = 40

/** What a session works with, and whom it tells how it goes. */
export interface SessionParts {
  readonly config: TelegramConfig
  readonly client: Client
  readonly host: ChatHost
  readonly ends: AbortSignal
  /** Returns what takes updates in, once the bot knows who it is. */
  readonly identified: (self: Self) => (update: Update) => Promise<void>
  /** Told the port of the webhook, and how to close it. */
  readonly listening: (server: Awaited<ReturnType<typeof listen>>) => void
  readonly tell: (state: AdapterHealth['state'], error: string | null) => void
}

/** Connects, brings the menus up to date and takes updates in until it is ended or refused. */
export async function runSession(parts: SessionParts): Promise<void> {
  const { client, config, host, identified, tell } = parts
  const me = await insist(parts, (signal) => client.getMe(signal))
  if (!me) return
  const take = identified({ id: me.id, username: me.username })
  void registerMenus(client, host.registry).then(
    (changed) => changed > 0 && host.log.info('telegram-menus-set', { changed }),
    (error: unknown) => host.log.warn('telegram-menus-failed', { error: codeOf(error) }),
  )
  if (config.webhook) return serve(parts, config.webhook, take)
  if (!(await insist(parts, (signal) => client.deleteWebhook({}, signal)))) return
  tell('running', null)
  await poll({
    client,
    take,
    mayPoll: config.mayPoll ?? (() => Promise.resolve(true)),
    pollSeconds: config.pollSeconds ?? POLL_SECONDS,
    ends: parts.ends,
    told(trouble) {
      if (trouble) tell('failed', trouble.detail)
      else tell('running', null)
    },
  })
}

async function serve(
  parts: SessionParts,
  webhook: NonNullable<TelegramConfig['webhook']>,
  take: (update: Update) => Promise<void>,
): Promise<void> {
  const secret = webhookSecret(parts.config)
  parts.listening(await listen({ webhook, secret, take }))
  const set = await insist(parts, (signal) =>
    parts.client.setWebhook(
      {
        url: webhook.url,
        secret_token: secret,
        allowed_updates: ALLOWED_UPDATES,
        max_connections: CONNECTIONS,
      },
      signal,
    ),
  )
  if (set) parts.tell('running', null)
}

/** Makes a call until Telegram answers it; null where it refuses, or the session ends. */
async function insist<Result>(
  { ends, host, tell }: SessionParts,
  call: (signal: Signal) => Promise<Result>,
): Promise<Result | null> {
  while (!ends.aborted) {
    try {
      return await call(within(limits.callMilliseconds, ends))
    } catch (error) {
      if (ends.aborted) return null
      const fault = faultOf(error)
      const outcome = fault.kind === 'outcome' ? fault.outcome : null
      const detail = outcome && 'detail' in outcome ? outcome.detail : codeOf(error)
      host.log.warn('telegram-not-connected', { error: detail })
      const passing = outcome?.type === 'failed' || outcome?.type === 'unknown'
      if (!passing && outcome?.type !== 'rate-limited') {
        tell('failed', detail)
        return null
      }
      tell('starting', detail)
      const wait =
        outcome.type === 'rate-limited' ? outcome.retryAfterSeconds * 1000 : RETRY_MILLISECONDS
      await sleep(wait, ends)
    }
  }
  return null
}
