import { once } from 'node:events'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { type Body, type KeptFile, readBody, violationsOf } from '../fakes/discord/server.ts'

const BASE = /^\/api\/v10/
const EPHEMERAL = 64

/** The server takes no files, nor the fields that tell of them. */
function withoutFiles(body: Body): string {
  return JSON.stringify(body, (key, value) => (key === 'attachments' ? undefined : value))
}

/** A message as the server behind the front stored it, with what the front kept of it. */
export interface Shown {
  readonly id: string
  readonly body: Body
  readonly files: readonly KeptFile[]
  readonly alone: boolean
}

/** Stands before a Discord server on 127.0.0.1: it checks every call and keeps the files, which the server cannot take. */
export interface DiscordFront {
  readonly api: string
  readonly violations: readonly string[]
  /** Every message that a call made or edited, the newest state last. */
  readonly shown: readonly Shown[]
  close(): Promise<void>
}

export async function openDiscordFront(behind: string): Promise<DiscordFront> {
  const violations: string[] = []
  const shown: Shown[] = []
  /** Interactions, by their tokens, whose answers nobody but the caller sees. */
  const alone = new Set<string>()

  async function pass(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const url = new URL(request.url ?? '/', 'http://127.0.0.1')
    const path = decodeURIComponent(url.pathname.replace(BASE, ''))
    const method = request.method ?? 'GET'
    const { body, files } = await readBody(request)
    violations.push(...violationsOf({ method, path, query: url.searchParams, body, files }))
    const answer = await fetch(`${behind}${request.url?.replace(/^\/api/, '')}`, {
      method,
      headers: {
        authorization: request.headers.authorization ?? '',
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      },
      ...(body === undefined ? {} : { body: withoutFiles(body) }),
    })
    const text = await answer.text()
    if (answer.ok && body) note(path, body, files, text)
    const headers = Object.fromEntries(
      [...answer.headers].filter(([name]) => /^(content-type|retry-after|x-ratelimit-)/.test(name)),
    )
    response.writeHead(answer.status, headers)
    response.end(answer.status === 204 ? undefined : text)
  }

  function note(path: string, body: Body, files: readonly KeptFile[], text: string): void {
    const token = /^\/(?:interactions|webhooks)\/\d+\/([^/]+)/.exec(path)?.[1]
    const said = (path.endsWith('/callback') ? body['data'] : body) as Body | undefined
    if (token !== undefined && (Number(said?.['flags'] ?? 0) & EPHEMERAL) !== 0) alone.add(token)
    if (!said || !('embeds' in said)) return
    // The answer to a callback holds no message.
    const stored = text === '' ? { ...said, id: `callback ${token}` } : (JSON.parse(text) as Body)
    const hidden = token !== undefined && alone.has(token)
    shown.push({ id: String(stored['id']), body: stored, files, alone: hidden })
  }

  const server = createServer((request, response) => {
    pass(request, response).catch((error: unknown) => {
      violations.push(`the front failed: ${String(error)}`)
      response.destroy()
    })
  })
  await once(server.listen(0, '127.0.0.1'), 'listening')
  const { port } = server.address() as AddressInfo
  return {
    api: `http://127.0.0.1:${port}/api`,
    violations,
    shown,
    async close() {
      server.closeAllConnections()
      server.close()
      await once(server, 'close')
    },
  }
}
