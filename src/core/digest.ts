import type { AccountKey } from './access.ts'
import type { CivilDate, DigestId, EpochSeconds, WorkspaceId } from './identity.ts'
import type { Locale } from './locale.ts'
import type { Schedule } from './schedule.ts'

/** Where messages go that nobody asked for at that moment. */
export type MessageTarget =
  | {
      readonly type: 'place'
      readonly platform: string
      readonly community: string | null
      readonly channel: string
      readonly thread: string | null
    }
  | { readonly type: 'person'; readonly platform: string; readonly user: string }

/** Who made something: what it may see is what they may see. */
export interface Owner extends AccountKey {
  /** A word from outside. */
  readonly name: string
}

/** What happens when a digest's period holds no answers. */
export const EMPTY_POLICIES = ['send', 'line', 'skip'] as const
export type EmptyPolicy = (typeof EMPTY_POLICIES)[number]

/** What a person decides about a digest. */
export interface DigestSettings {
  readonly name: string
  readonly owner: Owner
  readonly target: MessageTarget
  readonly schedule: Schedule
  /** Command lines without the leading slash; any report. */
  readonly contents: readonly string[]
  readonly locale: Locale
  readonly whenEmpty: EmptyPolicy
}

export type DigestState =
  | { readonly type: 'active' }
  /** By a person. */
  | { readonly type: 'paused' }
  /** By the bot: `reason` is a message id, `detail` what was seen. */
  | { readonly type: 'held'; readonly reason: string; readonly detail: string }

export interface Digest extends DigestSettings {
  readonly workspace: WorkspaceId
  readonly id: DigestId
  readonly state: DigestState
  readonly createdAt: EpochSeconds
  /** Null where it does not come up any more. */
  readonly nextDue: EpochSeconds | null
  /** How many slots failed since the last that went out. */
  readonly failures: number
}

export type SlotState =
  /** Planned, not taken up yet. */
  | 'due'
  /** Its message is in the outbox; what became of it is told there. */
  | 'queued'
  /** There was nothing to tell, and the digest says to be silent then. */
  | 'empty'
  /** The bot was away for longer than it catches up, or a newer one took its place. */
  | 'late'
  /** The place may not see it; its owner was asked. */
  | 'held'
  | 'failed'

/** One occurrence of a digest: (workspace, digest, date) is its key, in every process and for ever. */
export interface DigestSlot {
  readonly workspace: WorkspaceId
  readonly digest: DigestId
  /** The local date that was meant. */
  readonly date: CivilDate
  readonly dueAt: EpochSeconds
  readonly state: SlotState
  readonly attempts: number
  /** What went wrong last: a short text for people who run the bot. */
  readonly detail: string | null
  readonly queuedAt: EpochSeconds | null
}

/** A slot that one worker holds for a while. */
export interface ClaimedSlot {
  readonly digest: Digest
  readonly date: CivilDate
  readonly dueAt: EpochSeconds
  readonly fence: number
  readonly attempts: number
}

/** How a slot ended. */
export type SlotEnd =
  | { readonly state: 'queued' }
  | { readonly state: 'empty' }
  | { readonly state: 'late' }
  | { readonly state: 'held'; readonly detail: string }
  | { readonly state: 'failed'; readonly detail: string }

/** Returns the beginning of the keys of a slot's messages in the outbox. */
export function slotKey(workspace: WorkspaceId, digest: DigestId, date: CivilDate): string {
  return `d:${workspace}:${digest}:${date}`
}
