import type { Access } from '../core/access.ts'
import type { Logger } from '../core/adapter.ts'
import type { Alert } from '../core/alert.ts'
import type { ChatAdapter, PlaceFacts } from '../core/delivery.ts'
import type { EpochSeconds } from '../core/identity.ts'
import type { Store } from '../core/store.ts'

/** What checking alerts takes from outside. */
export interface AlertParts {
  readonly store: Store
  readonly log: Logger
  readonly clock: () => EpochSeconds
  readonly outlet: (platform: string) => Pick<ChatAdapter, 'bot' | 'encode' | 'place'> | undefined
  /** What the owner and the place may see together; rejects with the UserError that says why nothing. */
  readonly accessOf: (alert: Alert, place: PlaceFacts | null) => Promise<Access>
  /** The store as that access lets it be seen. */
  readonly seenWith: (store: Store, alert: Alert, access: Access) => Promise<Store>
}
