import { GrammyError, HttpError } from 'grammy'
import type { SendOutcome } from '../../src/core/delivery.ts'

/** Seconds to wait where Telegram does not say how long. */
const WAIT = 5
const LONGEST_WAIT = 3600

/** Before a connection stood, nothing can have been made. */
const UNREACHED = /^(ECONNREFUSED|ENOTFOUND|EAI_AGAIN|EHOSTUNREACH|ENETUNREACH|ERR_INVALID_URL)$/

type Failure = Exclude<SendOutcome, { type: 'sent' }>

/** What went wrong in a call, and whether it may have been made all the same. */
export type Fault =
  | { readonly kind: 'outcome'; readonly outcome: Failure }
  /** Telegram could not read the HTML. */
  | { readonly kind: 'markup' }
  /** It says so already. */
  | { readonly kind: 'same' }
  /** The message to be changed is gone, or of a kind that cannot be changed so. */
  | { readonly kind: 'unchangeable' }
  /** The picture or file was not taken; words may be. */
  | { readonly kind: 'media' }

const outcome = (value: Failure): Fault => ({ kind: 'outcome', outcome: value })

function undeliverable(
  reason: Extract<SendOutcome, { type: 'undeliverable' }>['reason'],
  detail: string,
): Fault {
  return outcome({ type: 'undeliverable', reason, detail })
}

/** Returns what an error of a call means. Nothing in it repeats the token or what was sent. */
export function faultOf(error: unknown): Fault {
  if (error instanceof GrammyError) return refusal(error)
  const code = codeOf(error)
  return UNREACHED.test(code)
    ? outcome({ type: 'failed', detail: code })
    : outcome({ type: 'unknown', detail: code })
}

/** Returns a word for an error that holds no address, which would hold the token. */
export function codeOf(error: unknown): string {
  if (error instanceof GrammyError && !isTelegrams(error)) return 'not-an-answer-of-telegram'
  if (error instanceof GrammyError) return `${error.error_code} ${error.description}`.slice(0, 200)
  const cause = error instanceof HttpError ? error.error : error
  if (typeof cause !== 'object' || cause === null) return 'no-answer'
  if ('code' in cause && typeof cause.code === 'string') return cause.code
  if ('type' in cause && typeof cause.type === 'string') return cause.type
  return cause instanceof Error ? cause.name : 'no-answer'
}

/** Returns whether an error is in Telegram's form, whatever the library takes it for. */
function isTelegrams({ description, error_code }: GrammyError): boolean {
  return typeof error_code === 'number' && typeof description === 'string'
}

/** Returns whether the server says that it has no such method: other Bot API servers lack the newer ones. */
export function lacksMethod(error: unknown): boolean {
  return (
    error instanceof GrammyError &&
    error.error_code === 404 &&
    isTelegrams(error) &&
    /\bmethod\b/i.test(error.description)
  )
}

function refusal(error: GrammyError): Fault {
  const { error_code: code, parameters } = error
  const detail = codeOf(error)
  // A proxy between may answer in its own words, which tell nothing of what was made.
  if (!isTelegrams(error)) return outcome({ type: 'unknown', detail })
  const text = error.description.toLowerCase()
  if (code === 429) {
    const wait = Number(parameters.retry_after)
    const known = Number.isFinite(wait) && wait > 0
    const retryAfterSeconds = known ? Math.min(Math.ceil(wait), LONGEST_WAIT) : WAIT
    return outcome({ type: 'rate-limited', retryAfterSeconds, scope: 'place' })
  }
  if (lacksMethod(error)) {
    return /media|photo|document/i.test(error.method)
      ? { kind: 'media' }
      : undeliverable('invalid', detail)
  }
  // A token of the wrong form is "not found".
  if (code === 401 || code === 404) {
    return outcome({ type: 'unauthorised', detail: `unauthorised: ${detail}` })
  }
  if (code >= 500) return outcome({ type: 'unknown', detail })
  if (parameters.migrate_to_chat_id !== undefined) {
    const movedTo = String(parameters.migrate_to_chat_id)
    return outcome({ type: 'undeliverable', reason: 'no-such-place', detail, movedTo })
  }
  if (code === 403) {
    if (/blocked|initiate conversation|deactivated/.test(text)) {
      return undeliverable(/deactivated/.test(text) ? 'no-such-place' : 'blocked', detail)
    }
    return undeliverable('not-a-member', detail)
  }
  if (/parse entities|unsupported start tag|unmatched end tag|entity/.test(text)) {
    return { kind: 'markup' }
  }
  if (/not modified/.test(text)) return { kind: 'same' }
  if (
    /message (to edit )?not found|can't be edited|no text in the message|message_id_invalid|message identifier/.test(
      text,
    )
  ) {
    return { kind: 'unchangeable' }
  }
  if (/photo|image|media|file|document|caption/.test(text)) return { kind: 'media' }
  if (
    /chat not found|thread not found|topic_(closed|deleted)|peer_id_invalid|user not found/.test(
      text,
    )
  ) {
    return undeliverable('no-such-place', detail)
  }
  if (/rights|write_forbidden|chat_restricted|not a member|kicked/.test(text)) {
    return undeliverable('not-a-member', detail)
  }
  return undeliverable('invalid', detail)
}
