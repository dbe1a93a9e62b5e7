import type { EpochSeconds } from '../../src/core/identity.ts'
import type { HeardMessage, TalkChange } from '../../src/core/listener.ts'
import { isRecord } from './fields.ts'
import { nameOf, readMessage } from './message.ts'
import type { ThreadPlace } from './threads.ts'

/** What people write themselves: a message, and a reply to one. */
const WRITTEN: ReadonlySet<unknown> = new Set([0, 19])

/** Returns where a message of a server can be read. */
export function messageUrl(guild: string | null, channel: string, message: string): string {
  return `https://discord.com/channels/${guild ?? '@me'}/${channel}/${message}`
}

/**
 * Returns what somebody wrote in a server to nobody in particular; undefined for anything else:
 * words of bots, words to the bot, direct messages, joins.
 */
export async function talkOf(
  data: unknown,
  bot: string | null,
  placeOf: (channel: string) => Promise<ThreadPlace>,
): Promise<HeardMessage | undefined> {
  if (!isRecord(data) || !WRITTEN.has(data['type'] ?? 0)) return undefined
  const { author = {}, content = '', id, timestamp = '' } = readMessage(data)
  const { channel_id: channel, guild_id: guild, position, webhook_id: webhook } = data
  const at = Math.floor(Date.parse(timestamp) / 1000)
  if (typeof channel !== 'string' || typeof guild !== 'string') return undefined
  if (!id || !author.id || content === '' || !Number.isFinite(at)) return undefined
  if (author.bot || author.id === bot || webhook !== undefined) return undefined
  if (content.includes(`<@${bot}>`) || content.includes(`<@!${bot}>`)) return undefined
  // Only messages in threads have a position.
  const place = position === undefined ? { channel, thread: null } : await placeOf(channel)
  const { member } = data
  const nick = isRecord(member) && typeof member['nick'] === 'string' ? member['nick'] : null
  return {
    platform: 'discord',
    community: guild,
    ...place,
    id,
    text: content,
    at: at as EpochSeconds,
    details: async () => ({
      author: nameOf(author, nick),
      url: messageUrl(guild, channel, id),
    }),
  }
}

/**
 * Returns which messages were written anew or deleted. An update that is no edit is none: Discord
 * fills in the previews of links by one.
 */
export async function changesOf(
  data: unknown,
  isUpdate: boolean,
  placeOf: (channel: string) => Promise<ThreadPlace>,
): Promise<readonly TalkChange[]> {
  if (!isRecord(data)) return []
  const { channel_id: channel, content, edited_timestamp: edited, guild_id: guild } = data
  if (typeof channel !== 'string' || typeof guild !== 'string') return []
  if (isUpdate && (typeof edited !== 'string' || typeof content !== 'string')) return []
  const named = Array.isArray(data['ids']) ? data['ids'] : [data['id']]
  const ids = named.filter((each) => typeof each === 'string')
  if (ids.length === 0) return []
  const place = await placeOf(channel)
  const text = isUpdate ? String(content) : null
  return ids.map((id) => ({ platform: 'discord', community: guild, ...place, id, text }))
}
