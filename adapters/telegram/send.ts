import type { Logger } from '../../src/core/adapter.ts'
import type { ChartRenderer } from '../../src/core/chart.ts'
import type { ClaimedPart, SendOutcome } from '../../src/core/delivery.ts'
import { type Client, type Signal, within } from './client.ts'
import type { Content, PartPayload } from './content.ts'
import { type Fault, faultOf } from './fault.ts'
import type { Flood } from './flood.ts'
import { limits } from './limits.ts'
import { marked, type PutParts, put } from './put.ts'

export interface SendParts {
  readonly client: Client
  readonly charts: ChartRenderer
  readonly log: Logger
  readonly flood: Flood
}

type Failure = Exclude<SendOutcome, { type: 'sent' }>
type Note = (memo: string) => Promise<boolean>

/** A call that failed, to be told apart from what a library throws. */
class Stopped extends Error {
  readonly outcome: Failure

  constructor(outcome: Failure) {
    super(outcome.type)
    this.outcome = outcome
  }
}

/** What sending one part works with. */
interface Job extends SendParts {
  readonly part: ClaimedPart
  readonly payload: PartPayload
  readonly note: Note
  /** A signal for the next call; all calls of a part end together. */
  readonly signal: () => Signal
  readonly puts: PutParts
}

/**
 * Puts one part where it belongs. Telegram has no key that would tell a message sent twice,
 * so a placeholder goes first, its id is noted, and the content is an edit, which can be
 * repeated. Never rejects.
 */
export async function sendPart(
  part: ClaimedPart,
  note: Note,
  parts: SendParts,
): Promise<SendOutcome> {
  const ends = AbortSignal.timeout(limits.sendMilliseconds)
  const signal = (): Signal => within(limits.callMilliseconds, ends)
  const onPlain = (): void => parts.log.warn('telegram-markup-refused', { part: part.key })
  const puts = { client: parts.client, chat: part.place, signal, onPlain }
  try {
    const payload = JSON.parse(part.payload) as PartPayload
    return await send({ ...parts, part, payload, note, signal, puts })
  } catch (error) {
    if (!(error instanceof Stopped)) {
      const name = error instanceof Error ? error.name : 'fault'
      parts.log.error('telegram-send-failed', { part: part.key, error: name })
      return { type: 'failed', detail: name }
    }
    const { outcome } = error
    if (outcome.type !== 'rate-limited') return outcome
    return { ...outcome, scope: parts.flood.limited(part.place, outcome.retryAfterSeconds) }
  }
}

async function send(job: Job): Promise<SendOutcome> {
  const { part, payload, puts } = job
  const content = await contentNow(job)
  if (content === null) return { type: 'sent', reference: '-' }
  if (content.type === 'question') return ask(job, content)
  const known = messageIn(part.memo)
  const drawing = draw(job, content)
  if (known === null && payload.edit) {
    const { media, message } = payload.edit
    const fault = await put(puts, message, content, await drawing, media)
    if (!fault) return sent(part.place, message)
    if (fault.kind !== 'unchangeable') throw repeatable(fault)
  }
  let message = known ?? (await begin(job))
  let fault = await put(puts, message, content, await drawing, false)
  if (fault?.kind === 'unchangeable' && known !== null) {
    // Somebody took the placeholder away.
    message = await begin(job)
    fault = await put(puts, message, content, await drawing, false)
  }
  if (fault) throw repeatable(fault)
  return sent(part.place, message)
}

/** Returns what is to be said, by whether the person can be written to. */
async function contentNow({ client, payload, signal }: Job): Promise<Content | null> {
  const { content, unreachable } = payload
  if (!unreachable) return content
  try {
    await client.sendChatAction({ chat_id: unreachable.user, action: 'typing' }, signal())
  } catch (error) {
    const fault = faultOf(error)
    const refused = fault.kind === 'outcome' && fault.outcome.type === 'undeliverable'
    if (refused) return unreachable.content
  }
  return content
}

/**
 * Returns the picture; null where there is none, or none that Telegram would take. Where it
 * failed time and again, the words need not wait for it.
 */
async function draw({ charts, log, part }: Job, content: Content): Promise<Uint8Array | null> {
  if (content.type !== 'photo' || part.attempts >= limits.pictureAttempts) return null
  try {
    const picture = await charts.render(content.spec, { scale: 2 })
    return picture.byteLength <= limits.photo ? picture : null
  } catch (error) {
    const detail = error instanceof Error ? error.message : 'fault'
    log.warn('telegram-chart-failed', { part: part.key, error: detail })
    return null
  }
}

/** Sends the placeholder and notes its id before anything else is done. */
async function begin(job: Job): Promise<number> {
  const { client, note, part, payload, signal } = job
  let message: number
  try {
    const made = await client.sendMessage(
      {
        ...placeOf(job),
        text: payload.placeholder,
        disable_notification: !payload.loud,
      },
      signal(),
    )
    message = made.message_id
  } catch (error) {
    throw final(faultOf(error))
  }
  if (await note(JSON.stringify({ message }))) return message
  await client
    .deleteMessage({ chat_id: part.place, message_id: message }, signal())
    .catch(() => undefined)
  throw new Stopped({ type: 'unknown', detail: 'another holder has taken over' })
}

/** A question cannot be changed once it stands there, so it comes at once. */
async function ask(
  job: Job,
  { hint, html }: Extract<Content, { type: 'question' }>,
): Promise<SendOutcome> {
  let message = 0
  const fault = await marked(html, job.puts.onPlain, async (text, mode) => {
    const made = await job.client.sendMessage(
      {
        ...placeOf(job),
        text,
        ...mode,
        link_preview_options: { is_disabled: true },
        reply_markup: { force_reply: true, selective: true, input_field_placeholder: hint },
      },
      job.signal(),
    )
    message = made.message_id
  })
  if (fault) throw final(fault)
  return sent(job.part.place, message)
}

function placeOf({ part, payload }: Job) {
  const { replyTo, topic } = payload
  return {
    chat_id: part.place,
    ...(topic === null ? {} : { message_thread_id: topic }),
    ...(replyTo === null
      ? {}
      : { reply_parameters: { message_id: replyTo, allow_sending_without_reply: true } }),
  }
}

function sent(chat: string, message: number): SendOutcome {
  const internal = /^-100(\d+)$/.exec(chat)?.[1]
  const url = internal === undefined ? {} : { url: `https://t.me/c/${internal}/${message}` }
  return { type: 'sent', reference: String(message), ...url }
}

/** What a fault means where the call may have been made. */
function final(fault: Fault): Stopped {
  return new Stopped(
    fault.kind === 'outcome'
      ? fault.outcome
      : { type: 'undeliverable', reason: 'invalid', detail: fault.kind },
  )
}

/** What a fault means where the call can be made again without harm. */
function repeatable(fault: Fault): Stopped {
  const { outcome } = final(fault)
  return new Stopped(
    outcome.type === 'unknown' ? { type: 'failed', detail: outcome.detail } : outcome,
  )
}

function messageIn(memo: string | null): number | null {
  if (memo === null) return null
  const { message } = JSON.parse(memo) as { readonly message: number }
  return message
}
