import type { ClaimedFeed, Feed, FeedEnd, FeedSettings, FeedState } from '../feed.ts'
import type { EpochSeconds, FeedId, WorkspaceId } from '../identity.ts'

/**
 * Feeds and when they are read next. Any number of processes may claim: a feed is read
 * by one at a time, and so is each host.
 */
export interface FeedStore {
  /** Due at once. The same address again is the feed that is there, with the new settings. */
  create(workspace: WorkspaceId, settings: FeedSettings, at: EpochSeconds): Promise<Feed>
  list(workspace: WorkspaceId): Promise<readonly Feed[]>
  find(workspace: WorkspaceId, id: FeedId): Promise<Feed | undefined>
  /** Returns undefined where there is no such feed. A feed that becomes active forgets its failures. */
  change(
    workspace: WorkspaceId,
    id: FeedId,
    change: { readonly state?: FeedState; readonly nextAt?: EpochSeconds },
  ): Promise<Feed | undefined>
  /** What it brought stays. */
  remove(workspace: WorkspaceId, id: FeedId): Promise<boolean>
  /** Takes feeds that are due, the longest waiting first, one a host, for so many seconds. */
  claimDue(now: EpochSeconds, limit: number, leaseSeconds: number): Promise<readonly ClaimedFeed[]>
  /** Notes how reading ended; false where the feed was removed or its lease ran out. */
  complete(feed: ClaimedFeed, end: FeedEnd): Promise<boolean>
}
