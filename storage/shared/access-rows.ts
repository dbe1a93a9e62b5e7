import { type AccountKey, type PlaceKey, writtenKey } from '../../src/core/access.ts'
import { ROLES, type Role } from '../../src/core/command.ts'
import { takeIds } from './counters.ts'
import type { Writer } from './engine.ts'
import { storable } from './text.ts'

/** Returns the number under which a role is stored. */
export function roleNumber(role: Role): number {
  return ROLES.indexOf(role)
}

/** Returns the role of a stored number. Throws a RangeError for one that there is not. */
export function roleOf(number: number): Role {
  const role = ROLES[number]
  if (!role) throw new RangeError(`no role ${number}`)
  return role
}

/** Returns an id as it is stored: empty where there is none. */
export function orEmpty(id: string | null): string {
  return storable(id ?? '')
}

/** Returns a stored id. */
export function orNull(id: string): string | null {
  return id === '' ? null : id
}

/** Returns the columns that tell a person. */
export function accountColumns({ platform, community, user }: AccountKey): {
  platform: string
  community: string
  user_id: string
} {
  return { platform, community: orEmpty(community), user_id: storable(user) }
}

/** Returns the columns that tell a place. */
export function placeColumns({ platform, community, channel, thread }: PlaceKey): {
  platform: string
  community: string
  channel: string
  thread: string
} {
  return {
    platform,
    community: orEmpty(community),
    channel: orEmpty(channel),
    thread: orEmpty(thread),
  }
}

/** Returns the person as people read it: `slack/T1/U2`. */
export function signatureOf(key: AccountKey): string {
  return storable(writtenKey(key))
}

/**
 * Lets one change of access happen at a time, in all workspaces: what it checks first
 * is still so when it writes.
 */
export async function lockAccess(trx: Writer): Promise<void> {
  await takeIds(trx, 0, 'access', 1)
}
