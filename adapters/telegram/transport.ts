import type { Update } from 'grammy/types'
import type { ChatHost } from '../../src/core/delivery.ts'
import type { EpochSeconds } from '../../src/core/identity.ts'
import { translator } from '../../src/language/translate.ts'
import { readData } from './callback-data.ts'
import { type Client, within } from './client.ts'
import { localeOf } from './decode.ts'
import { readUpdate, type Self, type TelegramEvent } from './events.ts'
import { codeOf, faultOf } from './fault.ts'
import type { Flood } from './flood.ts'
import { limits } from './limits.ts'
import { reactionEvent, rememberTalk } from './reaction.ts'
import { createRecent } from './recent.ts'
import { talkOf } from './talk.ts'

export interface IntakeParts {
  readonly client: Client
  readonly host: ChatHost
  readonly self: Self
  readonly flood: Flood
  readonly now: () => number
}

/**
 * Returns what takes one update in: it is stored first and acknowledged then. Rejects
 * where it could not be stored; what asks for nothing is passed over.
 */
export function createIntake(parts: IntakeParts): (update: Update) => Promise<void> {
  const { host, now, self } = parts
  const recent = createRecent(now)
  return async (update) => {
    const seconds = Math.floor(now() / 1000)
    const captures = concernsGroup(update) ? await host.captures?.('telegram') : undefined
    const known = { self, recent, captures: captures ?? [] }
    readSafely(update, parts, () => rememberTalk(update, known))
    const event = readSafely(
      update,
      parts,
      () => readUpdate(update, self, seconds) ?? reactionEvent(update, known),
    )
    if (!event) {
      const talk = readSafely(update, parts, () => talkOf(update, self))
      if (talk && update.edited_message) await host.follow?.(talk)
      else if (talk) await host.hear?.(talk)
      return
    }
    await host.receive({
      platform: 'telegram',
      bot: String(self.id),
      externalId: String(update.update_id),
      receivedAt: seconds as EpochSeconds,
      replyBy: null,
      payload: JSON.stringify(event),
    })
    if (event.type === 'button' || !event.reaction) void acknowledge(event, parts)
  }
}

/** Only groups have reactions that log. */
function concernsGroup({
  edited_message: edited,
  message = edited,
  message_reaction: reaction,
}: Update): boolean {
  const chat = (message ?? reaction)?.chat
  return chat !== undefined && chat.type !== 'private'
}

/** An update of a form that nobody foresaw must not hold up the others. */
function readSafely<Read>(
  update: Update,
  { host }: Pick<IntakeParts, 'host'>,
  read: () => Read | undefined,
): Read | undefined {
  try {
    return read()
  } catch (error) {
    host.log.warn('telegram-update-unread', {
      update: update.update_id,
      error: error instanceof Error ? error.name : 'fault',
    })
    return undefined
  }
}

/** A pressed button stops turning; who wrote a command sees that an answer is on its way. */
async function acknowledge(event: TelegramEvent, parts: IntakeParts): Promise<void> {
  const { client, flood, host } = parts
  const chat = event.chat.id
  try {
    if (event.type === 'button') {
      const text = await toastOf(event, host)
      await client.answerCallbackQuery(
        { callback_query_id: event.callback, ...(text === undefined ? {} : { text }) },
        within(),
      )
    } else if (!flood.isLimited(String(chat))) {
      const topic = event.chat.topic === null ? {} : { message_thread_id: event.chat.topic }
      await client.sendChatAction({ chat_id: chat, action: 'typing', ...topic }, within())
    }
  } catch (error) {
    const fault = faultOf(error)
    if (fault.kind === 'outcome' && fault.outcome.type === 'rate-limited') {
      flood.limited(String(chat), fault.outcome.retryAfterSeconds)
    }
    host.log.warn('telegram-acknowledge-failed', { error: codeOf(error) })
  }
}

/** Returns what is said where a button in a group is answered privately. */
async function toastOf(
  event: Extract<TelegramEvent, { type: 'button' }>,
  host: ChatHost,
): Promise<string | undefined> {
  const pressed = readData(event.data)
  if (event.chat.direct || !pressed) return undefined
  const line = pressed.type === 'line' ? pressed.line : await host.buttonLine(pressed.key)
  const command = host.registry.find(line?.split(/\s/)[0] ?? '')
  if (command?.audience !== 'caller') return undefined
  const words = translator(localeOf(event.from.language) ?? 'en')('telegram:private.toast')
  return [...words].slice(0, limits.callbackAnswer).join('')
}
