import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { type WebSocket, WebSocketServer } from 'ws'
import { checkBlocks } from './block-check.ts'
import { checkCall, scopesOf } from './method-check.ts'
import { type Args, type MethodContext, methods, Refusal } from './methods.ts'
import { World } from './world.ts'

/** How a call goes wrong. */
export interface Fault {
  /** A method's name, `upload`, `response` or a pattern of them. */
  readonly on: string | RegExp
  /** Of how many calls; once unless said otherwise. */
  times?: number
  readonly how:
    | { readonly type: 'refuse'; readonly error: string }
    | { readonly type: 'rate-limit'; readonly retryAfter: string | null }
    | { readonly type: 'status'; readonly status: number; readonly applied?: boolean }
    /** The connection breaks, before or after the call was carried out. */
    | { readonly type: 'drop'; readonly applied: boolean }
    | { readonly type: 'delay'; readonly milliseconds: number }
    | { readonly type: 'hang' }
  /** Only where the channel is this one. */
  readonly channel?: string
}

export interface Call {
  readonly method: string
  readonly args: Args
  readonly at: number
}

export interface Ack {
  readonly envelope: string
  readonly payload: unknown
}

/** A fake Slack on 127.0.0.1: Web API, upload host, `response_url` host and Socket Mode. */
export class FakeSlack {
  readonly world = new World()
  readonly calls: Call[] = []
  readonly violations: string[] = []
  readonly faults: Fault[] = []
  readonly sockets: WebSocket[] = []
  readonly acks: Ack[] = []
  /** What people dropped, by the ids of the files. */
  readonly dropped = new Map<string, Buffer>()
  botToken = 'xoxb-right'
  appToken = 'xapp-right'
  /** Permissions; all where it is null. */
  scopes: readonly string[] | null = null
  /** Frames that are sent to a socket as soon as it is open. */
  greeting: readonly unknown[] = [{ type: 'hello', num_connections: 1 }]
  #server: Server | undefined
  #sockets: WebSocketServer | undefined
  #waiting = new Map<string, (payload: unknown) => void>()
  #port = 0

  get url(): string {
    return `http://127.0.0.1:${this.#port}`
  }

  get api(): string {
    return `${this.url}/api/`
  }

