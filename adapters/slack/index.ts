import type { AdapterHealth } from '../../src/core/adapter.ts'
import type { ChatAdapter, ChatHost, SendOutcome } from '../../src/core/delivery.ts'
import { PlatformUnreachable } from '../../src/core/errors.ts'
import { createApi, type SlackApi, SlackFault } from './api.ts'
import type { SlackConfig } from './config.ts'
import { type Decoder, decodeEvent, placeFacts } from './decode.ts'
import { createFacts } from './facts.ts'
import { createFiles } from './files.ts'
import { findSentPart } from './find-sent.ts'
import { type HttpListener, listenHttp } from './http.ts'
import { text } from './json.ts'
import { capabilities, limits, rates } from './limits.ts'
import { isUnauthorised } from './outcome.ts'
import { encodeReply } from './render.ts'
import { retractPart } from './retract.ts'
import { sendPart } from './send.ts'
import { type Connections, openConnections } from './socket.ts'
import { readStored } from './stored-event.ts'
import { createReception } from './transport.ts'

export type { SlackConfig } from './config.ts'
export { examineSlack, type SlackFinding } from './examine.ts'
export { slackManifest } from './register.ts'

/** What tests and unusual networks set otherwise. */
export interface SlackOptions {
  /** Milliseconds since 1970; the machine's clock unless said otherwise. */
  readonly now?: () => number
  /** From 0 to 1. */
  readonly random?: () => number
  /** Milliseconds between two looks for what may have been sent. */
  readonly pauseMilliseconds?: number
  /** Milliseconds between attempts to reach Slack at the start. */
  readonly startMilliseconds?: number
  /** Milliseconds without a sign of life after which a connection is given up. */
  readonly pongMilliseconds?: number
}

const NO_COMMANDS = { find: () => undefined }

/** What there is while the bot is known to Slack. */
interface Session {
  readonly api: SlackApi
  readonly host: ChatHost
  readonly decoder: Decoder
}

/**
 * Returns the bot's presence on Slack, by Socket Mode or, where a port is given, by
 * signed requests; `port` is the one it listens on. `start` rejects where Slack refuses
 * a token or the port cannot be had; where Slack cannot be reached it goes on trying until
 * it is stopped.
 */
export function createSlackAdapter(
  config: SlackConfig,
  options: SlackOptions = {},
): ChatAdapter & { port(): number | null } {
  const { now = Date.now, random = Math.random } = options
  const { pauseMilliseconds = 4000, startMilliseconds = 5000 } = options
  let state: AdapterHealth['state'] = 'stopped'
  let lastError: string | null = null
  let lastEventAt: string | null = null
  let bot: string | null = null
  let session: Session | undefined
  let connections: Connections | undefined
  let listener: HttpListener | undefined
  let retry: NodeJS.Timeout | undefined
  let wakeUp = (): void => {}

  const isStopped = (): boolean => state === 'stopped'
  const fail = (reason: string): void => {
    if (state === 'stopped') return
    state = 'failed'
    lastError = reason
    session?.host.log.error('platform-failed', { platform: 'slack', reason })
  }

  async function begin(host: ChatHost): Promise<void> {
    const api = createApi(config.botToken.reveal(), config.api, now)
    const who = await api.call('auth.test', {}, 'step')
    if (isStopped()) throw new Error('slack: stopped')
    const user = text(who['user_id'])
    const team = text(who['team_id'])
    if (user === null || team === null) {
      throw new SlackFault({ type: 'refused', reason: 'invalid_auth' })
    }
    bot = user
    const decoder: Decoder = {
      api,
      host,
      team,
      facts: createFacts(api, team, now),
      openFile: createFiles(config, api),
    }
    session = { api, host, decoder }
    const onEnvelope = createReception({
      host,
      decoder,
      bot: user,
      now,
      onEvent: () => {
        lastEventAt = new Date(now()).toISOString()
      },
      onRevoked: () => fail('token_revoked'),
    })
    const { appToken, port, signingSecret } = config
    if (port !== null && signingSecret) {
      const opened = await listenHttp({ port, host: config.host, signingSecret, onEnvelope, now })
      if (isStopped()) return opened.stop()
      listener = opened
      state = 'running'
      return
    }
    if (!appToken) throw new Error('slack: neither an app token nor a port with a signing secret')
    connections = openConnections({
      appToken,
      api: config.api,
      onEnvelope,
      now,
      jitter: random,
      ...(options.pongMilliseconds === undefined
        ? {}
        : { pongMilliseconds: options.pongMilliseconds }),
      onState: (connected) => {
        if (state === 'failed' || state === 'stopped') return
        state = connected > 0 ? 'running' : 'starting'
        if (connected > 0) lastError = null
      },
      onRefused: fail,
      onFault: (reason) => {
        lastError = reason
        host.log.warn('connection-failed', { platform: 'slack', reason })
      },
    })
  }

  const attempt = async (host: ChatHost): Promise<void> => {
    try {
      await begin(host)
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error)
      const passing = error instanceof SlackFault && error.fault.type !== 'refused'
      if (!passing) {
        fail(reason)
        throw error
      }
      lastError = reason
      host.log.warn('platform-unreachable', { platform: 'slack', reason })
      await new Promise<void>((resolve) => {
        wakeUp = resolve
        retry = setTimeout(resolve, startMilliseconds)
      })
      if (state === 'stopped') throw error
      await attempt(host)
    }
  }

  /** A token that no longer holds stops the platform, whichever call says so. */
  const watched = <Outcome extends SendOutcome | null>(outcome: Outcome): Outcome => {
    if (outcome?.type === 'unauthorised') fail(outcome.detail)
    return outcome
  }

  const known = (): Session => {
    if (!session) throw new Error('slack: not started')
    return session
  }

  return {
    name: 'slack',
    limits,
    capabilities,
    rates,
    get bot() {
      return bot
    },
    health: () => ({ state, lastError, lastEventAt }),
    port: () => listener?.port ?? null,
    async start(host) {
      state = 'starting'
      await attempt(host)
    },
    async stop() {
      if (state !== 'failed') state = 'stopped'
      clearTimeout(retry)
      wakeUp()
      await Promise.all([connections?.stop(), listener?.stop()])
      connections = undefined
      listener = undefined
    },
    async decode(event) {
      try {
        return await decodeEvent(event, known().decoder)
      } catch (error) {
        if (!(error instanceof SlackFault)) throw error
        if (isUnauthorised(error)) fail(error.message)
        throw new PlatformUnreachable('slack', { cause: error })
      }
    },
    lane(event) {
      const { channel, user } = readStored(event)
      return `${channel} ${user}`
    },
    encode(reply, destination, context) {
      const registry = session?.host.registry ?? NO_COMMANDS
      return encodeReply(reply, destination, context, { bot: bot ?? '', registry })
    },
    async send(part, note) {
      if (!session) return { type: 'failed', detail: 'not started' }
      const { api, host } = session
      const { charts, log } = host
      return watched(await sendPart(part, note, { api, charts, log, now }))
    },
    async findSent(part) {
      if (!session) return { type: 'failed', detail: 'not started' }
      const pause = () => new Promise<void>((resolve) => setTimeout(resolve, pauseMilliseconds))
      return watched(await findSentPart(part, { api: session.api, pause }))
    },
    async retract(part, reference) {
      if (!session) return { type: 'failed', detail: 'not started' }
      return watched(await retractPart(part, reference, session.api))
    },
    place: (channel, thread) => placeFacts(channel, thread, known().decoder),
  }
}
