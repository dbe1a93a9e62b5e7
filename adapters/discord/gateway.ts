import { setTimeout as sleep } from 'node:timers/promises'
import { type SessionInfo, WebSocketManager, WebSocketShardEvents } from '@discordjs/ws'
import { GatewayCloseCodes, GatewayDispatchEvents, GatewayIntentBits, type REST } from 'discord.js'
import type { DiscordConfig } from './config.ts'
import { limits } from './limits.ts'

/** Codes after which Discord takes no connection until something is set right. */
const FINAL: ReadonlySet<number> = new Set([
  GatewayCloseCodes.AuthenticationFailed,
  GatewayCloseCodes.InvalidShard,
  GatewayCloseCodes.ShardingRequired,
  GatewayCloseCodes.InvalidAPIVersion,
  GatewayCloseCodes.InvalidIntents,
  GatewayCloseCodes.DisallowedIntents,
])
/** How long a session that may not be opened yet waits before it asks again. */
const BUDGET_MILLISECONDS = 60_000

export interface GatewayEvents {
  /** The bot's user id. */
  onReady(bot: string): void
  onInteraction(data: unknown): Promise<void>
  /** The connection is lost; the library opens it again. */
  onLost(): void
  onResumed(): void
  /** Discord will take no connection again: the close code. */
  onFinal(code: number): void
  /** The day's sessions are used up. */
  onBudget(): void
  onError(error: Error): void
}

export interface Gateway {
  /** Resolves when the first session is ready. */
  connect(): Promise<void>
  close(): Promise<void>
}

/** Returns the connection by which Discord sends interactions, with the one intent that they need. */
export function createGateway(
  config: Pick<DiscordConfig, 'token' | 'mayIdentify' | 'session'>,
  rest: REST,
  events: GatewayEvents,
): Gateway {
  let closed = false
  const sessions = new Map<number, SessionInfo>()
  let restored = config.session === undefined

  async function restore(): Promise<void> {
    if (restored) return
    restored = true
    const text = await config.session?.read().catch(() => null)
    const kept = text ? readSession(text) : undefined
    if (kept) sessions.set(kept.shardId, kept)
  }

  async function keep(): Promise<void> {
    const [first] = sessions.values()
    await config.session?.write(first ? JSON.stringify(first) : null).catch(events.onError)
  }

  const manager = new WebSocketManager({
    token: config.token.reveal(),
    intents: GatewayIntentBits.Guilds,
    rest,
    compression: null,
    handshakeTimeout: limits.callMilliseconds,
    helloTimeout: limits.callMilliseconds,
    readyTimeout: limits.callMilliseconds,
    async retrieveSessionInfo(shard) {
      // The library opens connections again after it was told to close; this one never goes on.
      if (closed) return new Promise<never>(() => undefined)
      await restore()
      return sessions.get(shard) ?? null
    },
    async updateSessionInfo(shard, session) {
      const before = sessions.get(shard)
      if (session) sessions.set(shard, session)
      else sessions.delete(shard)
      if (before?.sessionId !== session?.sessionId && !closed) await keep()
    },
    buildIdentifyThrottler: () => ({
      async waitForIdentify(_shard: number, signal: AbortSignal) {
        const { mayIdentify } = config
        while (mayIdentify && !(await mayIdentify())) {
          events.onBudget()
          await sleep(BUDGET_MILLISECONDS, undefined, { signal, ref: false })
        }
        signal.throwIfAborted()
      },
    }),
  })

  manager.on(WebSocketShardEvents.Ready, ({ data }) => events.onReady(data.user.id))
  manager.on(WebSocketShardEvents.Resumed, () => events.onResumed())
  manager.on(WebSocketShardEvents.Error, ({ error }) => events.onError(error))
  manager.on(WebSocketShardEvents.Closed, ({ code }) => {
    if (closed) return
    if (FINAL.has(code)) events.onFinal(code)
    else events.onLost()
  })
  manager.on(WebSocketShardEvents.Dispatch, ({ data }) => {
    if (data.t !== GatewayDispatchEvents.InteractionCreate) return
    // The session is kept behind what was stored, so that nothing is skipped after a restart.
    void events.onInteraction(data.d).then(keep, events.onError)
  })

  return {
    connect: () => manager.connect(),
    async close() {
      closed = true
      await manager.destroy({ reason: 'stopped', code: config.session ? 4200 : 1000 })
    },
  }
}

function readSession(text: string): SessionInfo | undefined {
  try {
    const { resumeURL, sequence, sessionId, shardCount, shardId } = JSON.parse(text) as SessionInfo
    return { resumeURL, sequence, sessionId, shardCount, shardId }
  } catch {
    return undefined
  }
}
