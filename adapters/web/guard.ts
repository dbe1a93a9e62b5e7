import type { MiddlewareHandler } from 'hono'
import { UserError } from '../../src/core/errors.ts'
import { hostName, isLoopback } from './host-name.ts'

/** Scripts, styles, pictures and requests from this server only, nothing inline, no frames. */
const POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self'",
  "font-src 'self'",
  "connect-src 'self'",
  "form-action 'self'",
  "base-uri 'none'",
  "frame-ancestors 'none'",
  "require-trusted-types-for 'script'",
].join('; ')

const HEADERS: Readonly<Record<string, string>> = {
  'Content-Security-Policy': POLICY,
  'X-Content-Type-Options': 'nosniff',
  'X-Frame-Options': 'DENY',
  // With no referrer at all, browsers would send the sign-in form without its origin.
  'Referrer-Policy': 'same-origin',
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Resource-Policy': 'same-origin',
  'Permissions-Policy': 'camera=(), microphone=(), geolocation=(), payment=(), usb=()',
}

/** Adds the headers that keep a page to itself. */
export const secureHeaders: MiddlewareHandler = async (context, next) => {
  await next()
  for (const [name, value] of Object.entries(HEADERS)) context.header(name, value)
  if (!context.res.headers.has('Cache-Control')) context.header('Cache-Control', 'no-store')
}

/**
 * Lets through what this page itself asks. Without a password the request must name
 * this machine, so that no other site can point its own name here (DNS rebinding);
 * a request that another site's page makes is refused.
 */
export function sameSiteOnly(options: { readonly loopbackOnly: boolean }): MiddlewareHandler {
  return async (context, next) => {
    const host = context.req.header('host') ?? ''
    if (options.loopbackOnly && !isLoopback(hostName(host))) {
      throw new UserError('web.wrongHost', { host })
    }
    const origin = context.req.header('origin')
    if (origin !== undefined && authority(origin) !== host.toLowerCase()) {
      throw new UserError('web.wrongOrigin', { origin })
    }
    const from = context.req.header('sec-fetch-site') ?? 'none'
    const isOpening = context.req.method === 'GET' && /^\/(login)?$/.test(context.req.path)
    if (!isOpening && from !== 'same-origin' && from !== 'none') {
      throw new UserError('web.wrongOrigin', { origin: origin ?? from })
    }
    await next()
  }
}

function authority(origin: string): string | null {
  return /^https?:\/\/([^/]+)$/i.exec(origin)?.[1]?.toLowerCase() ?? null
}
