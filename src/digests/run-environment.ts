import type { Access } from '../core/access.ts'
import type { Logger } from '../core/adapter.ts'
import type { ChatAdapter, PlaceFacts } from '../core/delivery.ts'
import type { Digest } from '../core/digest.ts'
import type { EpochSeconds } from '../core/identity.ts'
import type { Invocation } from '../core/invocation.ts'
import type { Reply } from '../core/reply.ts'
import type { Store } from '../core/store.ts'

/** What running digests takes from outside. */
export interface DigestParts {
  readonly store: Store
  readonly log: Logger
  readonly clock: () => EpochSeconds
  /** Runs a command line as if it were asked at `at`; never rejects. */
  readonly answer: (invocation: Invocation, access: Access, at: EpochSeconds) => Promise<Reply>
  /** The running adapter of a platform, or undefined where it does not run now. */
  readonly outlet: (platform: string) => Pick<ChatAdapter, 'bot' | 'encode' | 'place'> | undefined
  /**
   * Returns what the owner and the place may see together, as it is now; rejects with the
   * UserError that says why nothing. `place` is null where it goes to a person.
   */
  readonly accessOf: (digest: Digest, place: PlaceFacts | null) => Promise<Access>
  /** Tells the owner in chat that a digest is held or failed; once each time. */
  readonly tellOwner: (
    digest: Digest,
    what: 'held' | 'failed' | 'paused',
    detail: string,
    key: string,
    store: Store,
  ) => Promise<void>
  /** Something new is in the outbox. */
  readonly wake?: () => void
}
