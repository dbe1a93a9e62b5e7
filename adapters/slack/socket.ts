import { SocketModeReceiver } from '@slack/bolt'
import type { HiddenText } from './config.ts'
import { isRecord, record, text } from './json.ts'
import { limits } from './limits.ts'
import { UNAUTHORISED } from './outcome.ts'

/** What the transport does with one thing that Slack sent; `ack` tells Slack, once. */
export type OnEnvelope = (
  body: unknown,
  ack: (answer?: Readonly<Record<string, unknown>>) => Promise<void>,
) => Promise<void>

export interface SocketOptions {
  readonly appToken: HiddenText
  readonly api: string | undefined
  readonly onEnvelope: OnEnvelope
  /** A connection is up, or none is any more. */
  readonly onState: (connected: number) => void
  /** Slack refuses the app token: it is of no use to try again. */
  readonly onRefused: (reason: string) => void
  readonly onFault: (reason: string) => void
  /** Milliseconds since 1970. */
  readonly now: () => number
  /** From 0 to 1. */
  readonly jitter: () => number
  /** How long a sign of life may stay away, in milliseconds. */
  readonly pongMilliseconds?: number
}

export interface Connections {
  /** Resolves once one connection is up, rejects where Slack refuses the token. */
  readonly ready: Promise<void>
  stop(): Promise<void>
}

type Client = SocketModeReceiver['client']

/** Milliseconds before another attempt, by how many failed in a row. */
const WAITS = [0, 500, 1000, 2000, 5000, 10_000, 30_000]
/** A connection that lived no longer counts as failed. */
const SHORT_LIFE = 5000
/** Milliseconds that an old connection is kept after its successor was asked for. */
const KEEP_OLD = 10_000
/** Milliseconds that Slack has to answer a connection's farewell. */
const FAREWELL = 500

/**
 * Opens Socket Mode connections and keeps them open: each is replaced before Slack
 * closes it, so that while one goes another takes what comes.
 */
export function openConnections(options: SocketOptions): Connections {
  const { onState, onRefused, onFault } = options
  const clients = new Set<Client>()
  const timers = new Set<NodeJS.Timeout>()
  const live = new Set<Client>()
  let stopped = false
  let settle: { resolve(): void; reject(error: Error): void } | undefined
  const ready = new Promise<void>((resolve, reject) => {
    settle = { resolve, reject }
  })
  ready.catch(() => {})

  const later = (milliseconds: number, act: () => void): void => {
    const timer = setTimeout(() => {
      timers.delete(timer)
      act()
    }, milliseconds)
    timers.add(timer)
  }

  const again = (failures: number): void => {
    const wait = WAITS[Math.min(failures, WAITS.length - 1)] ?? 0
    later(wait * (1 + options.jitter() / 5), () => connect(failures))
  }

  const connect = (failures: number): void => {
    if (stopped) return
    const client = newClient(options)
    clients.add(client)
    let replaced = false
    let since = Number.POSITIVE_INFINITY
    const replace = (): void => {
      if (replaced || stopped) return
      replaced = true
      if (options.now() - since >= SHORT_LIFE) connect(0)
      else again(failures + 1)
    }
    announceBeforeClosing(
      client,
      () => {
        replace()
        later(KEEP_OLD, () => void farewell(client))
      },
      () => onFault('unreadable-frame'),
    )
    client.on('connected', () => {
      if (stopped) return void farewell(client)
      since = options.now()
      live.add(client)
      onState(live.size)
      settle?.resolve()
    })
    client.on('disconnected', () => {
      clients.delete(client)
      if (live.delete(client)) {
        onState(live.size)
        replace()
      }
    })
    client.start().catch((error: unknown) => {
      clients.delete(client)
      if (stopped || replaced || live.has(client)) return
      replaced = true
      const reason = reasonOf(error)
      if (UNAUTHORISED.has(reason)) {
        settle?.reject(new Error(reason))
        onRefused(reason)
        return
      }
      onFault(reason)
      again(failures + 1)
    })
  }

  for (let index = 0; index < limits.connections; index += 1) connect(0)
  return {
    ready,
    async stop() {
      stopped = true
      for (const timer of timers) clearTimeout(timer)
      timers.clear()
      await Promise.all([...clients].map(farewell))
      clients.clear()
    },
  }
}

/** Closes a connection, and cuts it where the other side does not answer the farewell. Never rejects. */
async function farewell(client: Client): Promise<void> {
  let timer: NodeJS.Timeout | undefined
  const enough = new Promise<void>((resolve) => {
    timer = setTimeout(() => {
      // Asked a second time, the library waits no longer.
      client.disconnect().catch(() => {})
      resolve()
    }, FAREWELL)
  })
  await Promise.race([client.disconnect().catch(() => {}), enough])
  clearTimeout(timer)
}

function reasonOf(error: unknown): string {
  const data = isRecord(error) ? record(error['data']) : {}
  if (text(data['error'])) return text(data['error']) ?? ''
  return error instanceof Error ? error.name : 'closed'
}

/** Bolt's receiver with our own acknowledgement: only what is stored is acknowledged. */
function newClient({ api, appToken, onEnvelope, pongMilliseconds }: SocketOptions): Client {
  const receiver = new SocketModeReceiver({
    appToken: appToken.reveal(),
    logger: SILENT,
    // It reconnects by rejecting unheard, and only after the old connection has closed.
    autoReconnectEnabled: false,
    ...(pongMilliseconds === undefined ? {} : { clientPingTimeout: pongMilliseconds }),
    installerOptions: {
      clientOptions: {
        ...(api === undefined ? {} : { slackApiUrl: api }),
        retryConfig: { retries: 0 },
        timeout: limits.callMilliseconds,
        rejectRateLimitedCalls: true,
      },
    },
  })
  const app = {
    processEvent: ({ body, ack }: { body: unknown; ack: (answer?: unknown) => Promise<void> }) =>
      onEnvelope(body, (answer) => ack(answer)),
  }
  receiver.init(app as unknown as Parameters<typeof receiver.init>[0])
  return receiver.client
}

/** Slack says some seconds before that it will close a connection; the library would close it at once. */
function announceBeforeClosing(
  client: Client,
  onWarning: () => void,
  onUnreadable: () => void,
): void {
  const handlers = client.listeners('ws_message')
  client.removeAllListeners('ws_message')
  client.on('ws_message', (data: unknown, isBinary: unknown) => {
    if (typeof data === 'string' && isDisconnect(data)) {
      onWarning()
      return
    }
    // The library trips over frames it does not know, in a promise that nobody holds.
    for (const handler of handlers) {
      Promise.resolve(handler.call(client, data, isBinary)).catch(() => onUnreadable())
    }
  })
}

function isDisconnect(data: string): boolean {
  if (!data.includes('"disconnect"')) return false
  try {
    const frame: unknown = JSON.parse(data)
    return isRecord(frame) && frame['type'] === 'disconnect'
  } catch {
    return false
  }
}

type LibraryLogger = NonNullable<ConstructorParameters<typeof SocketModeReceiver>[0]['logger']>

/** The library logs whole messages, with people's words in them. */
const SILENT: LibraryLogger = {
  debug() {},
  info() {},
  warn() {},
  error() {},
  setLevel() {},
  getLevel: () => 'error' as ReturnType<LibraryLogger['getLevel']>,
  setName() {},
}
