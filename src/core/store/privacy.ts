import type { EpochSeconds, WorkspaceId } from '../identity.ts'
import type {
  Erased,
  ForgetRequest,
  Person,
  RetentionLimits,
  Tombstone,
  Traces,
} from '../privacy.ts'

/** What is stored of single people, and how it is erased for good. */
export interface PrivacyStore {
  /** Case and accents of the name aside. */
  traces(workspace: WorkspaceId, person: Person): Promise<Traces>
  /** Keeps a question until it is answered or expires. The token itself is not kept, but its hash. */
  askForget(workspace: WorkspaceId, tokenHash: string, request: ForgetRequest): Promise<void>
  /** Answers a question, which is gone then; undefined where there is none of that account. */
  takeForget(
    workspace: WorkspaceId,
    tokenHash: string,
    by: string,
    now: EpochSeconds,
  ): Promise<Person | undefined>
  /** Returns what keeps a person away; nothing is changed yet. */
  tombstone(workspace: WorkspaceId, person: Person, at: EpochSeconds): Promise<Tombstone>
  /**
   * Erases a person from every table and queue and keeps them away: feedback that comes in
   * under the name later is not stored. Done again it finds nothing.
   */
  erase(workspace: WorkspaceId, person: Person, tombstone: Tombstone): Promise<Erased>
  /** Overwrites what was erased in files, journals and indexes. */
  scrub(): Promise<void>
  /** Returns whom the tombstones name and who are stored, as after an old backup was restored. */
  returned(tombstones: readonly Tombstone[]): Promise<readonly Person[]>
  /** In the order in which they came. */
  tombstones(): Promise<readonly Tombstone[]>
  /**
   * Takes over tombstones that are not there yet, as after an old backup was restored, and
   * erases whom they name. Returns how many people that were.
   */
  adopt(tombstones: readonly Tombstone[]): Promise<number>
  /**
   * Removes what is older than the limits, at most `atOnce` pieces of each class in one
   * transaction. Returns how many were removed; 0 when nothing is left to do.
   */
  expire(workspace: WorkspaceId, limits: RetentionLimits, atOnce: number): Promise<number>
}
