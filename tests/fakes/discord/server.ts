import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import busboy from 'busboy'
import { checkCall, checkMessage } from './api-checks.ts'
import { createFaults, type Fault } from './faults.ts'
import { type FakeGateway, openFakeGateway } from './gateway.ts'

export const TOKEN = 'fake.token.canary'
export const BOT = '900000000000000001'
export const APPLICATION = '900000000000000002'
export const GUILD = '800000000000000001'
export const CHANNEL = '700000000000000001'

export interface KeptFile {
  readonly name: string
  readonly type: string
  readonly bytes: Buffer
}

export type Body = Readonly<Record<string, unknown>>

export interface Call {
  readonly method: string
  readonly path: string
  readonly query: URLSearchParams
  readonly body: Body | undefined
  readonly files: readonly KeptFile[]
  readonly at: number
}

export interface KeptMessage {
  readonly id: string
  readonly channel: string
  readonly body: Body
  readonly files: readonly KeptFile[]
  readonly ephemeral: boolean
  readonly nonce: string | undefined
  readonly edits: number
}

export interface KeptInteraction {
  readonly id: string
  readonly token: string
  readonly channel: string
  /** The callback's type and data; undefined until it is acknowledged. */
  response: { readonly type: number; readonly data: Body | undefined } | undefined
  /** The message that stands in the answer's place. */
  original: string | undefined
  expired: boolean
  acknowledgedAt: number | undefined
}

interface Reply {
  readonly status: number
  readonly body?: unknown
}

export interface FakeDiscord {
  readonly api: string
  readonly gateway: FakeGateway
  readonly faults: ReturnType<typeof createFaults>
  readonly calls: readonly Call[]
  /** Files that people gave, by the end of their address. */
  readonly attachments: Map<string, Buffer>
  /** What a call had wrong by Discord's description or its known rules. */
  readonly violations: readonly string[]
  readonly messages: Map<string, KeptMessage>
  /** What people wrote, by id. */
  readonly spoken: Map<string, Body>
  readonly interactions: ReadonlyMap<string, KeptInteraction>
  readonly commands: Map<string, Body[]>
  readonly roles: Map<string, readonly string[]>
  /** What is known of channels and servers, by id. */
  readonly places: Map<string, Body>
  application: Body
  /** Declares an interaction and dispatches it. */
  interact(interaction: Body & { id: string; token: string }): KeptInteraction
  /** What everyone in a channel sees. */
  visible(channel: string): readonly KeptMessage[]
  close(): Promise<void>
}

let lastId = 0n
/** Ids as Discord makes them, from the time at which they are made. */
export function snowflake(): string {
  const now = (BigInt(Date.now()) - 1_420_070_400_000n) << 22n
  lastId = now > lastId ? now : lastId + 1n
  return String(lastId)
}

/** Reads what a bot sent: JSON, or a form with JSON and files. */
export async function readBody(
  request: IncomingMessage,
): Promise<{ readonly body: Body | undefined; readonly files: readonly KeptFile[] }> {
  const type = request.headers['content-type'] ?? ''
  if (!type.startsWith('multipart/')) {
    const chunks: Buffer[] = []
    for await (const chunk of request) chunks.push(chunk as Buffer)
    const text = Buffer.concat(chunks).toString('utf8')
    return { body: text === '' ? undefined : (JSON.parse(text) as Body), files: [] }
  }
  return new Promise((resolve, reject) => {
    const files: KeptFile[] = []
    let body: Body | undefined
    const parser = busboy({ headers: request.headers })
    parser.on('field', (name, value) => {
      if (name === 'payload_json') body = JSON.parse(value) as Body
    })
    parser.on('file', (name, stream, { filename, mimeType }) => {
      const index = Number(/^files\[(\d)\]$/.exec(name)?.[1])
      const chunks: Buffer[] = []
      stream.on('data', (chunk: Buffer) => chunks.push(chunk))
      stream.on('end', () => {
        files[index] = { name: filename ?? '', type: mimeType, bytes: Buffer.concat(chunks) }
      })
    })
    parser.on('close', () => resolve({ body, files }))
    parser.on('error', reject)
    request.pipe(parser)
  })
}

