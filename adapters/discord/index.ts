import { randomUUID } from 'node:crypto'
import type { AdapterHealth } from '../../src/core/adapter.ts'
import type { CommandRegistry } from '../../src/core/command.ts'
import type { ChatAdapter, ChatHost, SendOutcome } from '../../src/core/delivery.ts'
import { translator } from '../../src/language/translate.ts'
import { createCalls } from './calls.ts'
import type { DiscordConfig } from './config.ts'
import { decode } from './decode.ts'
import { encode } from './encode.ts'
import { readEvent } from './event.ts'
import { createFiles } from './files.ts'
import { createGateway, type Gateway, type GatewayEvents, showsMessages } from './gateway.ts'
import { capabilities, limits, rates } from './limits.ts'
import { createMembers } from './members.ts'
import { isUnauthorised } from './outcome.ts'
import { createOverhearing } from './overhear.ts'
import { placeFacts } from './places.ts'
import { reactedMessage } from './reaction.ts'
import { type Registration, registerCommands } from './register.ts'
import { retractMessage } from './retract.ts'
import { createSender, type Sender } from './send.ts'
import { createShards } from './shards.ts'
import { createTransport } from './transport.ts'

export type { DiscordConfig, SessionKeeper, ShardKeeper } from './config.ts'
export { type DiscordFinding, examineDiscord, invitation } from './examine.ts'
export { commandsOf, type Registration } from './register.ts'

const UNAUTHORISED: SendOutcome = { type: 'unauthorised', detail: 'Discord refused the token' }
const BAD_TOKEN_CODE = 4004
const DISALLOWED_INTENTS_CODE = 4014

/** Brings the commands that Discord offers in line with the registry; its own step, run by the operator. */
export async function registerDiscordCommands(
  config: Pick<DiscordConfig, 'api' | 'token' | 'guild'>,
  registry: CommandRegistry,
): Promise<Registration> {
  const calls = createCalls(config, true)
  try {
    return await registerCommands(calls, registry, config.guild)
  } finally {
    calls.stop()
  }
}

/** What one connection holds, from `start` to `stop`. */
interface Running {
  readonly host: ChatHost
  /** Undefined until it is opened. */
  gateway: Gateway | undefined
  readonly openGateway: () => Promise<Gateway>
  readonly sender: Sender
}

