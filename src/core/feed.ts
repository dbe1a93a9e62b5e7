import type { EpochSeconds, FeedId, WorkspaceId } from './identity.ts'

/** What people decided about a feed. */
export interface FeedSettings {
  readonly url: string
  readonly everySeconds: number
  readonly kind: 'review' | 'mention'
  readonly source: string
  readonly brand: string | null
}

/** `gone`: the server said that it will not come back. */
export type FeedState = 'active' | 'paused' | 'gone'

/** Why a feed could not be read; its words are in the locale files. */
const FEED_FAULTS = [
  'address',
  'name',
  'timeout',
  'too-large',
  'redirect',
  'refused',
  'status',
  'gone',
  'encoding',
  'not-a-feed',
  'network',
] as const
export type FeedFault = (typeof FEED_FAULTS)[number]

/** What went wrong last with something that feedback comes from, and when. */
export interface SourceFault<Fault extends string> {
  readonly at: EpochSeconds
  readonly fault: Fault
  /** A status, a host: never a text of the other side. */
  readonly detail: string
}

/** A page on the web that tells what is new on it: RSS, Atom, JSON Feed, Discourse. */
export interface Feed extends FeedSettings {
  readonly workspace: WorkspaceId
  readonly id: FeedId
  readonly state: FeedState
  readonly createdAt: EpochSeconds
  readonly nextAt: EpochSeconds
  /** How often in a row it could not be read. */
  readonly failures: number
  /** What the server gave to ask whether anything changed. */
  readonly etag: string | null
  readonly modified: string | null
  /** How many pieces of feedback it brought so far. */
  readonly items: number
  readonly lastSuccess: EpochSeconds | null
  readonly lastError: SourceFault<FeedFault> | null
}

/** A feed that this process reads now. */
export interface ClaimedFeed extends Feed {
  readonly fence: number
}

/** How reading a feed ended. */
export type FeedEnd =
  | {
      readonly type: 'read'
      readonly at: EpochSeconds
      readonly items: number
      readonly nextAt: EpochSeconds
      readonly etag: string | null
      readonly modified: string | null
    }
  | {
      readonly type: 'failed'
      readonly at: EpochSeconds
      readonly fault: FeedFault
      readonly detail: string
      readonly nextAt: EpochSeconds
      /** No feed of the host is asked for before: the server said so. */
      readonly hostFreeAt: EpochSeconds | null
    }
