import type { Update } from 'grammy/types'
import type { EpochSeconds } from '../../src/core/identity.ts'
import type { HeardMessage } from '../../src/core/listener.ts'
import { linkTo, type Self } from './events.ts'

/**
 * Returns what somebody wrote, or wrote anew, in a group to nobody in particular; undefined for
 * anything else.
 */
export function talkOf(
  { edited_message: edited, message = edited }: Update,
  self: Self,
): HeardMessage | undefined {
  if (!message) return undefined
  const { chat, from, date, message_id: id } = message
  const text = message.text ?? message.caption ?? ''
  const isGroup = chat.type === 'group' || chat.type === 'supergroup'
  const isCommand = (message.entities ?? []).some(({ type }) => type === 'bot_command')
  const isTold = typeof text === 'string' && text !== '' && Number.isInteger(date)
  if (!isGroup || !from || from.is_bot || from.id === self.id || isCommand || !isTold) {
    return undefined
  }
  const thread = message.is_topic_message ? message.message_thread_id : undefined
  const author = [from.first_name, from.last_name].filter(Boolean).join(' ')
  return {
    platform: 'telegram',
    community: null,
    channel: String(chat.id),
    thread: thread === undefined ? null : String(thread),
    id: String(id),
    text,
    at: date as EpochSeconds,
    details: async () => ({ author, url: linkTo(chat, id) }),
  }
}
