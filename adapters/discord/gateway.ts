import { setTimeout as sleep } from 'node:timers/promises'
import type { REST } from '@discordjs/rest'
import {
  type SessionInfo,
  WebSocketManager,
  WebSocketShardEvents,
  WebSocketShardStatus,
} from '@discordjs/ws'
import { GatewayCloseCodes, GatewayDispatchEvents, GatewayIntentBits } from 'discord-api-types/v10'
import type { DiscordConfig } from './config.ts'
import { limits } from './limits.ts'
import { type Shard, shardName } from './shards.ts'

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
/** How long one waits for its turn among the sessions of a divided gateway, before it asks again. */
const TURN_MILLISECONDS = 500
/** Between two connections that came to nothing: twice as long each time. */
const FIRST_WAIT_MILLISECONDS = 500
const LONGEST_WAIT_MILLISECONDS = 60_000
/** How long Discord has to answer the farewell. */
const FAREWELL_MILLISECONDS = 500
/** How far the kept session may lie behind talk, which is more than interactions are. */
const KEEP_MILLISECONDS = 10_000

export interface GatewayEvents {
  /** Commands arrive from now on: the bot's user id. */
  onReady(bot: string): void
  onInteraction(data: unknown): Promise<void>
  /** What people write and how they react, where the intents show it. */
  onTalk(event: TalkEvent): Promise<void>
  /** The connection is lost; the library opens it again. */
  onLost(code: number): void
  /** Discord will take no connection again: the close code. */
  onFinal(code: number): void
  /** The day's sessions are used up. */
  onBudget(): void
  onError(error: Error): void
}

/** A dispatch that asks for nothing by itself. */
export interface TalkEvent {
  readonly type: TalkType
  readonly data: unknown
  /** The same each time it is dispatched. */
  readonly id: string
}

const TALK = [
  GatewayDispatchEvents.MessageCreate,
  GatewayDispatchEvents.MessageUpdate,
  GatewayDispatchEvents.MessageDelete,
  GatewayDispatchEvents.MessageDeleteBulk,
  GatewayDispatchEvents.MessageReactionAdd,
  GatewayDispatchEvents.MessageReactionRemove,
] as const
export type TalkType = (typeof TALK)[number]

/** What interactions need. */
const LEAST_INTENTS = GatewayIntentBits.Guilds
/** What talk needs besides, where Discord lets the bot see messages. */
const TALK_INTENTS =
  GatewayIntentBits.GuildMessages |
  GatewayIntentBits.GuildMessageReactions |
  GatewayIntentBits.MessageContent

/** Flags of an application that its owner let see messages, in up to a hundred servers and in more. */
const MESSAGE_FLAGS = (1 << 18) | (1 << 19)

/** Returns whether the application's owner let the bot see what people write. */
export function showsMessages({ flags = 0 }: { readonly flags?: number }): boolean {
  return (flags & MESSAGE_FLAGS) !== 0
}

export interface Gateway {
  /** Resolves when the first session is ready. */
  connect(): Promise<void>
  close(): Promise<void>
}

/**
 * Returns the connection by which Discord sends interactions and, where it shows messages,
 * talk: that of one shard, or of the whole gateway.
 */
