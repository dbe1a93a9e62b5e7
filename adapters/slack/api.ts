import { webApi } from '@slack/bolt'
import { fetch } from 'undici'
import { isRecord, type Json } from './json.ts'
import { limits } from './limits.ts'

/** Why a call brought no answer. */
export class SlackFault extends Error {
  readonly fault: /** Slack said no: nothing was made. `reason` is its word. */
    | { readonly type: 'refused'; readonly reason: string }
    | { readonly type: 'rate-limited'; readonly seconds: number }
    /** The request never left. */
    | { readonly type: 'unsent'; readonly reason: string }
    /** The request left and no answer came: something may have been made. */
    | { readonly type: 'unknown'; readonly reason: string }

  constructor(fault: SlackFault['fault']) {
    super(`slack: ${fault.type}${'reason' in fault ? ` ${fault.reason}` : ''}`)
    this.name = 'SlackFault'
    this.fault = fault
  }
}

/** Slack's Web API, each call once: nothing is tried again here. */
export interface SlackApi {
  /** Rejects with a {@link SlackFault}. `step` is for calls of which one send needs several. */
  call(method: string, arguments_: Json, pace?: 'whole' | 'step'): Promise<Json>
}

/** Slack's own words for “something went wrong within”: part of it may have been done. */
const UNSURE = new Set(['fatal_error', 'internal_error', 'request_timeout', 'service_unavailable'])
const LIMITED = new Set(['ratelimited', 'rate_limited', 'message_limit_exceeded'])
/** Seconds to wait where Slack does not say how long. */
const UNSAID_WAIT = 30
const NEVER_LEFT = new Set([
  'ECONNREFUSED',
  'ENOTFOUND',
  'EAI_AGAIN',
  'ENETUNREACH',
  'EHOSTUNREACH',
])

const silent = {
  debug() {},
  info() {},
  warn() {},
  error() {},
  setLevel() {},
  getLevel: () => 'error' as webApi.LogLevel,
  setName() {},
}

function client(token: string, api: string | undefined, timeout: number): webApi.WebClient {
  return new webApi.WebClient(token, {
    ...(api === undefined ? {} : { slackApiUrl: api }),
    retryConfig: { retries: 0 },
    timeout,
    rejectRateLimitedCalls: true,
    maxRequestConcurrency: 1000,
    logger: silent,
    // What Socket Mode loads in any case: Node's own would be a second one of the same.
    fetch: fetch as unknown as typeof globalThis.fetch,
  })
}

/**
 * Returns Slack's Web API under one token. After a 429 the same method, and for messages
 * the same channel, is not asked again until Slack's time has passed.
 */
export function createApi(token: string, api: string | undefined, now: () => number): SlackApi {
  const clients = {
    whole: client(token, api, limits.callMilliseconds),
    step: client(token, api, limits.stepMilliseconds),
  }
  const waits = new Map<string, number>()
  return {
    async call(method, arguments_, pace = 'whole') {
      const bucket = bucketOf(method, arguments_)
      const until = waits.get(bucket) ?? 0
      if (until > now()) {
        throw new SlackFault({
          type: 'rate-limited',
          seconds: Math.max(1, Math.ceil((until - now()) / 1000)),
        })
      }
      waits.delete(bucket)
      try {
        const answer: unknown = await clients[pace].apiCall(method, { ...arguments_ })
        return isRecord(answer) ? answer : {}
      } catch (error) {
        const fault = faultOf(error)
        if (fault.fault.type === 'rate-limited') {
          waits.set(bucket, now() + fault.fault.seconds * 1000)
        }
        throw fault
      }
    },
  }
}

function bucketOf(method: string, arguments_: Json): string {
  const channel = arguments_['channel'] ?? arguments_['channel_id']
  return /^chat\.post/.test(method) ? `${method} ${String(channel)}` : method
}

function faultOf(error: unknown): SlackFault {
  if (error instanceof webApi.WebAPIPlatformError) {
    const reason = String(error.data.error ?? 'unknown_error')
    if (LIMITED.has(reason)) return new SlackFault({ type: 'rate-limited', seconds: UNSAID_WAIT })
    if (UNSURE.has(reason)) return new SlackFault({ type: 'unknown', reason })
    if (!/^[\w.-]{1,80}$/.test(reason)) {
      return new SlackFault({ type: 'unknown', reason: 'unreadable-answer' })
    }
    return new SlackFault({ type: 'refused', reason })
  }
  if (error instanceof webApi.WebAPIRateLimitedError) {
    return new SlackFault({ type: 'rate-limited', seconds: Math.max(1, error.retryAfter) })
  }
  if (error instanceof webApi.WebAPIHTTPError) {
    return new SlackFault({ type: 'unknown', reason: `http-${error.statusCode}` })
  }
  if (error instanceof webApi.WebAPIRequestError) return networkFault(error.original)
  const message = error instanceof Error ? error.message : String(error)
  if (/^Retry header/.test(message)) {
    return new SlackFault({ type: 'rate-limited', seconds: UNSAID_WAIT })
  }
  return new SlackFault({ type: 'unknown', reason: 'unreadable-answer' })
}

/** Returns what a failed request means: whether it can have reached the other side. */
export function networkFault(error: unknown): SlackFault {
  const code = codeOf(error)
  if (code !== undefined && NEVER_LEFT.has(code)) {
    return new SlackFault({ type: 'unsent', reason: code })
  }
  const name = error instanceof Error ? error.name : 'error'
  return new SlackFault({ type: 'unknown', reason: code ?? name })
}

function codeOf(error: unknown): string | undefined {
  for (let each = error; each instanceof Error; each = each.cause) {
    const code: unknown = 'code' in each ? each.code : undefined
    if (typeof code === 'string') return code
  }
  return undefined
}
