import { DiscordAPIError, HTTPError, RateLimitError } from '@discordjs/rest'
import type { SendOutcome } from '../../src/core/delivery.ts'

/** Codes of Discord's errors: https://discord.com/developers/docs/topics/opcodes-and-status-codes#json */
const UNKNOWN_CHANNEL = 10003
const UNKNOWN_GUILD = 10004
const UNKNOWN_MESSAGE = 10008
const UNKNOWN_USER = 10013
const UNKNOWN_WEBHOOK = 10015
const UNKNOWN_INTERACTION = 10062
const TOO_LARGE = 40005
const ACKNOWLEDGED = 40060
const CANNOT_MESSAGE_USER = 50007
const INVALID_WEBHOOK_TOKEN = 50027
const INVALID_BODY = 50035

function codeOf(error: unknown): number | undefined {
  return error instanceof DiscordAPIError && typeof error.code === 'number' ? error.code : undefined
}

/** Returns whether someone acknowledged the interaction before: another process, or a lost answer. */
export function isAcknowledged(error: unknown): boolean {
  return codeOf(error) === ACKNOWLEDGED
}

/** Returns whether the interaction takes no answer in its place any more. */
export function isExpired(error: unknown): boolean {
  const code = codeOf(error)
  return code === UNKNOWN_WEBHOOK || code === UNKNOWN_INTERACTION || code === INVALID_WEBHOOK_TOKEN
}

/** Returns whether the message that was to be changed is gone: someone deleted it. */
export function isGone(error: unknown): boolean {
  return codeOf(error) === UNKNOWN_MESSAGE
}

/** Returns whether Discord refuses the files or the form of a message. */
export function isRefusedForm(error: unknown): boolean {
  if (!(error instanceof DiscordAPIError)) return false
  return error.status === 413 || error.code === TOO_LARGE || error.code === INVALID_BODY
}

/** Returns whether the server has no such call at all: others than Discord's own lack some. */
export function lacksCall(error: unknown): boolean {
  if (!(error instanceof DiscordAPIError) || ![404, 405].includes(error.status)) return false
  // What Discord itself does not find has a number of its own.
  return !(Number(error.code) > 0)
}

/** Returns whether Discord refused the token of the bot; that of an interaction only expires. */
export function isUnauthorised(error: unknown): boolean {
  return error instanceof DiscordAPIError && error.status === 401 && !isExpired(error)
}

/** Faults of the network that happen before anything is sent. */
const UNSENT = new Set(['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'UND_ERR_CONNECT_TIMEOUT'])

function networkCode(error: unknown): string | undefined {
  if (typeof error !== 'object' || error === null) return undefined
  const { code, cause } = error as { readonly code?: unknown; readonly cause?: unknown }
  return typeof code === 'string' ? code : networkCode(cause)
}

/** Returns what came of a call that rejected; `detail` holds no word of anyone's. */
export function outcomeOf(error: unknown): Exclude<SendOutcome, { readonly type: 'sent' }> {
  if (error instanceof RateLimitError) {
    const seconds = Math.max(error.retryAfter, error.timeToReset, 0) / 1000
    const scope = error.global || error.scope === 'global' ? 'bot' : 'place'
    return { type: 'rate-limited', retryAfterSeconds: seconds, scope }
  }
  if (error instanceof DiscordAPIError) return refusal(error)
  if (error instanceof HTTPError) return { type: 'unknown', detail: `HTTP ${error.status}` }
  const code = networkCode(error)
  if (code !== undefined && UNSENT.has(code)) return { type: 'failed', detail: code }
  const name = error instanceof Error ? error.name : 'error'
  return { type: 'unknown', detail: code ?? name }
}

function refusal(error: DiscordAPIError): Exclude<SendOutcome, { readonly type: 'sent' }> {
  const detail = `HTTP ${error.status}, code ${error.code}`
  const undeliverable = (
    reason: Extract<SendOutcome, { readonly type: 'undeliverable' }>['reason'],
  ) => ({ type: 'undeliverable', reason, detail }) as const
  if (isExpired(error)) return undeliverable('expired')
  if (error.status === 401) return { type: 'unauthorised', detail }
  switch (error.code) {
    case UNKNOWN_CHANNEL:
    case UNKNOWN_GUILD:
    case UNKNOWN_MESSAGE:
      return undeliverable('no-such-place')
    case UNKNOWN_USER:
    case CANNOT_MESSAGE_USER:
      return undeliverable('blocked')
  }
  if (error.status === 403) return undeliverable('not-a-member')
  if (error.status === 404) return undeliverable('no-such-place')
  return undeliverable('invalid')
}
