import type { InboundEvent } from '../../src/core/delivery.ts'
import { lineWithFile } from '../../src/core/given-file.ts'
import type { EpochSeconds } from '../../src/core/identity.ts'
import type { Caller, Invocation, Place, PointedMessage } from '../../src/core/invocation.ts'
import { LOCALES, type Locale } from '../../src/core/locale.ts'
import type { Reply } from '../../src/core/reply.ts'
import { readData } from './callback-data.ts'
import type { ButtonEvent, LineEvent, TelegramEvent } from './events.ts'
import type { OpenFile } from './files.ts'
import { formCommandOf } from './form-steps.ts'

/** What decoding asks of the outside. */
export interface Lookups {
  standing(chat: string, user: number): Promise<'member' | 'guest' | 'external'>
  /** Whether anyone can read the chat. */
  shared(chat: string): Promise<boolean>
  buttonLine(key: string): Promise<string | undefined>
  isCommand(name: string): boolean
  readonly openFile: OpenFile
  /** Opens a form once more, which has no effect. */
  answer(invocation: Invocation): Promise<Reply>
}

/** Returns the event of a stored payload. */
export function storedEvent(event: Pick<InboundEvent, 'payload'>): TelegramEvent {
  return JSON.parse(event.payload) as TelegramEvent
}

/** Returns one of the bot's languages from an IETF tag such as `ru-RU`. */
export function localeOf(tag: string | null): Locale | null {
  const language = tag?.toLowerCase().split('-')[0]
  return LOCALES.find((locale) => locale === language) ?? null
}

/** Returns what an event asks, with the caller's standing now; null where it asks for nothing. */
export async function decodeEvent(
  event: InboundEvent,
  lookups: Lookups,
): Promise<Invocation | null> {
  const stored = storedEvent(event)
  return stored.type === 'line'
    ? decodeLine(event, stored, lookups)
    : decodeButton(event, stored, lookups)
}

async function decodeLine(
  event: InboundEvent,
  stored: LineEvent,
  lookups: Lookups,
): Promise<Invocation> {
  const { asked, file, replied } = stored
  const invocation: Invocation = {
    ...frame(event, stored),
    user: await callerOf(stored, String(stored.chat.id), lookups),
    place: placeOf(stored),
    text: file ? lineWithFile(stored.line, lookups.isCommand) : await lineOf(stored, lookups),
    ...(file ? { file: lookups.openFile(file) } : {}),
    ...(stored.forwarded ? { forwarded: true } : {}),
    ...(replied ? { message: pointed(replied) } : {}),
    ...(stored.reaction ? { reaction: stored.reaction } : {}),
  }
  if (!asked || asked.field === null) return invocation
  const opening = { ...invocation, text: formCommandOf(asked.line) }
  const form = await lookups.answer(opening)
  if (form.kind !== 'form') return { ...invocation, text: `${asked.line} ${stored.line}` }
  return opening
}

/** `/start` opens the private chat; what follows it is the key of a line that was asked elsewhere. */
async function lineOf(stored: LineEvent, lookups: Lookups): Promise<string> {
  const { asked, line } = stored
  if (asked !== null) return `${asked.line} ${line}`
  const start = /^start(?:\s+([\w-]{1,64}))?\s*$/.exec(line)
  if (!start) return line
  const key = start[1]
  return (key === undefined ? undefined : await lookups.buttonLine(key)) ?? 'help'
}

async function decodeButton(
  event: InboundEvent,
  stored: ButtonEvent,
  lookups: Lookups,
): Promise<Invocation | null> {
  const pressed = readData(stored.data)
  if (!pressed) return null
  const line = pressed.type === 'line' ? pressed.line : await lookups.buttonLine(pressed.key)
  // A key that is no longer known: help is better than silence.
  const text = line ?? 'help'
  if (pressed.type === 'line' || pressed.type === 'key') {
    return {
      ...frame(event, stored),
      user: await callerOf(stored, String(stored.chat.id), lookups),
      place: placeOf(stored),
      text,
    }
  }
  return {
    ...frame(event, stored),
    user: await callerOf(stored, pressed.chat, lookups),
    place: {
      community: null,
      channel: pressed.chat,
      thread: pressed.topic,
      kind: 'channel',
      shared: await lookups.shared(pressed.chat),
    },
    text,
    ...(line === undefined || pressed.type === 'there' ? {} : { share: true }),
  }
}

function frame(event: InboundEvent, stored: TelegramEvent) {
  return {
    platform: 'telegram',
    eventId: event.externalId,
    workspace: '',
    at: stored.at as EpochSeconds,
    locale: localeOf(stored.from.language),
    zone: null,
  }
}

function placeOf({ chat }: TelegramEvent): Place {
  return {
    community: null,
    channel: String(chat.id),
    thread: chat.topic === null ? null : String(chat.topic),
    kind: chat.direct ? 'direct' : 'channel',
    shared: chat.open,
  }
}

async function callerOf(stored: TelegramEvent, chat: string, lookups: Lookups): Promise<Caller> {
  const { from } = stored
  const standing = (): Promise<Caller['standing']> | Caller['standing'] => {
    if (stored.type === 'line' && stored.anonymous) return 'anonymous'
    if (from.bot) return 'bot'
    return chat.startsWith('-') ? lookups.standing(chat, from.id) : 'member'
  }
  return { id: String(from.id), name: from.name, standing: await standing(), groups: [] }
}

function pointed(replied: NonNullable<LineEvent['replied']>): PointedMessage {
  return {
    id: String(replied.id),
    text: replied.text,
    author: replied.author,
    at: replied.at as EpochSeconds,
    url: replied.url,
    // A topic is a place where many things are said, not a conversation about one.
    thread: null,
  }
}