  async start(): Promise<this> {
    const server = createServer((request, response) => {
      this.#handle(request, response).catch((error: unknown) => {
        this.violations.push(`fake: ${String(error)}`)
        response.destroy()
      })
    })
    this.#sockets = new WebSocketServer({ server, path: '/socket' })
    this.#sockets.on('connection', (socket) => this.#greet(socket))
    await new Promise<void>((resolve) => server.listen(this.#port, '127.0.0.1', resolve))
    this.#server = server
    this.#port = (server.address() as AddressInfo).port
    return this
  }

  async stop(): Promise<void> {
    for (const socket of this.sockets) socket.terminate()
    this.#sockets?.close()
    this.#server?.closeAllConnections()
    await new Promise<void>((resolve) => this.#server?.close(() => resolve()) ?? resolve())
  }

  #greet(socket: WebSocket): void {
    this.sockets.push(socket)
    for (const frame of this.greeting) socket.send(JSON.stringify(frame))
    socket.on('message', (data) => {
      const { envelope_id: envelope, payload } = JSON.parse(String(data)) as {
        envelope_id: string
        payload?: unknown
      }
      this.acks.push({ envelope, payload })
      this.#waiting.get(envelope)?.(payload ?? null)
      this.#waiting.delete(envelope)
    })
    socket.on('close', () => {
      this.sockets.splice(this.sockets.indexOf(socket), 1)
    })
  }

  /** Sends an envelope on a socket and returns what it was acknowledged with; undefined where it was not. */
  async push(
    type: string,
    payload: unknown,
    options: { readonly socket?: WebSocket; readonly wait?: number } = {},
  ): Promise<unknown> {
    const { wait = 5000 } = options
    const socket = options.socket ?? this.sockets[this.world.next() % this.sockets.length]
    if (!socket) return undefined
    const envelope = `e-${this.world.next()}`
    const acknowledged = new Promise<unknown>((resolve) => {
      const timer = setTimeout(() => resolve(undefined), wait)
      this.#waiting.set(envelope, (answer) => {
        clearTimeout(timer)
        resolve(answer)
      })
    })
    socket.send(
      JSON.stringify({ envelope_id: envelope, type, payload, accepts_response_payload: true }),
    )
    return acknowledged
  }

  methodCalls(method: string): readonly Call[] {
    return this.calls.filter((call) => call.method === method)
  }

  #fault(method: string, channel: string | undefined): Fault['how'] | undefined {
    const found = this.faults.find(
      (fault) =>
        (fault.times ?? 1) > 0 &&
        (typeof fault.on === 'string' ? fault.on === method : fault.on.test(method)) &&
        (fault.channel === undefined || fault.channel === channel),
    )
    if (!found) return undefined
    found.times = (found.times ?? 1) - 1
    return found.how
  }

  async #handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const chunks: Buffer[] = []
    for await (const chunk of request) chunks.push(chunk as Buffer)
    const body = Buffer.concat(chunks)
    const [, place = '', name = ''] = (request.url ?? '').split('/')
    if (place === 'files-pri') return this.#download(name, request, response)
    const args: Args =
      place === 'api' ? Object.fromEntries(new URLSearchParams(body.toString('utf8'))) : {}
    const method = place === 'api' ? name : place
    this.calls.push({ method, args, at: Date.now() })
    const how = this.#fault(method, args['channel'] ?? args['channel_id'])
    if (how?.type === 'hang') return
    if (how?.type === 'delay') await new Promise((resolve) => setTimeout(resolve, how.milliseconds))
    if (how?.type === 'rate-limit') {
      const headers = how.retryAfter === null ? {} : { 'retry-after': how.retryAfter }
      response.writeHead(429, headers)
      response.end(JSON.stringify({ ok: false, error: 'ratelimited' }))
      return
    }
    if (how?.type === 'drop' && !how.applied) return void request.socket.destroy()
    if (how?.type === 'status' && !how.applied) return void response.writeHead(how.status).end('no')
    const answer =
      how?.type === 'refuse'
        ? { ok: false, error: how.error }
        : this.#carryOut(place, name, args, body, request)
    if (how?.type === 'drop') return void request.socket.destroy()
    if (how?.type === 'status') return void response.writeHead(how.status).end('no')
    const status = place === 'api' || answer.ok ? 200 : 404
    response.writeHead(status, {
      'content-type': 'application/json',
      ...(this.scopes ? { 'x-oauth-scopes': this.scopes.join(',') } : {}),
    })
    response.end(JSON.stringify(answer))
  }

  /** Whoever brings no token that may read files is led to the page where people sign in. */
  #download(name: string, request: IncomingMessage, response: ServerResponse): void {
    const mayRead = this.scopes === null || this.scopes.includes('files:read')
    const bytes = this.dropped.get(name)
    if (request.headers.authorization !== `Bearer ${this.botToken}` || !mayRead || !bytes) {
      response.writeHead(302, { location: `${this.url}/signin` }).end()
      return
    }
    response.writeHead(200, { 'content-type': 'text/csv' }).end(bytes)
  }

  #carryOut(
    place: string,
    name: string,
    args: Args,
    body: Buffer,
    request: IncomingMessage,
  ): { readonly ok: boolean } & Readonly<Record<string, unknown>> {
    if (place === 'upload') {
      const file = this.world.files.get(name)
      if (!file) return { ok: false, error: 'file_not_found' }
      file.bytes = body
      return { ok: true }
    }
    if (place === 'response') return this.#respond(name, body)
    const token = (request.headers.authorization ?? '').replace('Bearer ', '')
    const right = name === 'apps.connections.open' ? this.appToken : this.botToken
    if (token !== right) return { ok: false, error: 'invalid_auth' }
    const needed = scopesOf(name)
    if (this.scopes && needed.length > 0 && !needed.some((each) => this.scopes?.includes(each))) {
      return { ok: false, error: 'missing_scope', needed: needed.join(',') }
    }
    const wrong = checkCall(name, args)
    if (wrong.length > 0) {
      this.violations.push(...wrong)
      return { ok: false, error: 'invalid_arguments' }
    }
    const { url, violations, world } = this
    const socketUrl = `${url.replace('http', 'ws')}/socket`
    const context: MethodContext = { world, url, socketUrl, violations }
    try {
      const method = methods[name]
      if (!method) return { ok: false, error: 'unknown_method' }
      return { ok: true, ...method(args, context) }
    } catch (error) {
      if (error instanceof Refusal) return { ok: false, error: error.message }
      throw error
    }
  }

  #respond(id: string, body: Buffer): { readonly ok: boolean; readonly error?: string } {
    const { violations, world } = this
    const response = world.responses.get(id)
    if (!response?.open) return { ok: false, error: 'expired_url' }
    response.uses += 1
    if (response.uses > 5) return { ok: false, error: 'used_url' }
    const said = JSON.parse(body.toString('utf8')) as Record<string, unknown>
    const known =
      /^(text|blocks|response_type|replace_original|delete_original|thread_ts|metadata|unfurl_links|unfurl_media)$/
    for (const field of Object.keys(said)) {
      if (!known.test(field)) violations.push(`response_url: unknown field ${field}`)
    }
    const blocks = (said['blocks'] ?? []) as Record<string, unknown>[]
    const wrong = checkBlocks(blocks)
    if (wrong) {
      violations.push(`response_url: ${wrong}`)
      return { ok: false, error: 'invalid_blocks' }
    }
    const text = typeof said['text'] === 'string' ? said['text'] : ''
    if (text === '') violations.push('response_url: no top-level text')
    const earlier = world.messages.findLast(
      ({ by, ts }) => by === id || (response.source !== null && ts === response.source),
    )
    if (said['replace_original'] === true && earlier) {
      Object.assign(earlier, { text, blocks, edits: earlier.edits + 1 })
      return { ok: true }
    }
    world.post({
      channel: response.channel,
      thread: (said['thread_ts'] as string | undefined) ?? null,
      text,
      blocks,
      metadata: said['metadata'] ?? null,
      onlyFor: said['response_type'] === 'in_channel' ? null : response.user,
      file: null,
      by: id,
    })
    return { ok: true }
  }
}
