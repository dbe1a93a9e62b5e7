import type { InboundEvent } from '../../src/core/delivery.ts'
import type { EpochSeconds } from '../../src/core/identity.ts'
import type { Caller, Invocation, PointedMessage } from '../../src/core/invocation.ts'
import type { Locale } from '../../src/core/locale.ts'
import { ADMINISTRATOR, VIEW_CHANNEL } from './bits.ts'
import { readEvent, type StoredEvent, type StoredMessage } from './event.ts'
import type { OpenFile } from './files.ts'
import { messageUrl } from './talk.ts'

/** A member as the platform describes them now; null for someone who left the server. */
export interface Membership {
  readonly roles: readonly string[]
}

const USE_COMMANDS = 1n << 31n

/** Returns the bot's language for one of Discord's; null where it speaks none like it. */
export function localeOf(discord: string | null): Locale | null {
  if (discord === 'ru' || discord === 'lt') return discord
  return discord?.startsWith('en') ? 'en' : null
}

/** Returns whether the permissions of the event allow commands at all; unreadable ones do not. */
function mayUseCommands(permissions: string | null): boolean {
  if (permissions === null) return true
  if (!/^\d{1,30}$/.test(permissions)) return false
  const bits = BigInt(permissions)
  return (
    (bits & ADMINISTRATOR) !== 0n ||
    (bits & (VIEW_CHANNEL | USE_COMMANDS)) === (VIEW_CHANNEL | USE_COMMANDS)
  )
}

function callerOf(event: StoredEvent, membership: Membership | null): Caller {
  const { guild, permissions, user } = event
  const { id, name } = user
  if (user.bot) return { id, name, standing: 'bot', groups: [] }
  if (guild === null) return { id, name, standing: 'member', groups: [] }
  if (membership === null) return { id, name, standing: 'external', groups: [] }
  const standing = mayUseCommands(permissions) ? 'member' : 'guest'
  // Everyone's role bears the id of the server.
  return { id, name, standing, groups: [guild, ...membership.roles] }
}

function messageOf(message: StoredMessage, event: StoredEvent, now: EpochSeconds): PointedMessage {
  const at = Math.floor(Date.parse(message.at) / 1000)
  const channel = event.thread ?? event.channel
  return {
    id: message.id,
    text: message.text,
    author: message.author,
    at: Number.isFinite(at) ? (at as EpochSeconds) : now,
    url: messageUrl(event.guild, channel, message.id),
    thread: message.thread,
  }
}

export interface DecodeSources {
  /** Returns what the server says of a member now, or what the event said a moment ago. */
  membership(event: StoredEvent, receivedAt: EpochSeconds): Promise<Membership | null>
  buttonLine(key: string): Promise<string | undefined>
  /** Returns the message that a reaction was put on, as it is now. */
  reacted(event: StoredEvent): Promise<StoredMessage | undefined>
  readonly openFile: OpenFile
  readonly language: 'user' | 'workspace'
}

/** Returns a stored event as a question. Rejects where Discord cannot be asked about the caller. */
export async function decode(inbound: InboundEvent, sources: DecodeSources): Promise<Invocation> {
  const event = readEvent(inbound.payload)
  const { asked } = event
  const text = asked.type === 'line' ? asked.line : ((await sources.buttonLine(asked.key)) ?? '')
  const membership =
    event.guild === null ? null : await sources.membership(event, inbound.receivedAt)
  const { file, reaction } = event
  const message = reaction ? await sources.reacted(event) : event.message
  return {
    platform: 'discord',
    eventId: inbound.externalId,
    workspace: '',
    user: callerOf(event, membership),
    place: {
      community: event.guild,
      channel: event.channel,
      thread: event.thread,
      kind: event.guild === null ? 'direct' : 'channel',
      shared: false,
    },
    text,
    at: inbound.receivedAt,
    locale: sources.language === 'user' ? localeOf(event.locale) : null,
    zone: null,
    ...(message ? { message: messageOf(message, event, inbound.receivedAt) } : {}),
    ...(file ? { file: sources.openFile(file) } : {}),
    ...(reaction ? { reaction } : {}),
    ...(event.share ? { share: true as const } : {}),
  }
}
