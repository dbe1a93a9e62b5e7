import { ROLE, USER } from './interactions.ts'
import { BOT, type Body, CHANNEL, type FakeDiscord, GUILD, snowflake } from './server.ts'

/** Of an application whose owner let it see messages. */
export const SEES_MESSAGES = 1 << 19
export const WRITER = '600000000000000009'

/** Somebody writes in a channel to nobody in particular; returns the message. */
export function written(fake: FakeDiscord, content: string, more: Body = {}): Body {
  const message: Body = {
    id: snowflake(),
    type: 0,
    channel_id: CHANNEL,
    guild_id: GUILD,
    content,
    timestamp: '2026-11-17T10:00:00.000000+00:00',
    edited_timestamp: null,
    author: { id: WRITER, username: 'ona', global_name: 'Ona', discriminator: '0' },
    member: { nick: null, roles: [] },
    embeds: [],
    attachments: [],
    mentions: [],
    ...more,
  }
  const { guild_id: _, member: __, ...shown } = message
  fake.spoken.set(String(message['id']), shown)
  fake.gateway.dispatch('MESSAGE_CREATE', message)
  return message
}

/** Somebody puts a reaction on a message, or takes it away. */
export function reacted(
  fake: FakeDiscord,
  change: 'added' | 'removed',
  message: Body,
  { emoji = { id: null, name: '📝' } as Body, user = USER, more = {} as Body } = {},
): void {
  const person = { id: user, username: 'rasa', global_name: 'Rasa', discriminator: '0' }
  const common = {
    user_id: user,
    channel_id: message['channel_id'],
    message_id: message['id'],
    guild_id: GUILD,
    emoji,
    burst: false,
    type: 0,
  }
  if (change === 'removed') {
    fake.gateway.dispatch('MESSAGE_REACTION_REMOVE', { ...common, ...more })
    return
  }
  const author = message['author'] as { readonly id: string } | undefined
  fake.gateway.dispatch('MESSAGE_REACTION_ADD', {
    ...common,
    message_author_id: author?.id ?? BOT,
    member: { user: person, nick: null, roles: [ROLE] },
    ...more,
  })
}