/** Returns what a call has wrong by Discord's description or its known rules. */
export function violationsOf(call: Omit<Call, 'at'>): readonly string[] {
  const { body, files, method, path, query } = call
  const names = files.map(({ name }) => name)
  const isMessage =
    /\/messages(\/@original)?$|^\/webhooks\/\d+\/[^/]+$/.test(path) &&
    (method === 'POST' || method === 'PATCH')
  const data = path.endsWith('/callback') ? (body?.['data'] as Body | undefined) : undefined
  const found = [
    ...checkCall(method, path, query, body),
    ...(isMessage ? checkMessage(body ?? {}, names) : []),
    ...(data && ('embeds' in data || 'content' in data) ? checkMessage(data, names) : []),
  ]
  return found.map((each) => `${method} ${path} ${each}`)
}

const EPHEMERAL = 64

/** Starts a server on 127.0.0.1 that behaves as Discord does to one bot, and checks every call. */
export async function startFakeDiscord(): Promise<FakeDiscord> {
  const gateway = await openFakeGateway(TOKEN, { id: BOT, application: APPLICATION })
  const faults = createFaults()
  const calls: Call[] = []
  const attachments = new Map<string, Buffer>()
  const violations: string[] = []
  const messages = new Map<string, KeptMessage>()
  const interactions = new Map<string, KeptInteraction>()
  const direct = new Map<string, string>()

  const fake = {
    gateway,
    faults,
    calls,
    /** Files that people gave, by the end of their address. */
    attachments,
    violations,
    messages,
    spoken: new Map<string, Body>(),
    interactions,
    commands: new Map<string, Body[]>(),
    roles: new Map<string, readonly string[]>(),
    places: new Map<string, Body>(),
    application: { id: APPLICATION, interactions_endpoint_url: null, flags: 0 } as Body,
  }

  function keep(channel: string, body: Body, files: readonly KeptFile[]): KeptMessage {
    const flags = Number(body['flags'] ?? 0)
    const message: KeptMessage = {
      id: snowflake(),
      channel,
      body,
      files,
      ephemeral: (flags & EPHEMERAL) !== 0,
      nonce: typeof body['nonce'] === 'string' ? body['nonce'] : undefined,
      edits: 0,
    }
    messages.set(message.id, message)
    return message
  }

  function shown({ id, channel, body, nonce }: KeptMessage): Body {
    const { embeds = [], content = '' } = body
    return { id, channel_id: channel, author: { id: BOT }, embeds, content, nonce }
  }

  function byToken(token: string): KeptInteraction | undefined {
    return [...interactions.values()].find((each) => each.token === token)
  }

  function respond(id: string, token: string, body: Body | undefined): Reply {
    const interaction = interactions.get(id)
    if (!interaction || interaction.token !== token || interaction.expired) {
      return error(404, 10062, 'Unknown interaction')
    }
    if (interaction.response) {
      return error(400, 40060, 'Interaction has already been acknowledged.')
    }
    const data = body?.['data'] as Body | undefined
    const type = Number(body?.['type'])
    interaction.response = { type, data }
    interaction.acknowledgedAt = Date.now()
    if (type === 4 || type === 5) {
      interaction.original = keep(interaction.channel, data ?? {}, []).id
    }
    return { status: 204 }
  }

  function editOriginal(token: string, body: Body, files: readonly KeptFile[]): Reply {
    const interaction = byToken(token)
    if (!interaction || interaction.expired) {
      return error(401, 50027, 'Invalid Webhook Token')
    }
    if (!interaction.response) return error(404, 10015, 'Unknown Webhook')
    const original = interaction.original ? messages.get(interaction.original) : undefined
    if (!original) return error(404, 10008, 'Unknown Message')
    const edited = { ...original, body: { ...body }, files, edits: original.edits + 1 }
    messages.set(original.id, edited)
    return { status: 200, body: shown(edited) }
  }

  function followUp(token: string, body: Body, files: readonly KeptFile[]): Reply {
    const interaction = byToken(token)
    if (!interaction || interaction.expired) return error(401, 50027, 'Invalid Webhook Token')
    if (!interaction.response) return error(404, 10015, 'Unknown Webhook')
    const original = interaction.original ? messages.get(interaction.original) : undefined
    // Right after a deferred answer a further message takes its place.
    if (interaction.response.type === 5 && original?.edits === 0) {
      return editOriginal(token, body, files)
    }
    return { status: 200, body: shown(keep(interaction.channel, body, files)) }
  }

  function post(channel: string, body: Body, files: readonly KeptFile[]): Reply {
    const nonce = body['nonce']
    const same = [...messages.values()].find(
      (each) => each.channel === channel && each.nonce === nonce && nonce !== undefined,
    )
    if (same && body['enforce_nonce'] === true) return { status: 200, body: shown(same) }
    return { status: 200, body: shown(keep(channel, body, files)) }
  }

  function commandsAt(key: string): Body[] {
    const known = fake.commands.get(key) ?? []
    fake.commands.set(key, known)
    return known
  }

  function registered(body: Body): Body {
    // Discord keeps no empty list, names every default and gives an id.
    const entries = Object.entries(body).filter(([, value]) => value !== null)
    return { id: snowflake(), version: snowflake(), nsfw: false, ...Object.fromEntries(entries) }
  }

  function handle(call: Call): Reply {
    const { body = {}, files, method, path } = call
    const at = (pattern: RegExp) => pattern.exec(path)?.slice(1)
    const callback = at(/^\/interactions\/(\d+)\/([^/]+)\/callback$/)
    if (callback) return respond(callback[0] ?? '', callback[1] ?? '', call.body)
    const original = at(/^\/webhooks\/\d+\/([^/]+)\/messages\/@original$/)
    if (original && method === 'PATCH') return editOriginal(original[0] ?? '', body, files)
    if (original && method === 'DELETE') {
      const interaction = byToken(original[0] ?? '')
      if (!interaction || interaction.expired) return error(401, 50027, 'Invalid Webhook Token')
      if (!interaction.original || !messages.delete(interaction.original)) {
        return error(404, 10008, 'Unknown Message')
      }
      return { status: 204 }
    }
    const hook = at(/^\/webhooks\/\d+\/([^/]+)$/)
    if (hook) return followUp(hook[0] ?? '', body, files)
    const single = at(/^\/channels\/\d+\/messages\/(\d+)$/)
    if (single && method === 'DELETE') {
      if (!messages.delete(single[0] ?? '')) return error(404, 10008, 'Unknown Message')
      return { status: 204 }
    }
    const channel = at(/^\/channels\/(\d+)\/messages$/)
    if (channel && method === 'POST') return post(channel[0] ?? '', body, files)
    const said = at(/^\/channels\/(\d+)\/messages\/(\d+)$/)
    if (said && method === 'GET') {
      const known = fake.spoken.get(said[1] ?? '')
      return known?.['channel_id'] === said[0]
        ? { status: 200, body: known }
        : error(404, 10008, 'Unknown Message')
    }
    if (channel) return history(channel[0] ?? '', call.query)
    if (path === '/users/@me/channels') {
      const user = String(body['recipient_id'])
      const id = direct.get(user) ?? snowflake()
      direct.set(user, id)
      return { status: 200, body: { id, type: 1 } }
    }
    const member = at(/^\/guilds\/(\d+)\/members\/(\d+)$/)
    if (member) {
      const roles = fake.roles.get(member[1] ?? '')
      return roles ? { status: 200, body: { roles } } : error(404, 10007, 'Unknown Member')
    }
    const place = at(/^\/(?:channels|guilds)\/(\d+)$/)
    if (place) {
      const known = fake.places.get(place[0] ?? '')
      return known ? { status: 200, body: known } : error(404, 10003, 'Unknown Channel')
    }
    if (/^(\/oauth2)?\/applications\/@me$/.test(path)) {
      return { status: 200, body: fake.application }
    }
    if (path === '/users/@me') return { status: 200, body: { id: BOT, username: 'cxbot' } }
    if (path === '/users/@me/guilds') {
      return { status: 200, body: [...fake.places.values()].filter((each) => 'owner_id' in each) }
    }
    if (path === '/gateway/bot') {
      const session_start_limit = {
        total: 1000,
        remaining: 999,
        reset_after: 0,
        max_concurrency: 1,
      }
      return {
        status: 200,
        body: { url: gateway.url, shards: gateway.shards, session_start_limit },
      }
    }
    const commands = at(/^(\/applications\/\d+(?:\/guilds\/\d+)?\/commands)(?:\/(\d+))?$/)
    if (commands) return manageCommands(method, commands[0] ?? '', commands[1], body)
    return error(404, 0, '404: Not Found')
  }

  function history(channel: string, query: URLSearchParams): Reply {
    const after = BigInt(query.get('after') ?? '0')
    const found = [...messages.values()]
      .filter((each) => each.channel === channel && !each.ephemeral && BigInt(each.id) > after)
      .slice(0, Number(query.get('limit') ?? 50))
    return { status: 200, body: found.map(shown).reverse() }
  }

  function manageCommands(method: string, key: string, id: string | undefined, body: Body): Reply {
    const known = commandsAt(key)
    if (method === 'GET') return { status: 200, body: known }
    if (method === 'PUT') {
      known.splice(0, known.length, ...Object.values(body).map((each) => registered(each as Body)))
      return { status: 200, body: known }
    }
    if (method === 'POST') {
      const command = registered(body)
      known.push(command)
      return { status: 201, body: command }
    }
    const index = known.findIndex((each) => each['id'] === id)
    if (method === 'PATCH' && index >= 0) {
      known[index] = { ...known[index], ...registered(body), id }
      return { status: 200, body: known[index] }
    }
    return error(405, 0, 'not allowed here')
  }

  function error(status: number, code: number, message: string): Reply {
    return { status, body: { code, message } }
  }

  async function serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const url = new URL(request.url ?? '/', 'http://127.0.0.1')
    if (url.pathname.startsWith('/attachments/')) {
      const bytes = attachments.get(url.pathname.slice('/attachments/'.length))
      return void response.writeHead(bytes ? 200 : 404).end(bytes)
    }
    const path = url.pathname.replace(/^\/api\/v10/, '')
    const method = request.method ?? 'GET'
    const { body, files } = await readBody(request)
    const call: Call = { method, path, query: url.searchParams, body, files, at: Date.now() }
    calls.push(call)
    violations.push(...violationsOf(call))
    const fault: Fault = faults.take(method, path) ?? {}
    if (fault.delayMilliseconds) {
      await new Promise((done) => setTimeout(done, fault.delayMilliseconds))
    }
    if (fault.cut === 'before') return void request.socket.destroy()
    const isAnswer = path.startsWith('/interactions/') || path.startsWith('/webhooks/')
    const isKnown = isAnswer || request.headers.authorization === `Bot ${TOKEN}`
    const reply: Reply =
      fault.status !== undefined
        ? { status: fault.status, body: fault.body ?? { message: 'fault', code: 0 } }
        : isKnown
          ? handle(call)
          : error(401, 0, '401: Unauthorized')
    if (fault.cut === 'after') return void request.socket.destroy()
    if (fault.cut === 'hang') return
    const type = reply.body === undefined ? {} : { 'content-type': 'application/json' }
    response.writeHead(reply.status, { ...type, ...fault.headers })
    response.end(reply.body === undefined ? undefined : JSON.stringify(reply.body))
  }

  const server: Server = createServer((request, response) => {
    serve(request, response).catch((error: unknown) => {
      violations.push(`the fake failed: ${String(error)}`)
      response.destroy()
    })
  })
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  const { port } = server.address() as AddressInfo

  return Object.assign(fake, {
    api: `http://127.0.0.1:${port}/api`,
    interact(interaction: Body & { id: string; token: string }) {
      const { id, token } = interaction
      const message = interaction['message'] as { readonly id?: string } | undefined
      const kept: KeptInteraction = {
        id,
        token,
        channel: String((interaction['channel'] as Body | undefined)?.['id'] ?? CHANNEL),
        response: undefined,
        original: message?.id,
        expired: false,
        acknowledgedAt: undefined,
      }
      interactions.set(id, kept)
      gateway.dispatch('INTERACTION_CREATE', interaction)
      return kept
    },
    visible: (channel: string) =>
      [...messages.values()].filter((each) => each.channel === channel && !each.ephemeral),
    async close() {
      await gateway.close()
      server.closeAllConnections()
      await new Promise<void>((done) => server.close(() => done()))
    },
  })
}