export function createGateway(
  config: Pick<DiscordConfig, 'token' | 'mayIdentify' | 'session' | 'now'>,
  rest: REST,
  events: GatewayEvents,
  showsMessages: boolean,
  shard?: Shard,
): Gateway {
  const name = shard ? shardName(shard) : ''
  const now = config.now ?? Date.now
  const intents = showsMessages ? LEAST_INTENTS | TALK_INTENTS : LEAST_INTENTS
  let closed = false
  let bot: string | null = null
  const sessions = new Map<number, SessionInfo>()
  let restored = config.session === undefined
  /** Connections since the last one that became ready. */
  let attempts = 0
  /** Interactions that are not stored yet. */
  let pending = 0
  let keptAt = 0

  async function restore(): Promise<void> {
    if (restored) return
    restored = true
    const text = await config.session?.read(name).catch(() => null)
    const kept = text ? readSession(text) : undefined
    // A session goes on with the intents with which it began.
    if (!kept || (kept.intents ?? LEAST_INTENTS) !== intents) return
    bot = kept.bot
    sessions.set(kept.session.shardId, kept.session)
  }

  /** The library itself connects again at once and without an end. */
  async function brake(shard: number): Promise<void> {
    const status = (await manager.fetchStatus()).get(shard)
    if (status !== WebSocketShardStatus.Idle) return
    attempts += 1
    if (attempts <= 2) return
    const wait = Math.min(LONGEST_WAIT_MILLISECONDS, FIRST_WAIT_MILLISECONDS * 2 ** (attempts - 2))
    await sleep(wait, undefined, { ref: false })
  }

  /** The session is kept behind what was stored, so that nothing is skipped after a restart. */
  async function take(stored: Promise<void>, seldom: boolean): Promise<void> {
    pending += 1
    try {
      await stored
    } finally {
      pending -= 1
    }
    if (pending === 0 && (!seldom || now() - keptAt >= KEEP_MILLISECONDS)) await keep()
  }

  async function keep(): Promise<void> {
    if (!config.session) return
    const [first] = sessions.values()
    keptAt = now()
    const text = first && bot !== null ? JSON.stringify({ bot, intents, session: first }) : null
    await config.session.write(text, name).catch(events.onError)
  }

  const manager = new WebSocketManager({
    token: config.token.reveal(),
    intents,
    rest,
    ...(shard && { shardIds: [shard.id], shardCount: shard.count }),
    compression: null,
    handshakeTimeout: limits.callMilliseconds,
    helloTimeout: limits.callMilliseconds,
    readyTimeout: limits.callMilliseconds,
    async retrieveSessionInfo(shard) {
      // The library opens connections again after it was told to close; this one never goes on.
      await brake(shard)
      if (closed) return new Promise<never>(() => undefined)
      await restore()
      return sessions.get(shard) ?? null
    },
    async updateSessionInfo(shard, session) {
      if (session) sessions.set(shard, session)
      else sessions.delete(shard)
      if (!session && !closed) await keep()
    },
    buildIdentifyThrottler: () => ({
      async waitForIdentify(_shard: number, signal: AbortSignal) {
        const { mayIdentify } = config
        while (shard && !(await shard.mayOpen().catch(() => false))) {
          await sleep(TURN_MILLISECONDS, undefined, { signal, ref: false })
        }
        while (mayIdentify && !(await mayIdentify().catch(() => false))) {
          events.onBudget()
          await sleep(BUDGET_MILLISECONDS, undefined, { signal, ref: false })
        }
        signal.throwIfAborted()
      },
    }),
  })

  manager.on(WebSocketShardEvents.Ready, ({ data }) => {
    attempts = 0
    bot = data.user.id
    events.onReady(bot)
    keep().catch(events.onError)
  })
  manager.on(WebSocketShardEvents.Resumed, () => {
    attempts = 0
    if (bot !== null) events.onReady(bot)
  })
  manager.on(WebSocketShardEvents.Error, ({ error }) => events.onError(error))
  manager.on(WebSocketShardEvents.Closed, ({ code }) => {
    if (closed) return
    if (FINAL.has(code)) events.onFinal(code)
    else events.onLost(code)
  })
  manager.on(WebSocketShardEvents.Dispatch, ({ data }) => {
    if (data.t === GatewayDispatchEvents.InteractionCreate) {
      take(events.onInteraction(data.d), false).catch(events.onError)
      return
    }
    const type = TALK.find((each) => each === data.t)
    const [session] = sessions.values()
    if (!type || !session) return
    const id = `${session.sessionId}:${data.s}`
    take(events.onTalk({ type, data: data.d, id }), true).catch(events.onError)
  })

  return {
    connect: () => manager.connect(),
    async close() {
      if (pending === 0 && bot !== null) await keep()
      closed = true
      const gone = manager.destroy({ reason: 'stopped', code: config.session ? 4200 : 1000 })
      await Promise.race([gone, sleep(FAREWELL_MILLISECONDS, undefined, { ref: false })])
    },
  }
}

interface KeptSession {
  readonly bot: string
  /** Absent in what an earlier version kept. */
  readonly intents?: number
  readonly session: SessionInfo
}

function readSession(text: string): KeptSession | undefined {
  try {
    const { bot, intents, session } = JSON.parse(text) as KeptSession
    return typeof bot === 'string' && typeof session.sessionId === 'string'
      ? { bot, session, ...(intents === undefined ? {} : { intents }) }
      : undefined
  } catch {
    return undefined
  }
}
