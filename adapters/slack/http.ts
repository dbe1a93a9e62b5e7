import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { isValidSlackRequest } from '@slack/bolt'
import type { HiddenText } from './config.ts'
import { isRecord, type Json, text } from './json.ts'
import { limits } from './limits.ts'
import type { OnEnvelope } from './socket.ts'

export interface HttpOptions {
  readonly port: number
  readonly host: string | undefined
  readonly signingSecret: HiddenText
  readonly onEnvelope: OnEnvelope
  /** Milliseconds since 1970. */
  readonly now: () => number
}

export interface HttpListener {
  readonly port: number
  stop(): Promise<void>
}

/** Milliseconds for a request to arrive whole. */
const REQUEST = 10_000

/** Listens for Slack's signed requests, on any path. Rejects where the port cannot be had. */
export async function listenHttp(options: HttpOptions): Promise<HttpListener> {
  const server = createServer((request, response) => {
    handle(request, response, options).catch(() => {
      if (!response.headersSent) end(response, 500)
    })
  })
  server.requestTimeout = REQUEST
  server.headersTimeout = REQUEST
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(options.port, options.host, () => resolve())
  })
  return { port: (server.address() as AddressInfo).port, stop: () => close(server) }
}

async function close(server: Server): Promise<void> {
  await new Promise<void>((resolve) => {
    server.close(() => resolve())
    server.closeIdleConnections()
    setTimeout(() => server.closeAllConnections(), 1000).unref()
  })
}

function end(response: ServerResponse, status: number, answer?: Json): void {
  if (answer === undefined) {
    response.writeHead(status)
    response.end()
    return
  }
  response.writeHead(status, { 'content-type': 'application/json; charset=utf-8' })
  response.end(JSON.stringify(answer))
}

async function handle(
  request: IncomingMessage,
  response: ServerResponse,
  options: HttpOptions,
): Promise<void> {
  if (request.method !== 'POST') return end(response, 404)
  const raw = await readBody(request)
  if (raw === null) return end(response, 413)
  if (!isSigned(request, raw, options)) return end(response, 401)
  const body = parseBody(request.headers['content-type'] ?? '', raw)
  if (body === null) return end(response, 400)
  if (text(body['ssl_check'])) return end(response, 200)
  if (text(body['type']) === 'url_verification') {
    return end(response, 200, { challenge: text(body['challenge']) ?? '' })
  }
  await options.onEnvelope(body, async (answer) => end(response, 200, answer))
  // What could not be stored is not acknowledged: Slack sends it again.
  if (!response.headersSent) end(response, 503)
}

async function readBody(request: IncomingMessage): Promise<string | null> {
  const chunks: Buffer[] = []
  let size = 0
  for await (const chunk of request) {
    if (!Buffer.isBuffer(chunk)) continue
    size += chunk.length
    if (size > limits.body) return null
    chunks.push(chunk)
  }
  return Buffer.concat(chunks).toString('utf8')
}

/** The library takes any time in the future, so the time is checked to both sides here. */
function isSigned(
  request: IncomingMessage,
  body: string,
  { now, signingSecret }: HttpOptions,
): boolean {
  const signature = request.headers['x-slack-signature']
  const time = request.headers['x-slack-request-timestamp']
  if (typeof signature !== 'string' || typeof time !== 'string' || !/^\d{1,12}$/.test(time)) {
    return false
  }
  const difference = Math.abs(now() / 1000 - Number(time))
  if (difference > limits.signatureSeconds) return false
  return isValidSlackRequest({
    signingSecret: signingSecret.reveal(),
    body,
    headers: { 'x-slack-signature': signature, 'x-slack-request-timestamp': Number(time) },
    nowMilliseconds: now(),
  })
}

function parseBody(contentType: string, raw: string): Json | null {
  if (contentType.startsWith('application/x-www-form-urlencoded')) {
    const form = new URLSearchParams(raw)
    const payload = form.get('payload')
    return payload === null ? Object.fromEntries(form) : parseJson(payload)
  }
  return parseJson(raw)
}

function parseJson(raw: string): Json | null {
  try {
    const value: unknown = JSON.parse(raw)
    return isRecord(value) ? value : null
  } catch {
    return null
  }
}
