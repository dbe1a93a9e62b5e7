import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { type Body, readBody } from './body.ts'
import { METHODS, shown, type World } from './methods.ts'
import { mistakesOf } from './spec.ts'
import { type FakeCall, type FakeChat, type FakeMessage, type FakeUser, Refusal } from './world.ts'

export type { FakeCall, FakeMessage } from './world.ts'

export const TOKEN = '4242:fake-token-of-the-tests_1234567'

/** Something that goes wrong with calls of a method, or of all. */
export interface Fault {
  readonly method?: string
  readonly chat?: number
  /** How many calls; without end where it is not said. */
  times?: number
  readonly type: /** It is done, and the answer gets lost. */
    | 'drop-after'
    /** The connection breaks before anything is done. */
    | 'drop-before'
    /** It is never answered. */
    | 'hang'
    /** It is refused with this answer. */
    | 'answer'
    /** It takes this long. */
    | 'delay'
  readonly status?: number
  readonly body?: unknown
  readonly milliseconds?: number
}

const BOT: FakeUser = { id: 4242, is_bot: true, first_name: 'Cx', username: 'cx_bot' }

/** A server that speaks the Bot API, checks every call against its specification and keeps all it is told. */
export async function startFakeTelegram() {
  const world: World = {
    bot: BOT,
    users: new Map([[BOT.id, BOT]]),
    files: new Map(),
    chats: new Map(),
    messages: [],
    callbacks: new Map(),
    menus: new Map(),
    webhook: null,
    nextMessage: 1000,
  }
  const calls: FakeCall[] = []
  const mistakes: string[] = []
  const faults: Fault[] = []
  let token = TOKEN
  let updates: { update_id: number }[] = []
  let nextUpdate = 500
  let nextCallback = 1
  let poller: { finish: (status: number, body: unknown) => void } | null = null
  const started = performance.now()

  function faultFor(method: string, fields: Readonly<Record<string, unknown>>): Fault | undefined {
    const found = faults.find(
      (fault) =>
        (fault.times ?? 1) > 0 &&
        (fault.method === undefined || fault.method === method) &&
        (fault.chat === undefined || fault.chat === Number(fields['chat_id'])),
    )
    if (found?.times !== undefined) found.times -= 1
    return found
  }

  function getUpdates({ fields }: Body, send: (status: number, body: unknown) => void): void {
    const conflict = (description: string) => ({ ok: false, error_code: 409, description })
    if (world.webhook) {
      send(409, conflict("Conflict: can't use getUpdates method while webhook is active"))
      return
    }
    // The newer poll wins; the older one is told so.
    poller?.finish(409, conflict('Conflict: terminated by other getUpdates request'))
    poller = null
    const offset = fields['offset'] as number | undefined
    if (offset !== undefined) updates = updates.filter((each) => each.update_id >= offset)
    if (updates.length > 0 || !fields['timeout']) {
      send(200, { ok: true, result: updates.slice(0, (fields['limit'] as number) ?? 100) })
      return
    }
    const timer = setTimeout(
      () => mine.finish(200, { ok: true, result: updates }),
      1000 * Number(fields['timeout']),
    )
    const mine = {
      finish(status: number, body: unknown) {
        clearTimeout(timer)
        if (poller === mine) poller = null
        send(status, body)
      },
    }
    poller = mine
  }

  async function handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const [, holder, file] = /^\/file\/bot([^/]+)\/documents\/(\w+)$/.exec(request.url ?? '') ?? []
    if (holder !== undefined) {
      const bytes = holder === token ? world.files.get(file ?? '') : undefined
      return void response.writeHead(bytes ? 200 : 404).end(bytes)
    }
    const [, given = '', method = ''] = /^\/bot([^/]+)\/(\w+)$/.exec(request.url ?? '') ?? []
    const body = await readBody(request)
    const { fields } = body
    const call: FakeCall = { method, fields, at: performance.now() - started, answer: '' }
    calls.push(call)
    const fault = faultFor(method, fields)
    const send = (status: number, answer: unknown): void => {
      if (response.writableEnded || response.destroyed) return
      const { description, ok } = answer as { ok?: boolean; description?: string }
      call.answer = ok ? 'ok' : (description ?? String(status))
      if (fault?.type === 'drop-after') {
        call.answer = `${call.answer}, and lost`
        request.socket.destroy()
        return
      }
      response.writeHead(status, { 'content-type': 'application/json' })
      response.end(JSON.stringify(answer))
    }
    if (fault?.type === 'delay') await new Promise((go) => setTimeout(go, fault.milliseconds))
    if (fault?.type === 'hang') return
    if (fault?.type === 'drop-before') return void request.socket.destroy()
    if (fault?.type === 'answer') return send(fault.status ?? 500, fault.body ?? { ok: false })
    if (given !== token) {
      return send(401, { ok: false, error_code: 401, description: 'Unauthorized' })
    }
    const wrong = mistakesOf(method, fields)
    if (wrong.length > 0) {
      mistakes.push(...wrong)
      return send(400, {
        ok: false,
        error_code: 400,
        description: `Bad Request: ${wrong.join('; ')}`,
      })
    }
    if (method === 'getUpdates') {
      request.socket.on('close', () => {
        if (poller && response.destroyed) poller = null
      })
      return getUpdates(body, send)
    }
    const work = METHODS[method]
    if (!work) {
      mistakes.push(`${method}: not known to the fake`)
      return send(404, { ok: false, error_code: 404, description: 'Not Found' })
    }
    try {
      send(200, { ok: true, result: work(world, body) })
    } catch (error) {
      if (!(error instanceof Refusal)) throw error
      send(error.code, {
        ok: false,
        error_code: error.code,
        description: error.message,
        ...(Object.keys(error.parameters).length === 0 ? {} : { parameters: error.parameters }),
      })
    }
  }

  const server = createServer((request, response) => {
    handle(request, response).catch((error: unknown) => {
      mistakes.push(`fault of the fake: ${String(error)}`)
      request.socket.destroy()
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo

  function deliver(update: Record<string, unknown>, id = nextUpdate): number {
    nextUpdate = id + 1
    updates.push({ update_id: id, ...update })
    const waiting = poller
    if (waiting) queueMicrotask(() => waiting.finish(200, { ok: true, result: updates }))
    return id
  }

  function facts(chat: FakeChat): Record<string, unknown> {
    const { id, is_forum: forum, title, type, username } = chat
    const person = world.users.get(id)
    return {
      id,
      type,
      ...(title === undefined ? {} : { title }),
      ...(username === undefined ? {} : { username }),
      ...(forum ? { is_forum: true } : {}),
      ...(person ? { first_name: person.first_name } : {}),
    }
  }

  const api = {
    url: `http://127.0.0.1:${port}`,
    /** When the calls are counted from, by the clock of `performance`. */
    started,
    world,
    calls,
    mistakes,
    faults,
    /** Makes a person, who has opened a chat with the bot unless said otherwise. */
    person(id: number, over: Partial<FakeUser> & { readonly open?: boolean } = {}): FakeUser {
      const { open = true, ...rest } = over
      const user: FakeUser = { id, is_bot: false, first_name: `Person ${id}`, ...rest }
      world.users.set(id, user)
      world.chats.set(id, {
        id,
        type: 'private',
        topics: new Set(),
        members: new Map(),
        open,
        blocked: false,
        movedTo: null,
      })
      return user
    },
    group(id: number, over: Partial<FakeChat> = {}): FakeChat {
      const chat: FakeChat = {
        id,
        type: 'supergroup',
        title: 'Team',
        topics: new Set(),
        members: new Map([[BOT.id, 'member']]),
        open: true,
        blocked: false,
        movedTo: null,
        ...over,
      }
      world.chats.set(id, chat)
      return chat
    },
    /** Somebody writes; a leading command is marked as Telegram marks it. */
    write(
      text: string,
      from: FakeUser,
      chat: FakeChat | number = from.id,
      over: Record<string, unknown> = {},
      updateId?: number,
    ): number {
      const place = typeof chat === 'number' ? world.chats.get(chat) : chat
      if (!place) throw new Error('no such chat')
      const command = /^\/[A-Za-z0-9_]+(?:@\w+)?/.exec(text)?.[0]
      const mention = /^@\w+/.exec(text)?.[0]
      const marked = command ?? mention
      const entities = marked
        ? [{ type: command ? 'bot_command' : 'mention', offset: 0, length: marked.length }]
        : []
      const message = {
        message_id: world.nextMessage,
        date: Math.floor(Date.now() / 1000),
        chat: facts(place),
        from,
        text,
        ...(entities.length === 0 ? {} : { entities }),
        ...over,
      }
      world.nextMessage += 1
      return deliver({ message }, updateId)
    },
    /** Somebody presses a button of a message; returns the id of the press. */
    press(message: FakeMessage, label: string | RegExp, from: FakeUser): string {
      const fits = (text: string) => (typeof label === 'string' ? text === label : label.test(text))
      const button = message.keyboard.flat().find(({ text }) => fits(text))
      if (!button) {
        const there = message.keyboard.flat().map(({ text }) => text)
        throw new Error(`no button ${label} among ${there.join(', ')}`)
      }
      return api.pressData(message, button.callback_data ?? '', from)
    },
    pressData(message: FakeMessage, data: string, from: FakeUser): string {
      const id = String(nextCallback)
      nextCallback += 1
      world.callbacks.set(id, { answered: false, text: null })
      const query = { id, from, message: shown(world, message), chat_instance: '1', data }
      deliver({ callback_query: query })
      return id
    },
    deliver,
    /** A message as it stands in updates. */
    shown: (message: FakeMessage): Record<string, unknown> => shown(world, message),
    /** What the bot sent to a chat, the newest last. */
    sent(chat: number): readonly FakeMessage[] {
      return world.messages.filter((each) => each.chat === chat && !each.deleted)
    },
    countOf(method: string): number {
      return calls.filter((call) => call.method === method).length
    },
    revokeToken(next = `${TOKEN}2`): void {
      token = next
    },
    /** The updates that were not confirmed. */
    pending: () => updates,
    async close(): Promise<void> {
      server.closeAllConnections()
      await new Promise<void>((resolve) => server.close(() => resolve()))
    },
  }
  return api
}

export type FakeTelegram = Awaited<ReturnType<typeof startFakeTelegram>>
