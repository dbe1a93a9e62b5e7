import { InputFile } from 'grammy'
import type { InlineKeyboardMarkup } from 'grammy/types'
import type { Client, Signal } from './client.ts'
import type { Content, Keyboard } from './content.ts'
import { type Fault, faultOf } from './fault.ts'
import { withoutTags } from './rich-text.ts'

/** What one message is changed with. */
export interface PutParts {
  readonly client: Client
  readonly chat: string
  /** A signal for the next call. */
  readonly signal: () => Signal
  /** Told where Telegram could not read the HTML. */
  readonly onPlain: () => void
}

type Shown = Exclude<Content, { type: 'question' }>

/**
 * Makes a message show some content; null where it does now. It can be repeated without
 * harm. `picture` is null where it could not be drawn; `media` says that the message
 * holds a picture or a file, which cannot become words.
 */
export async function put(
  parts: PutParts,
  message: number,
  content: Shown,
  picture: Uint8Array | null,
  media: boolean,
): Promise<Fault | null> {
  const file = fileOf(content, picture)
  if (file) {
    const fault = await putMedia(parts, message, content, file)
    if (fault?.kind !== 'media') return fault
  }
  if (media) return { kind: 'unchangeable' }
  const html = content.type === 'photo' ? content.instead : content.html
  return marked(html, parts.onPlain, (text, mode) =>
    parts.client.editMessageText(
      {
        chat_id: parts.chat,
        message_id: message,
        text,
        ...mode,
        link_preview_options: { is_disabled: true },
        reply_markup: markup(content.keyboard),
      },
      parts.signal(),
    ),
  )
}

function fileOf(content: Shown, picture: Uint8Array | null): InputFile | null {
  if (content.type === 'photo') return picture && new InputFile(picture, 'chart.png')
  if (content.type === 'text') return null
  return new InputFile(Buffer.from(content.data, 'utf8'), content.name)
}

function putMedia(
  { chat, client, onPlain, signal }: PutParts,
  message: number,
  content: Shown,
  file: InputFile,
): Promise<Fault | null> {
  const type = content.type === 'photo' ? 'photo' : 'document'
  return marked(content.html, onPlain, (caption, mode) =>
    client.editMessageMedia(
      {
        chat_id: chat,
        message_id: message,
        media: { type, media: file, caption, ...mode },
        reply_markup: markup(content.keyboard),
      },
      signal(),
    ),
  )
}

type Mode = { readonly parse_mode: 'HTML' } | Record<string, never>

/** Makes a call in HTML, and once more in plain words where the HTML cannot be read. */
export async function marked(
  html: string,
  onPlain: () => void,
  call: (text: string, mode: Mode) => Promise<unknown>,
): Promise<Fault | null> {
  const fault = await attempt(() => call(html, { parse_mode: 'HTML' }))
  if (fault?.kind !== 'markup') return fault
  onPlain()
  return attempt(() => call(withoutTags(html), {}))
}

async function attempt(call: () => Promise<unknown>): Promise<Fault | null> {
  try {
    await call()
    return null
  } catch (error) {
    const fault = faultOf(error)
    return fault.kind === 'same' ? null : fault
  }
}

function markup(keyboard: Keyboard): InlineKeyboardMarkup {
  return { inline_keyboard: keyboard.map((row) => [...row]) }
}
