import { type Capture, isCapturing, plainEmoji } from '../../src/core/capture.ts'
import { PlatformUnreachable } from '../../src/core/errors.ts'
import type { Calls } from './calls.ts'
import type { StoredEvent, StoredMessage } from './event.ts'
import { isRecord, texts } from './fields.ts'
import { limits } from './limits.ts'
import { keptOf, nameOf, readMessage, readUser } from './message.ts'
import { outcomeOf } from './outcome.ts'
import type { ThreadPlace } from './threads.ts'

export interface ReactionSources {
  readonly bot: string | null
  readonly captures: readonly Capture[]
  readonly placeOf: (channel: string) => Promise<ThreadPlace>
}

/**
 * Returns a reaction that logs or takes back; undefined for all others, those of bots and those on
 * the bot's own words. `id` tells the event among all others.
 */
export async function reactionEvent(
  data: unknown,
  change: 'added' | 'removed',
  id: string,
  { bot, captures, placeOf }: ReactionSources,
): Promise<StoredEvent | undefined> {
  if (!isRecord(data) || captures.length === 0) return undefined
  const { channel_id: channel, guild_id: guild, message_id: message, user_id: user } = data
  const emoji = emojiOf(data['emoji'])
  if (![channel, guild, message, user].every((each) => typeof each === 'string')) return undefined
  if (emoji === undefined || user === bot || data['message_author_id'] === bot) return undefined
  const member = isRecord(data['member']) ? data['member'] : {}
  const person = readUser(member['user'])
  if (person.bot) return undefined
  const place = await capturingPlace(String(guild), String(channel), emoji, { captures, placeOf })
  if (!place) return undefined
  const nick = typeof member['nick'] === 'string' ? member['nick'] : null
  return {
    version: 1,
    application: bot ?? '',
    interaction: id,
    token: '',
    asked: { type: 'line', line: 'log' },
    page: 0,
    edits: false,
    private: true,
    share: false,
    guild: String(guild),
    ...place,
    user: { id: String(user), name: nameOf({ id: String(user), ...person }, nick), bot: false },
    roles: texts(member['roles']) ? (member['roles'] as readonly string[]) : null,
    permissions: null,
    locale: null,
    fileBytes: limits.fileBytes,
    message: null,
    reaction: { emoji: plainEmoji(emoji), change, message: String(message) },
  }
}

/** Returns a sign, or `name:id` for an emoji of the server's own. */
function emojiOf(value: unknown): string | undefined {
  if (!isRecord(value)) return undefined
  const { id, name } = value
  if (typeof id === 'string') return `${typeof name === 'string' ? name : '_'}:${id}`
  return typeof name === 'string' ? name : undefined
}

/** A thread is asked for only where the emoji logs somewhere in the server. */
async function capturingPlace(
  guild: string,
  channel: string,
  emoji: string,
  { captures, placeOf }: Pick<ReactionSources, 'captures' | 'placeOf'>,
): Promise<ThreadPlace | undefined> {
  const logs = (place: string) =>
    isCapturing(captures, { platform: 'discord', community: guild, channel: place }, emoji)
  if (logs(channel)) return { channel, thread: null }
  if (!captures.some((each) => each.community === guild && logs(each.channel))) return undefined
  const place = await placeOf(channel)
  return logs(place.channel) ? place : undefined
}

/**
 * Returns the message that a reaction was put on; undefined where it is gone or cannot be read.
 * Rejects where Discord cannot be asked.
 */
export async function reactedMessage(
  { channel, reaction, thread }: StoredEvent,
  calls: Pick<Calls, 'message'>,
): Promise<StoredMessage | undefined> {
  if (reaction?.change !== 'added') return undefined
  try {
    const found = await calls.message(thread ?? channel, reaction.message)
    return keptOf({ ...readMessage(found), id: reaction.message }, thread)
  } catch (error) {
    if (outcomeOf(error).type === 'undeliverable') return undefined
    throw new PlatformUnreachable('discord', { cause: error })
  }
}
