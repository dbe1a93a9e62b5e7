import type { CallbackQuery, Chat, Message, MessageEntity, Update, User } from 'grammy/types'
import type { Reaction } from '../../src/core/capture.ts'
import { type StoredFile, tableOf } from './files.ts'
import { type Asked, askedBy } from './question.ts'

/** Who the bot is on Telegram. */
export interface Self {
  readonly id: number
  readonly username: string
}

interface Asker {
  readonly id: number
  readonly name: string
  readonly language: string | null
  readonly bot: boolean
}

interface ChatFacts {
  readonly id: number
  readonly direct: boolean
  /** Anyone can find it and read it. */
  readonly open: boolean
  /** Never the general topic, which has no id of its own. */
  readonly topic: number | null
}

/** A message that a command replies to. */
export interface RepliedMessage {
  readonly id: number
  readonly text: string
  readonly author: { readonly id: string; readonly name: string }
  readonly at: number
  readonly url: string | null
  readonly topic: number | null
}

/** A command as it was written. */
export interface LineEvent {
  readonly type: 'line'
  readonly chat: ChatFacts
  readonly message: number
  readonly from: Asker
  readonly at: number
  readonly line: string
  /** Speaks as a group or a channel. */
  readonly anonymous: boolean
  readonly forwarded: boolean
  /** What this answers, where the bot asked a question before. */
  readonly asked: Asked | null
  readonly replied: RepliedMessage | null
  /** A table that came with it, or that it replies to. */
  readonly file?: StoredFile
  /** It was no line but a reaction. */
  readonly reaction?: Reaction
}

/** A pressed button. */
export interface ButtonEvent {
  readonly type: 'button'
  readonly chat: ChatFacts
  readonly message: number
  /** The pressed message holds a picture or a file; null where it is too old to be changed. */
  readonly media: boolean | null
  readonly from: Asker
  readonly at: number
  readonly callback: string
  readonly data: string
}

/** What is kept of an update: what its answer needs, and no more. */
export type TelegramEvent = LineEvent | ButtonEvent

const ANONYMOUS_ADMIN = 1_087_968_824
const CHANNEL_BOT = 136_817_688
const TELEGRAM_SERVICE = 777_000

/**
 * Returns what an update asks of the bot; undefined where it asks for nothing: the
 * talk of a group, a command for another bot, a service message.
 */
export function readUpdate(update: Update, self: Self, now: number): TelegramEvent | undefined {
  if (update.callback_query) return readButton(update.callback_query, now)
  return update.message ? readMessage(update.message, self) : undefined
}

function readButton(query: CallbackQuery, now: number): ButtonEvent | undefined {
  const { message, data, from, id } = query
  if (!message || typeof data !== 'string') return undefined
  const media =
    message.date === 0 ? null : 'photo' in message || 'document' in message || 'video' in message
  return {
    type: 'button',
    chat: chatOf(message.chat, message),
    message: message.message_id,
    media,
    from: askerOf(from),
    at: now,
    callback: id,
    data,
  }
}

function readMessage(message: Message, self: Self): LineEvent | undefined {
  const { chat, from } = message
  if (!from || chat.type === 'channel' || from.id === self.id) return undefined
  const own = tableOf(message.document)
  const alone = own && chat.type === 'private' ? 'import' : undefined
  const text = message.text ?? message.caption ?? alone
  if (text === undefined) return undefined
  const reply = message.reply_to_message
  const question = reply?.from?.id === self.id ? askedBy(reply) : null
  const written = lineOf(text, message.entities ?? message.caption_entities ?? [], self)
  const open = chat.type === 'private' || question !== null
  if (written === undefined || (written.plain && !open)) return undefined
  const asked = written.plain ? question : null
  const { line } = written
  const file = own ?? (/^import\b/.test(line) ? tableOf(reply?.document) : null)
  return {
    type: 'line',
    chat: chatOf(chat, message),
    message: message.message_id,
    from: askerOf(from),
    at: message.date,
    line,
    ...(file ? { file } : {}),
    anonymous: message.sender_chat !== undefined || isService(from.id),
    forwarded: message.forward_origin !== undefined || message.via_bot !== undefined,
    asked,
    replied: asked === null && reply ? repliedOf(reply, chat) : null,
  }
}

function isService(id: number): boolean {
  return id === ANONYMOUS_ADMIN || id === CHANNEL_BOT || id === TELEGRAM_SERVICE
}

/**
 * Returns the command line of a text: a command for this bot, words after its mention,
 * or plain words; undefined where another bot is meant.
 */
function lineOf(
  text: string,
  entities: readonly MessageEntity[],
  self: Self,
): { readonly line: string; readonly plain: boolean } | undefined {
  const first = entities.find(({ offset }) => text.slice(0, offset).trim() === '')
  const name = self.username.toLowerCase()
  if (first?.type === 'bot_command') {
    const written = text.slice(first.offset, first.offset + first.length)
    const [command = '', addressee] = written.slice(1).split('@')
    if (addressee !== undefined && addressee.toLowerCase() !== name) return undefined
    const rest = text.slice(first.offset + first.length)
    const line = `${command.toLowerCase()}${rest}`.trim()
    return line === '' ? undefined : { line, plain: false }
  }
  const mention = text.slice(first?.offset ?? 0, (first?.offset ?? 0) + (first?.length ?? 0))
  if (first?.type === 'mention' && mention.slice(1).toLowerCase() === name) {
    return { line: text.slice(first.offset + first.length).trim() || 'help', plain: false }
  }
  return text.trim() === '' ? undefined : { line: text.trim(), plain: true }
}

/** Returns who acted; whoever has no name is called by their id. */
export function askerOf(user: User): Asker {
  return {
    id: user.id,
    name: [user.first_name, user.last_name].filter(Boolean).join(' ') || String(user.id),
    language: user.language_code ?? null,
    bot: user.is_bot,
  }
}

function topicOf(message: {
  readonly message_thread_id?: number
  readonly is_topic_message?: boolean
}): number | null {
  const { is_topic_message: topical, message_thread_id: thread } = message
  return topical && thread !== undefined && thread !== 1 ? thread : null
}

/** Returns the chat of a message, and the topic in it. */
export function chatOf(chat: Chat, message: object): ChatFacts {
  const direct = chat.type === 'private'
  return { id: chat.id, direct, open: !direct && 'username' in chat, topic: topicOf(message) }
}

/** Returns a message as a command on it sees it; null where it has no words. */
export function repliedOf(reply: Message, chat: Chat): RepliedMessage | null {
  const text = reply.text ?? reply.caption
  // The message that begins a topic is what everything in the topic "replies" to.
  if (text === undefined) return null
  const said = reply.sender_chat ?? reply.from
  const name =
    said && 'title' in said && said.title
      ? said.title
      : said && 'first_name' in said
        ? [said.first_name, said.last_name].filter(Boolean).join(' ')
        : ''
  return {
    id: reply.message_id,
    text,
    author: { id: String(said?.id ?? ''), name },
    at: reply.date,
    url: linkTo(chat, reply.message_id),
    topic: topicOf(reply),
  }
}

/** Returns the address of a message of a supergroup; other chats have none. */
export function linkTo(chat: Chat, message: number): string | null {
  if (chat.type !== 'supergroup') return null
  if (chat.username) return `https://t.me/${chat.username}/${message}`
  const internal = /^-100(\d+)$/.exec(String(chat.id))?.[1]
  return internal === undefined ? null : `https://t.me/c/${internal}/${message}`
}
