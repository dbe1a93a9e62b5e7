import { createHash, createHmac, timingSafeEqual } from 'node:crypto'
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Update } from 'grammy/types'
import type { TelegramConfig, TelegramWebhook } from './config.ts'
import { limits } from './limits.ts'

const SECRET_HEADER = 'x-telegram-bot-api-secret-token'
const REQUEST_MILLISECONDS = 10_000

/** Returns the secret of the webhook; without one of its own it is derived from the token. */
export function webhookSecret({ token, webhook }: TelegramConfig): string {
  const own = webhook?.secret?.reveal()
  return own ?? createHmac('sha256', token.reveal()).update('webhook').digest('base64url')
}

/** Returns whether two secrets are equal, in a time that tells nothing of either. */
function sameSecret(one: string, other: string): boolean {
  const digest = (text: string): Buffer => createHash('sha256').update(text).digest()
  return timingSafeEqual(digest(one), digest(other))
}

export interface WebhookParts {
  readonly webhook: TelegramWebhook
  readonly secret: string
  /** Resolves once the update is stored; rejects where it could not be. */
  readonly take: (update: Update) => Promise<void>
}

/** Listens for updates. `port` is the one that was taken. */
export async function listen(
  parts: WebhookParts,
): Promise<{ readonly port: number; close(): Promise<void> }> {
  const server = createServer((request, response) => {
    void answer(request, parts).then(
      (status) => finish(response, status),
      () => finish(response, 503),
    )
  })
  server.requestTimeout = REQUEST_MILLISECONDS
  server.headersTimeout = REQUEST_MILLISECONDS
  const { host = '127.0.0.1', port } = parts.webhook
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, host, resolve)
  })
  return { port: (server.address() as AddressInfo).port, close: () => close(server) }
}

/** Returns the status: 200 once the update is stored; anything but 2xx makes Telegram send it again. */
async function answer(
  request: IncomingMessage,
  { secret, take, webhook }: WebhookParts,
): Promise<number> {
  const path = new URL(request.url ?? '/', 'http://localhost').pathname
  if (path !== new URL(webhook.url).pathname) return 404
  const given = request.headers[SECRET_HEADER]
  if (typeof given !== 'string' || !sameSecret(given, secret)) return 401
  if (request.method !== 'POST') return 405
  const body = await bodyOf(request)
  if (body === null) return 413
  const update = updateOf(body)
  if (update === null) return 400
  await take(update)
  return 200
}

async function bodyOf(request: IncomingMessage): Promise<string | null> {
  const chunks: Buffer[] = []
  let size = 0
  for await (const chunk of request as AsyncIterable<Buffer>) {
    size += chunk.length
    if (size > limits.webhookBody) return null
    chunks.push(chunk)
  }
  return Buffer.concat(chunks).toString('utf8')
}

function updateOf(body: string): Update | null {
  try {
    const parsed: unknown = JSON.parse(body)
    if (typeof parsed !== 'object' || parsed === null || !('update_id' in parsed)) return null
    return Number.isSafeInteger(parsed.update_id) ? (parsed as Update) : null
  } catch {
    return null
  }
}

function finish(response: ServerResponse, status: number): void {
  // What is left of a refused body is not read.
  if (status === 413) response.setHeader('connection', 'close')
  response.writeHead(status).end()
}

function close(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve())
    server.closeIdleConnections()
  })
}
