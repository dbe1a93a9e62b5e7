import type { ChatFullInfo, ChatMember } from 'grammy/types'
import type { PlaceFacts } from '../../src/core/delivery.ts'
import { PlatformUnreachable } from '../../src/core/errors.ts'
import { type Client, within } from './client.ts'
import { faultOf } from './fault.ts'

/** Returns what Telegram says of a chat now; undefined where the bot cannot see it. */
export async function readPlace(
  client: Client,
  self: number,
  chat: string,
  thread: string | null,
): Promise<PlaceFacts | undefined> {
  try {
    const facts = await client.getChat({ chat_id: chat }, within())
    const direct = facts.type === 'private'
    const member = direct
      ? true
      : mayWrite(facts, await client.getChatMember({ chat_id: chat, user_id: self }, within()))
    return {
      community: null,
      channel: String(facts.id),
      thread,
      kind: direct ? 'direct' : 'channel',
      // Whoever knows its public name can read it.
      shared: !direct && facts.username !== undefined,
      name: direct ? facts.first_name : (facts.title ?? ''),
      member,
    }
  } catch (error) {
    const fault = faultOf(error)
    if (fault.kind === 'outcome' && fault.outcome.type === 'undeliverable') return undefined
    throw new PlatformUnreachable('telegram', { cause: fault })
  }
}

function mayWrite(chat: ChatFullInfo, member: ChatMember): boolean {
  switch (member.status) {
    case 'creator':
      return true
    case 'administrator':
      return chat.type !== 'channel' || member.can_post_messages === true
    case 'member':
      return chat.permissions?.can_send_messages !== false
    case 'restricted':
      return member.is_member && member.can_send_messages
    case 'left':
    case 'kicked':
      return false
  }
}
