import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { type WebSocket, WebSocketServer } from 'ws'

interface Session {
  readonly id: string
  /** Its shard, of how many. */
  readonly shard: readonly [number, number]
  sequence: number
  readonly sent: { readonly s: number; readonly t: string; readonly d: unknown }[]
  socket: WebSocket | undefined
}

/** A gateway of version 10 on 127.0.0.1, JSON without compression. */
export interface FakeGateway {
  readonly url: string
  readonly identifies: readonly {
    readonly intents: number
    readonly token: string
    readonly shard: readonly [number, number]
    readonly at: number
  }[]
  readonly resumes: readonly { readonly session: string; readonly sequence: number }[]
  /** How many shards Discord recommends. */
  shards: number
  /** Shards that are connected now. */
  held(): readonly number[]
  /**
   * Sends a dispatch to the session of its server's shard, where the gateway is divided, else
   * to the running one; or keeps it for a resume.
   */
  dispatch(t: string, d: unknown): void
  /** Sends anything, however wrong. */
  sendRaw(text: string): void
  /** Asks for a reconnect (op 7). */
  askReconnect(): void
  /** Declares the session invalid (op 9). */
  invalidate(resumable: boolean): void
  /** Closes the connection with a code; 1006 cuts it. */
  drop(code: number): void
  /** Refuses the next connections with a close code after identify. */
  refuseWith: number | null
  /** Leaves heartbeats unanswered. */
  deaf: boolean
  connected(): boolean
  close(): Promise<void>
}

export async function openFakeGateway(token: string, bot: { id: string; application: string }) {
  const server: Server = createServer()
  const sockets = new WebSocketServer({ server })
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  const { port } = server.address() as AddressInfo
  const url = `ws://127.0.0.1:${port}`
  const sessions = new Map<string, Session>()
  let current: Session | undefined
  let made = 0
  const identifies: {
    intents: number
    token: string
    shard: readonly [number, number]
    at: number
  }[] = []
  const resumes: { session: string; sequence: number }[] = []

  /** By Discord's own formula. */
  function sessionFor(d: unknown): Session | undefined {
    const { guild_id: guild } = (d ?? {}) as { readonly guild_id?: string }
    if (gateway.shards === 1 || guild === undefined) return current
    const id = Number((BigInt(guild) >> 22n) % BigInt(gateway.shards))
    return [...sessions.values()].findLast(({ shard }) => shard[0] === id)
  }
  function dispatchTo(session: Session, t: string, d: unknown): void {
    session.sequence += 1
    const packet = { s: session.sequence, t, d }
    session.sent.push(packet)
    session.socket?.send(JSON.stringify({ op: 0, ...packet }))
  }

  const gateway: FakeGateway = {
    url,
    identifies,
    resumes,
    refuseWith: null,
    deaf: false,
    shards: 1,
    held: () =>
      [...sessions.values()]
        .filter(({ socket }) => socket?.readyState === 1)
        .map(({ shard }) => shard[0])
        .sort((one, other) => one - other),
    dispatch(t, d) {
      const session = sessionFor(d)
      if (!session) throw new Error('nobody identified')
      dispatchTo(session, t, d)
    },
    sendRaw: (text) => current?.socket?.send(text),
    askReconnect: () => current?.socket?.send(JSON.stringify({ op: 7, d: null })),
    invalidate(resumable) {
      const socket = current?.socket
      if (!resumable && current) sessions.delete(current.id)
      socket?.send(JSON.stringify({ op: 9, d: resumable }))
    },
    drop(code) {
      if (code === 1006) current?.socket?.terminate()
      else current?.socket?.close(code)
    },
    connected: () => current?.socket?.readyState === 1,
    async close() {
      for (const socket of sockets.clients) socket.terminate()
      await new Promise<void>((done) => sockets.close(() => done()))
      await new Promise<void>((done) => server.close(() => done()))
    },
  }

  sockets.on('connection', (socket) => {
    let own: Session | undefined
    const send = (packet: unknown) => socket.send(JSON.stringify(packet))
    send({ op: 10, d: { heartbeat_interval: 200 } })
    socket.on('close', () => {
      if (own?.socket === socket) own.socket = undefined
    })
    socket.on('message', (data) => {
      const { op, d } = JSON.parse(String(data)) as { op: number; d: Record<string, unknown> }
      if (op === 1 && !gateway.deaf) send({ op: 11 })
      if (op === 2) {
        const shard = (d['shard'] as [number, number] | undefined) ?? [0, 1]
        const [intents, given] = [Number(d['intents']), String(d['token'])]
        identifies.push({ intents, token: given, shard, at: Date.now() })
        if (gateway.refuseWith !== null) return socket.close(gateway.refuseWith)
        if (d['token'] !== token) return socket.close(4004)
        made += 1
        own = { id: `session-${made}`, shard, sequence: 0, sent: [], socket }
        sessions.set(own.id, own)
        current = own
        dispatchTo(own, 'READY', {
          v: 10,
          user: { id: bot.id, username: 'cxbot', discriminator: '0', global_name: null, bot: true },
          guilds: [],
          session_id: own.id,
          resume_gateway_url: url,
          application: { id: bot.application, flags: 0 },
        })
      }
      if (op === 6) {
        const sequence = Number(d['seq'])
        resumes.push({ session: String(d['session_id']), sequence })
        const session = sessions.get(String(d['session_id']))
        if (!session || d['token'] !== token) return send({ op: 9, d: false })
        own = session
        session.socket = socket
        current = session
        for (const packet of session.sent.filter(({ s }) => s > sequence))
          send({ op: 0, ...packet })
        session.sequence += 1
        send({ op: 0, s: session.sequence, t: 'RESUMED', d: {} })
      }
    })
  })
  return gateway
}
