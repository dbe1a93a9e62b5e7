import { InputFile } from 'grammy'
import type { InlineKeyboardMarkup } from 'grammy/types'
import type { Logger } from '../../src/core/adapter.ts'
import type { ChartRenderer } from '../../src/core/chart.ts'
import type { ClaimedPart, SendOutcome } from '../../src/core/delivery.ts'
import { type Client, within } from './client.ts'
import type { Content, Keyboard, PartPayload } from './content.ts'
import { type Fault, faultOf } from './fault.ts'
import type { Flood } from './flood.ts'
import { limits } from './limits.ts'
import { withoutTags } from './rich-text.ts'

export interface SendParts {
  readonly client: Client
  readonly charts: ChartRenderer
  readonly log: Logger
  readonly flood: Flood
}

/** A call that failed, to be told apart from what a library throws. */
class Stopped extends Error {
  readonly outcome: Exclude<SendOutcome, { type: 'sent' }>

  constructor(outcome: Stopped['outcome']) {
    super(outcome.type)
    this.outcome = outcome
  }
}

type Note = (memo: string) => Promise<boolean>

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
  const payload = JSON.parse(part.payload) as PartPayload
  const ends = AbortSignal.timeout(limits.sendMilliseconds)
  const job = createJob(part, payload, note, parts, ends)
  try {
    return await job()
  } catch (error) {
    const outcome: SendOutcome =
      error instanceof Stopped ? error.outcome : { type: 'failed', detail: 'fault' }
    if (!(error instanceof Stopped)) {
      parts.log.error('telegram-send-failed', {
        part: part.key,
        error: error instanceof Error ? error.name : 'fault',
      })
    }
    if (outcome.type !== 'rate-limited') return outcome
    return { ...outcome, scope: parts.flood.limited(part.place, outcome.retryAfterSeconds) }
  }
}

/** What is left of a fault where a call may be repeated without harm. */
function repeatable(fault: Fault): Stopped {
  if (fault.kind !== 'outcome') {
    return new Stopped({ type: 'undeliverable', reason: 'invalid', detail: fault.kind })
  }
  const { outcome } = fault
  return new Stopped(
    outcome.type === 'unknown' ? { type: 'failed', detail: outcome.detail } : outcome,
  )
}

