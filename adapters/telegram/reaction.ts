import type { MessageReactionUpdated, ReactionType, Update } from 'grammy/types'
import { type Capture, isCapturing, plainEmoji, type Reaction } from '../../src/core/capture.ts'
import { askerOf, chatOf, type LineEvent, repliedOf, type Self } from './events.ts'
import type { Recent } from './recent.ts'

export interface ReactionParts {
  readonly self: Self
  readonly captures: readonly Capture[]
  readonly recent: Recent
}

/** Keeps in mind what was written where a reaction logs, as it reads now. */
export function rememberTalk(
  { edited_message: edited, message = edited }: Update,
  { captures, recent, self }: ReactionParts,
): void {
  if (!message || message.from?.id === self.id) return
  const { chat } = message
  if (!captures.some(({ channel }) => channel === String(chat.id))) return
  const kept = repliedOf(message, chat)
  if (kept) recent.remember(chat.id, kept)
}

/**
 * Returns a reaction that logs its message or takes that back; undefined for all others, those of
 * bots and of people who speak as a chat. Its message is null where it is not known any more.
 */
export function reactionEvent(
  { message_reaction: update }: Update,
  { captures, recent }: ReactionParts,
): LineEvent | undefined {
  if (!update?.user || update.user.is_bot || update.actor_chat) return undefined
  const { chat, date, message_id: message, user } = update
  const reaction = capturing(update, captures)
  if (!reaction) return undefined
  const replied = recent.find(chat.id, message) ?? null
  return {
    type: 'line',
    chat: { ...chatOf(chat, {}), topic: replied?.topic ?? null },
    message,
    from: askerOf(user),
    at: date,
    line: 'log',
    anonymous: false,
    forwarded: false,
    asked: null,
    replied: reaction.change === 'added' ? replied : null,
    reaction,
  }
}

function capturing(
  update: MessageReactionUpdated,
  captures: readonly Capture[],
): Reaction | undefined {
  const { chat, message_id: id, new_reaction: now, old_reaction: before } = update
  const place = { platform: 'telegram', community: null, channel: String(chat.id) }
  const had = emojiOf(before)
  const has = emojiOf(now)
  const added = has.filter((emoji) => !had.includes(emoji))
  const removed = had.filter((emoji) => !has.includes(emoji))
  for (const [change, all] of [
    ['added', added],
    ['removed', removed],
  ] as const) {
    const emoji = all.find((each) => isCapturing(captures, place, each))
    if (emoji !== undefined) return { emoji, change, message: String(id) }
  }
  return undefined
}

function emojiOf(reactions: readonly ReactionType[]): readonly string[] {
  return reactions.flatMap((each) => (each.type === 'emoji' ? [plainEmoji(each.emoji)] : []))
}
