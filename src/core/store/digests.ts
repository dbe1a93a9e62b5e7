import type {
  ClaimedSlot,
  Digest,
  DigestSettings,
  DigestSlot,
  DigestState,
  SlotEnd,
} from '../digest.ts'
import type { CivilDate, DigestId, EpochSeconds, WorkspaceId } from '../identity.ts'

/** A slot as it is planned. */
export interface PlannedSlot {
  readonly date: CivilDate
  readonly dueAt: EpochSeconds
  readonly state: 'due' | 'late'
}

/** The slots of a digest that came up, and when it comes up next. */
export interface DigestPlan {
  readonly slots: readonly PlannedSlot[]
  readonly nextDue: EpochSeconds | null
}

/**
 * Digests and the ledger of their slots. Any number of processes may plan and claim:
 * a slot is there once, by its date, and whoever lost a claim is told by `false`.
 */
export interface DigestStore {
  create(
    workspace: WorkspaceId,
    settings: DigestSettings,
    at: EpochSeconds,
    nextDue: EpochSeconds | null,
  ): Promise<Digest>
  list(workspace: WorkspaceId): Promise<readonly Digest[]>
  find(workspace: WorkspaceId, id: DigestId): Promise<Digest | undefined>
  /** Returns undefined where there is no such digest. A change of the schedule starts from `nextDue`. */
  change(
    workspace: WorkspaceId,
    id: DigestId,
    change: {
      readonly settings?: Partial<DigestSettings>
      readonly state?: DigestState
      readonly nextDue?: EpochSeconds | null
      readonly failures?: number
    },
  ): Promise<Digest | undefined>
  /** The slots go along; messages that are in the outbox are sent. */
  remove(workspace: WorkspaceId, id: DigestId): Promise<boolean>

  /**
   * Enters the slots of digests of every workspace that are due, the longest waiting first, and
   * moves each on to its next time. What another process has in hand at that moment is left
   * to it. Slots that are there stay as they are. Returns what was planned.
   */
  planDue(
    now: EpochSeconds,
    limit: number,
    plan: (digest: Digest) => DigestPlan,
  ): Promise<readonly DigestPlan[]>
  /** Returns every active digest, in order, from behind `after`: to plan anew when zones changed. */
  active(
    after: { readonly workspace: WorkspaceId; readonly id: DigestId } | null,
    limit: number,
  ): Promise<readonly Digest[]>
  /**
   * Enters slots and moves the digest on to its next time, unless somebody else did
   * since it was read. Slots that are there stay as they are.
   */
  plan(
    digest: Digest,
    slots: readonly PlannedSlot[],
    nextDue: EpochSeconds | null,
  ): Promise<boolean>
  /** Takes slots that are due, or whose holder's lease has run out. */
  claim(limit: number, leaseSeconds: number): Promise<readonly ClaimedSlot[]>
  /**
   * Ends a slot. Its messages go into the outbox in the same transaction
   * (`Store.atomically`).
   */
  complete(slot: ClaimedSlot, end: SlotEnd): Promise<boolean>
  /**
   * Ends slots whose messages go into the outbox in the same transaction; returns those that
   * the caller still held.
   */
  queued(slots: readonly ClaimedSlot[]): Promise<ReadonlySet<ClaimedSlot>>
  /** Gives the slot back for a later attempt. */
  retry(slot: ClaimedSlot, detail: string, afterSeconds: number): Promise<boolean>
  /** Returns the newest slots first. */
  slots(workspace: WorkspaceId, id: DigestId, limit: number): Promise<readonly DigestSlot[]>
  /** How many digests of all workspaces are in each state, for health. */
  stateCounts(): Promise<Readonly<Record<DigestState['type'], number>>>
  /** Counts for health, over all workspaces. */
  slotCounts(since: EpochSeconds): Promise<Readonly<Record<DigestSlot['state'], number>>>
}
