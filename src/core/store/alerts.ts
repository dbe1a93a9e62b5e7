import type { Alert, AlertSettings, ClaimedAlert, Incident, Reading } from '../alert.ts'
import type { AlertId, EpochSeconds, FeedbackId, WorkspaceId } from '../identity.ts'

/** What a check of an alert changes. */
export interface AlertCheck {
  readonly at: EpochSeconds
  /** It is looked at again after this. */
  readonly againSeconds: number
  /** The last piece of feedback that was looked at. */
  readonly seen: FeedbackId | null
  readonly lookedAt: EpochSeconds
  readonly begun: readonly { readonly reading: Reading; readonly told: boolean }[]
  /** Incidents that are told of now. */
  readonly told: readonly Incident[]
  readonly ended: readonly Incident[]
}

/** Alerts and what they told of. Any number of processes may claim; a lost claim is told by `false`. */
export interface AlertStore {
  create(
    workspace: WorkspaceId,
    settings: AlertSettings,
    at: EpochSeconds,
    seen: FeedbackId | null,
  ): Promise<Alert>
  list(workspace: WorkspaceId): Promise<readonly Alert[]>
  find(workspace: WorkspaceId, id: AlertId): Promise<Alert | undefined>
  change(
    workspace: WorkspaceId,
    id: AlertId,
    change: Partial<Pick<Alert, 'state' | 'reason' | 'snoozedUntil'>>,
  ): Promise<Alert | undefined>
  /** Its incidents go along. */
  remove(workspace: WorkspaceId, id: AlertId): Promise<boolean>
  /** How many alerts of all workspaces are in each state, for health. */
  stateCounts(): Promise<Readonly<Record<Alert['state'], number>>>
  /** Takes alerts whose time to be looked at has come; those that are held are left out. */
  claim(limit: number, leaseSeconds: number): Promise<readonly ClaimedAlert[]>
  /** Ends a claim with what was seen; what is told of it goes into the outbox in the same transaction. */
  settle(claimed: ClaimedAlert, check: AlertCheck): Promise<boolean>
  /** Newest first. */
  incidents(workspace: WorkspaceId, id: AlertId, limit: number): Promise<readonly Incident[]>
  /**
   * Marks the open incidents as somebody's concern, and those of single items, over as they begin,
   * that were told and are nobody's yet; returns how many there are.
   */
  acknowledge(workspace: WorkspaceId, id: AlertId, by: string, at: EpochSeconds): Promise<number>
  /** The id of the newest feedback; null where there is none. */
  newestFeedback(workspace: WorkspaceId): Promise<FeedbackId | null>
}
