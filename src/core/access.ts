import type { Filter, Role } from './command.ts'
import type { EpochSeconds, WorkspaceId } from './identity.ts'
import type { Caller, Place } from './invocation.ts'
import { platformTraits } from './platforms.ts'

/** A person on a platform, whichever bot was spoken to. */
export interface AccountKey {
  readonly platform: string
  /** Null where ids of people are the same in every community of the platform. */
  readonly community: string | null
  /** The platform's own id. */
  readonly user: string
}

/** A person who was given a role in a workspace. */
export interface Account extends AccountKey {
  /** As the platform showed it then; a word from outside. */
  readonly name: string
  readonly role: Role
  readonly since: EpochSeconds
}

/** A Slack user group or a Discord role. */
export interface GroupKey {
  readonly platform: string
  readonly community: string | null
  readonly group: string
}

/** A group whose members have a role in a workspace. */
export interface GroupRole extends GroupKey {
  readonly role: Role
  readonly since: EpochSeconds
}

/** A thread, a channel or, where `channel` is null, a community as a whole. */
export interface PlaceKey {
  readonly platform: string
  readonly community: string | null
  readonly channel: string | null
  readonly thread: string | null
}

/** What an admin decided about a place. */
export interface PlaceTerms {
  /** What everyone there may do; null where only people with a role of their own may ask. */
  readonly role: Role | null
  /** Forced on every question that is asked there and on all that is sent there. */
  readonly scope: readonly Filter[]
  /** People of other organisations read along, and that was meant. */
  readonly shared: boolean
}

/** A place that belongs to a workspace. */
export interface PlaceLink extends PlaceKey, PlaceTerms {
  /** Shown to people as `L-7`. */
  readonly id: number
  readonly workspace: WorkspaceId
  readonly since: EpochSeconds
}

/** A code that gives a role to whoever types it; the code itself is kept nowhere. */
export interface Invite {
  /** Shown to people as `L-7`. */
  readonly id: number
  readonly role: Role
  /** How many people it lets in, and how many it has let in. */
  readonly uses: number
  readonly used: number
  readonly expiresAt: EpochSeconds
}

/** Who changes something, where and when: for the audit log. */
export interface Actor {
  readonly account: AccountKey
  readonly name: string
  readonly place: PlaceKey
  readonly at: EpochSeconds
}

/** How a command ended, or that somebody's access was changed. */
export const AUDIT_OUTCOMES = ['answered', 'denied', 'mistake', 'fault', 'changed'] as const
export type AuditOutcome = (typeof AUDIT_OUTCOMES)[number]

/** What happened once; customers' words and typed lines are not in it. */
export interface AuditEntry extends Actor {
  readonly id: number
  /** The command and what kind of thing it was to do: `link invite`. Empty where it was none. */
  readonly command: string
  readonly outcome: AuditOutcome
  /** The id of a reason, or who got what: `viewer → slack/T1/U2`. */
  readonly detail: string
}

/** What the bot knows of someone's rights when a command runs. */
export interface Access {
  /** Null for a stranger. */
  readonly role: Role | null
  /** The workspace in which the role holds; null before there is any. */
  readonly home: WorkspaceId | null
  /** The workspace whose data is asked. */
  readonly workspace: string
  /** Forced on everything that is read. */
  readonly scope: readonly Filter[]
  /** The most special link that holds for the place. */
  readonly link: PlaceLink | null
}

/** Returns the community within which people's ids hold on a platform; null where they hold everywhere. */
export function communityOf(platform: string, { community }: Place): string | null {
  return platformTraits(platform).idsOfCommunity ? community : null
}

/** Returns the account that a caller speaks for. */
export function accountOf(platform: string, user: Caller, place: Place): AccountKey {
  return { platform, community: communityOf(platform, place), user: user.id }
}

/** Returns the key of a place where something was said. */
export function placeKey(platform: string, place: Place): PlaceKey {
  const { community, channel, thread } = place
  return { platform, community, channel, thread }
}

/** Returns an account or a place as people read and write it: `slack/T1/U2`, `telegram/42`. */
export function writtenKey(key: AccountKey | GroupKey | PlaceKey): string {
  const { platform, community } = key
  const own =
    'user' in key ? [key.user] : 'group' in key ? [`&${key.group}`] : [key.channel, key.thread]
  return [platform, community, ...own].filter((part) => part !== null).join('/')
}

/** Returns the account that {@link writtenKey} wrote. */
export function readKey(written: string): AccountKey {
  const [platform = '', ...rest] = written.split('/')
  const [community = null] = rest.length > 1 ? rest : []
  return { platform, community, user: rest.slice(community === null ? 0 : 1).join('/') }
}
