import type {
  Account,
  AccountKey,
  Actor,
  AuditEntry,
  AuditOutcome,
  GroupKey,
  GroupRole,
  Invite,
  PlaceKey,
  PlaceLink,
  PlaceTerms,
} from '../access.ts'
import type { Role } from '../command.ts'
import type { EpochSeconds, WorkspaceId } from '../identity.ts'

/** Who asks, with the ids of their groups, and where. */
export interface Asker {
  readonly account: AccountKey
  readonly groups: readonly string[]
  readonly place: PlaceKey
}

/** All that any workspace grants to someone at a place. */
export interface Grants {
  /** By the person's own role and by those of their groups. */
  readonly roles: readonly { readonly workspace: WorkspaceId; readonly role: Role }[]
  /** Of the place itself, its channel and its community, the most special first. */
  readonly links: readonly PlaceLink[]
}

/** What a change came to. `last-admin`: nobody would be left who could change anything. */
export type RoleChange = 'changed' | 'unchanged' | 'last-admin'

/** What a code came to. Whatever is wrong with a code, a stranger is told no more than that. */
export type Redemption =
  | { readonly type: 'accepted'; readonly workspace: WorkspaceId; readonly role: Role }
  /** The person has that role or a higher one; the code is not used up. */
  | { readonly type: 'needless'; readonly workspace: WorkspaceId; readonly role: Role }
  | { readonly type: 'refused' }

export interface NewInvite {
  /** Of the code. */
  readonly hash: string
  readonly role: Role
  readonly uses: number
  readonly expiresAt: EpochSeconds
  /** Good only while the workspace has no admin. */
  readonly first: boolean
}

/**
 * Who may do what. Every change writes its line of the audit log in the same
 * transaction. Only {@link grants}, {@link redeem} and {@link movePlace} look at
 * several workspaces: they find out which one is meant.
 */
export interface AccessStore {
  grants(asker: Asker): Promise<Grants>

  hasAdmin(workspace: WorkspaceId): Promise<boolean>
  /** The highest role first. */
  accounts(workspace: WorkspaceId): Promise<readonly Account[]>
  /** Null takes the role away, and with it the codes the person gave out that give more than is left. */
  setRole(
    workspace: WorkspaceId,
    person: AccountKey & { readonly name: string },
    role: Role | null,
    by: Actor,
  ): Promise<RoleChange>
  groups(workspace: WorkspaceId): Promise<readonly GroupRole[]>
  setGroupRole(
    workspace: WorkspaceId,
    group: GroupKey,
    role: Role | null,
    by: Actor,
  ): Promise<Exclude<RoleChange, 'last-admin'>>

  places(workspace: WorkspaceId): Promise<readonly PlaceLink[]>
  /** Sets the terms of a place; `taken` where it belongs to another workspace. */
  linkPlace(
    workspace: WorkspaceId,
    place: PlaceKey,
    terms: PlaceTerms,
    by: Actor,
  ): Promise<PlaceLink | 'taken'>
  /** Takes a place or an invite away; false where there is none of that id. */
  removeLink(workspace: WorkspaceId, id: number, by: Actor): Promise<boolean>
  /** The platform gave a channel a new id, as when a Telegram group is upgraded. */
  movePlace(platform: string, from: string, to: string): Promise<void>

  /** Those that still let somebody in. */
  invites(workspace: WorkspaceId, now: EpochSeconds): Promise<readonly Invite[]>
  invite(workspace: WorkspaceId, invite: NewInvite, by: Actor): Promise<Invite>
  redeem(
    hash: string,
    person: AccountKey & { readonly name: string },
    by: Actor,
  ): Promise<Redemption>

  record(workspace: WorkspaceId, entry: Omit<AuditEntry, 'id'>): Promise<void>
  /** Newest first. */
  audit(
    workspace: WorkspaceId,
    query: {
      readonly start: EpochSeconds
      readonly end: EpochSeconds
      readonly user?: string
      readonly outcome?: AuditOutcome
      readonly limit: number
    },
  ): Promise<readonly AuditEntry[]>
  /** Returns how many entries there were. */
  forgetAudit(workspace: WorkspaceId, before: EpochSeconds): Promise<number>
}
