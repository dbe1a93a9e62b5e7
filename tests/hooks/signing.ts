import { createHmac } from 'node:crypto'
import type { HookDelivery } from '../../src/core/hook.ts'

/** A key as Standard Webhooks writes it. */
export function standardKey(seed: string): string {
  return `whsec_${Buffer.from(seed.padEnd(32, '.')).toString('base64')}`
}

function bytesOf(secret: string): Buffer {
  return secret.startsWith('whsec_') ? Buffer.from(secret.slice(6), 'base64') : Buffer.from(secret)
}

/** Returns the headers with which a sender of Standard Webhooks signs. */
export function standardHeaders(
  body: string,
  secret: string,
  { id = 'msg_1', at = 0, version = 'v1' } = {},
): Record<string, string> {
  const signature = createHmac('sha256', bytesOf(secret)).update(`${id}.${at}.${body}`)
  return {
    'webhook-id': id,
    'webhook-timestamp': String(at),
    'webhook-signature': `${version},${signature.digest('base64')}`,
  }
}

export function typeformHeaders(body: string, secret: string): Record<string, string> {
  return {
    'typeform-signature': `sha256=${createHmac('sha256', secret).update(body).digest('base64')}`,
  }
}

export function delightedHeaders(body: string, secret: string): Record<string, string> {
  return {
    'x-delighted-webhook-signature': `sha256=${createHmac('sha256', secret).update(body).digest('hex')}`,
  }
}

export function delivery(
  address: string,
  body: string | Uint8Array,
  headers: Readonly<Record<string, string>>,
): HookDelivery {
  return {
    address,
    body: typeof body === 'string' ? Buffer.from(body) : body,
    header: (name) => headers[name.toLowerCase()] ?? null,
  }
}
