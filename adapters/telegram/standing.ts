import type { ChatMember } from 'grammy/types'
import { PlatformUnreachable } from '../../src/core/errors.ts'
import { type Client, within } from './client.ts'
import { faultOf, lacksMethod } from './fault.ts'
import { limits } from './limits.ts'
import { sleep } from './poll.ts'

export type Standing = 'member' | 'guest' | 'external'

/** Returns what a membership means: who may not speak is a guest, who is not there is external. */
function standingOf(member: ChatMember): Standing {
  switch (member.status) {
    case 'creator':
    case 'administrator':
    case 'member':
      return 'member'
    case 'restricted':
      return member.is_member ? 'guest' : 'external'
    case 'left':
    case 'kicked':
      return 'external'
  }
}

/** Returns a look-up of people's standing in chats, kept for a minute. */
export function createStandings(
  client: Client,
  now: () => number,
): (chat: string, user: number) => Promise<Standing> {
  const kept = new Map<string, { readonly standing: Promise<Standing>; readonly until: number }>()

  async function ask(chat: string, user: number): Promise<Standing> {
    // A short illness of Telegram is sat out here.
    const ends = AbortSignal.timeout(limits.standingPatience)
    for (let pause = 1000; ; pause *= 2) {
      try {
        const of = { chat_id: chat, user_id: user }
        return standingOf(await client.getChatMember(of, within(limits.callMilliseconds, ends)))
      } catch (error) {
        // A server that cannot tell has let them write there all the same.
        if (lacksMethod(error)) return 'member'
        const fault = faultOf(error)
        const unknown = fault.kind === 'outcome' && fault.outcome.type === 'undeliverable'
        // Telegram knows no such person there.
        if (unknown) return 'external'
        await sleep(pause, ends)
        if (!ends.aborted) continue
        throw new PlatformUnreachable('telegram', { cause: fault })
      }
    }
  }

  return (chat, user) => {
    const key = `${chat} ${user}`
    const known = kept.get(key)
    if (known && known.until > now()) return known.standing
    if (kept.size >= limits.standings) kept.clear()
    const standing = ask(chat, user)
    kept.set(key, { standing, until: now() + limits.standingMilliseconds })
    standing.catch(() => kept.delete(key))
    return standing
  }
}