/** Returns the platform; `start` resolves when commands can arrive, and rejects where they never will. */
export function createDiscordAdapter(config: DiscordConfig): ChatAdapter {
  const now = config.now ?? Date.now
  const language = config.language ?? 'user'
  const calls = createCalls(config)
  const members = createMembers(calls, now)
  let bot: string | null = null
  let state: AdapterHealth['state'] = 'stopped'
  let lastError: string | null = null
  let lastEventAt: string | null = null
  let refused = false
  let running: Running | undefined

  function fail(reason: string): void {
    state = 'failed'
    lastError = reason
  }

  function onUnauthorised(): void {
    if (refused) return
    refused = true
    const reference = randomUUID().slice(0, 8)
    running?.host.log.error('discord-unauthorised', { reference })
    fail(`${translator('en')('discord:health.token')} (${reference})`)
    void running?.gateway?.close()
  }

  function onFinal(code: number): void {
    if (code === BAD_TOKEN_CODE) {
      onUnauthorised()
      return
    }
    const key = code === DISALLOWED_INTENTS_CODE ? 'intents' : 'closed'
    fail(translator('en')(`discord:health.${key}`, { code }))
    running?.host.log.error('discord-closed', { code })
    void running?.gateway?.close()
  }

  function read(event: Parameters<ChatAdapter['decode']>[0]) {
    return decode(event, {
      membership: members.membership,
      buttonLine: async (key) => running?.host.buttonLine(key),
      reacted: (stored) => reactedMessage(stored, calls),
      openFile: createFiles(config),
      language,
    })
  }

  function begin(host: ChatHost): Running {
    const transport = createTransport({
      host,
      calls,
      bot: () => bot,
      now,
      decode: read,
    })
    const overhearing = createOverhearing({ host, calls, bot: () => bot, now })
    const events: GatewayEvents = {
      onReady(id) {
        bot = id
        state = 'running'
        lastError = null
      },
      onLost(code) {
        if (state === 'running') state = 'starting'
        lastError = `the connection was lost (code ${code})`
      },
      onFinal,
      onBudget: () => fail(translator('en')('discord:health.budget')),
      onError(error) {
        host.log.warn('discord-gateway', { error: error.message })
        if (state !== 'failed') lastError = error.message
      },
      onInteraction(data) {
        lastEventAt = new Date(now()).toISOString()
        return transport.take(data)
      },
      onTalk: (event) => overhearing.take(event),
    }
    async function openGateway(): Promise<Gateway> {
      const shows = showsMessages(await calls.application())
      const { shards } = config
      if (!shards) return createGateway(config, calls.bot, events, shows)
      return createShards(shards, calls.bot, {
        open: (shard) => createGateway(config, calls.bot, events, shows, shard),
        onGivenAway() {
          if (state === 'starting') state = 'running'
        },
        onFault: (error) => host.log.warn('discord-shard', { error: String(error) }),
      })
    }
    return {
      host,
      gateway: undefined,
      openGateway,
      sender: createSender(calls, host.charts, () => bot),
    }
  }

  async function whoAmI(): Promise<{ readonly id: string }> {
    try {
      return await calls.me()
    } catch (error) {
      if (isUnauthorised(error)) onUnauthorised()
      else fail(error instanceof Error ? error.message : String(error))
      throw new Error(lastError ?? 'Discord did not start', { cause: error })
    }
  }

  /** Resolves when commands can arrive, and rejects where they never will. */
  async function connect(begun: Running): Promise<void> {
    let gateway: Gateway | undefined
    let timer: NodeJS.Timeout | undefined
    const late = new Promise<never>((_, reject) => {
      timer = setTimeout(
        () => reject(new Error(translator('en')('discord:health.slow'))),
        limits.readyMilliseconds,
      )
    })
    try {
      gateway = await Promise.race([begun.openGateway(), late])
      if (running !== begun) throw new Error('Discord was stopped')
      begun.gateway = gateway
      await Promise.race([gateway.connect(), late])
    } catch (error) {
      if (isUnauthorised(error)) onUnauthorised()
      else if (state !== 'failed') fail(error instanceof Error ? error.message : String(error))
      await gateway?.close().catch(() => undefined)
      throw new Error(lastError ?? 'Discord did not start', { cause: error })
    } finally {
      clearTimeout(timer)
    }
  }

  return {
    name: 'discord',
    limits,
    capabilities,
    rates,
    get bot() {
      return bot
    },
    health: () => ({ state, lastError, lastEventAt }),
    async start(host) {
      state = 'starting'
      running = begin(host)
      if (config.shards) {
        // Without a shard of its own it answers and sends beside the others.
        bot = (await whoAmI()).id
        state = 'running'
      }
      await connect(running)
    },
    async stop() {
      await running?.gateway?.close().catch(() => undefined)
      calls.stop()
      running = undefined
      if (state !== 'failed') state = 'stopped'
    },
    decode: read,
    lane(event) {
      const { channel, thread, user } = readEvent(event.payload)
      return `${thread ?? channel} ${user.id}`
    },
    encode: (reply, destination, context) =>
      encode(reply, destination, context, { bot: bot ?? '', registry: running?.host.registry }),
    async send(part) {
      if (refused) return UNAUTHORISED
      if (!running) return { type: 'failed', detail: 'not connected' }
      const outcome = await running.sender.send(part)
      if (outcome.type === 'unauthorised') onUnauthorised()
      return outcome
    },
    async findSent(part) {
      if (refused) return UNAUTHORISED
      if (!running) return { type: 'failed', detail: 'not connected' }
      const outcome = await running.sender.findSent(part)
      if (outcome?.type === 'unauthorised') onUnauthorised()
      return outcome
    },
    async retract(_, reference) {
      if (refused) return UNAUTHORISED
      if (!running) return { type: 'failed', detail: 'not connected' }
      const outcome = await retractMessage(calls, reference)
      if (outcome.type === 'unauthorised') onUnauthorised()
      return outcome
    },
    place: (channel, thread) => placeFacts(calls, bot ?? '', channel, thread),
  }
}
