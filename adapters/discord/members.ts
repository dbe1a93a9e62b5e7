import { PlatformUnreachable } from '../../src/core/errors.ts'
import type { EpochSeconds } from '../../src/core/identity.ts'
import type { Calls } from './calls.ts'
import type { Membership } from './decode.ts'
import type { StoredEvent } from './event.ts'
import { limits } from './limits.ts'
import { outcomeOf } from './outcome.ts'

interface Known {
  readonly membership: Membership | null
  readonly at: number
}

const MOST_KNOWN = 1000

/** Returns what tells the roles of a caller as they are now, believed for a minute at most. */
export function createMembers(calls: Pick<Calls, 'member'>, now: () => number) {
  const known = new Map<string, Known>()
  return {
    /** Rejects where Discord cannot be asked; null for someone who left. */
    async membership(event: StoredEvent, receivedAt: EpochSeconds): Promise<Membership | null> {
      const { guild, roles, user } = event
      const seconds = now() / 1000
      if (guild === null) return { roles: [] }
      // Discord sends the roles with most events.
      if (roles !== null && seconds - receivedAt <= limits.memberSeconds) return { roles }
      const key = `${guild}/${user.id}`
      const remembered = known.get(key)
      if (remembered && seconds - remembered.at <= limits.memberSeconds) {
        return remembered.membership
      }
      const membership = await ask(guild, user.id)
      if (known.size >= MOST_KNOWN) known.clear()
      known.set(key, { membership, at: seconds })
      return membership
    },
  }

  async function ask(guild: string, user: string): Promise<Membership | null> {
    try {
      const { roles } = await calls.member(guild, user)
      return { roles }
    } catch (error) {
      if (outcomeOf(error).type === 'undeliverable') return null
      throw new PlatformUnreachable('discord', { cause: error })
    }
  }
}