function createJob(
  part: ClaimedPart,
  payload: PartPayload,
  note: Note,
  { charts, client, log }: SendParts,
  ends: AbortSignal,
): () => Promise<SendOutcome> {
  const chat = part.place
  const signal = () => within(limits.callMilliseconds, ends)
  const place = {
    chat_id: chat,
    ...(payload.topic === null ? {} : { message_thread_id: payload.topic }),
    ...(payload.replyTo === null
      ? {}
      : {
          reply_parameters: { message_id: payload.replyTo, allow_sending_without_reply: true },
        }),
  }

  function done(message: number): SendOutcome {
    const internal = /^-100(\d+)$/.exec(chat)?.[1]
    const url = internal === undefined ? {} : { url: `https://t.me/c/${internal}/${message}` }
    return { type: 'sent', reference: String(message), ...url }
  }

  /** Returns what is to be said, by whether the person can be written to. */
  async function contentNow(): Promise<Content | null> {
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

  async function draw(content: Content): Promise<Uint8Array | null> {
    if (content.type !== 'photo') return null
    try {
      const picture = await charts.render(content.spec)
      return picture.byteLength <= limits.photo ? picture : null
    } catch (error) {
      log.warn('telegram-chart-failed', {
        part: part.key,
        error: error instanceof Error ? error.message : 'fault',
      })
      return null
    }
  }

  /** Sends the placeholder and notes its id before anything else is done. */
  async function begin(): Promise<number> {
    const sent = await client
      .sendMessage(
        { ...place, text: payload.placeholder, disable_notification: !payload.loud },
        signal(),
      )
      .catch((error: unknown) => {
        const fault = faultOf(error)
        throw fault.kind === 'outcome' ? new Stopped(fault.outcome) : repeatable(fault)
      })
    if (await note(JSON.stringify({ message: sent.message_id }))) return sent.message_id
    await client
      .deleteMessage({ chat_id: chat, message_id: sent.message_id }, signal())
      .catch(() => undefined)
    throw new Stopped({ type: 'unknown', detail: 'another holder has taken over' })
  }

  /** Makes a call in HTML, and once more in plain words where the HTML cannot be read. */
  async function marked(
    html: string,
    call: (text: string, mode: 'HTML' | undefined) => Promise<unknown>,
  ): Promise<Fault | null> {
    for (const mode of ['HTML', undefined] as const) {
      try {
        await call(mode ? html : withoutTags(html), mode)
        return null
      } catch (error) {
        const fault = faultOf(error)
        if (fault.kind === 'same') return null
        if (fault.kind !== 'markup' || mode === undefined) return fault
        log.warn('telegram-markup-refused', { part: part.key })
      }
    }
    return null
  }

  function putText(message: number, html: string, keyboard: Keyboard): Promise<Fault | null> {
    return marked(html, (text, mode) =>
      client.editMessageText(
        {
          chat_id: chat,
          message_id: message,
          text,
          ...(mode ? { parse_mode: mode } : {}),
          link_preview_options: { is_disabled: true },
          reply_markup: markup(keyboard),
        },
        signal(),
      ),
    )
  }

  function putMedia(
    message: number,
    media: { readonly type: 'photo' | 'document'; readonly file: InputFile },
    html: string,
    keyboard: Keyboard,
  ): Promise<Fault | null> {
    return marked(html, (caption, mode) =>
      client.editMessageMedia(
        {
          chat_id: chat,
          message_id: message,
          media: {
            type: media.type,
            media: media.file,
            caption,
            ...(mode ? { parse_mode: mode } : {}),
          },
          reply_markup: markup(keyboard),
        },
        signal(),
      ),
    )
  }

  /** Returns null where the message shows the content now. `media`: it holds a picture or a file. */
  async function put(
    message: number,
    content: Exclude<Content, { type: 'question' }>,
    picture: Uint8Array | null,
    media: boolean,
  ): Promise<Fault | null> {
    const { html, keyboard } = content
    if (content.type === 'photo' && picture) {
      const file = new InputFile(picture, 'chart.png')
      const fault = await putMedia(message, { type: 'photo', file }, html, keyboard)
      if (fault?.kind !== 'media') return fault
    }
    if (content.type === 'file') {
      const file = new InputFile(Buffer.from(content.data, 'utf8'), content.name)
      const fault = await putMedia(message, { type: 'document', file }, html, keyboard)
      if (fault?.kind !== 'media') return fault
    }
    if (media) return { kind: 'unchangeable' }
    return putText(message, content.type === 'photo' ? content.instead : html, keyboard)
  }

  async function ask(content: Extract<Content, { type: 'question' }>): Promise<SendOutcome> {
    let made = 0
    const fault = await marked(content.html, async (text, mode) => {
      const sent = await client.sendMessage(
        {
          ...place,
          text,
          ...(mode ? { parse_mode: mode } : {}),
          link_preview_options: { is_disabled: true },
          reply_markup: {
            force_reply: true,
            selective: true,
            input_field_placeholder: content.hint,
          },
        },
        signal(),
      )
      made = sent.message_id
    })
    if (!fault) return done(made)
    throw fault.kind === 'outcome' ? new Stopped(fault.outcome) : repeatable(fault)
  }

  return async () => {
    const content = await contentNow()
    if (content === null) return { type: 'sent', reference: '-' }
    if (content.type === 'question') return ask(content)
    const known = memoOf(part.memo)
    const drawing = draw(content)
    if (known === null && payload.edit) {
      const { media, message } = payload.edit
      const fault = await put(message, content, await drawing, media)
      if (!fault) return done(message)
      if (fault.kind !== 'unchangeable') throw repeatable(fault)
    }
    let message = known ?? (await begin())
    let fault = await put(message, content, await drawing, false)
    if (fault?.kind === 'unchangeable' && known !== null) {
      // Somebody took the placeholder away.
      message = await begin()
      fault = await put(message, content, await drawing, false)
    }
    if (fault) throw repeatable(fault)
    return done(message)
  }
}

function memoOf(memo: string | null): number | null {
  if (memo === null) return null
  const { message } = JSON.parse(memo) as { readonly message: number }
  return message
}

function markup(keyboard: Keyboard): InlineKeyboardMarkup {
  return { inline_keyboard: keyboard.map((row) => [...row]) }
}
