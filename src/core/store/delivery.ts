import type {
  ButtonLine,
  ClaimedEvent,
  ClaimedPart,
  DeliveryDepth,
  InboundEvent,
  OutgoingPart,
} from '../delivery.ts'
import type { EpochSeconds } from '../identity.ts'

/** What became of a part. */
export interface PartState {
  readonly key: string
  readonly state: 'pending' | 'sending' | 'unknown' | 'sent' | 'dead'
  readonly attempts: number
  readonly reference: string | null
  readonly detail: string | null
  readonly sentAt: EpochSeconds | null
}

/**
 * The inbox and the outbox. Each call is one transaction; leases are counted by the
 * database's own clock where many processes share it. A call that returns false came
 * too late: another holder has taken over.
 */
export interface DeliveryStore {
  /** Durable once it resolves. */
  receive(event: InboundEvent): Promise<'new' | 'known'>
  claimEvents(
    platform: string,
    bot: string,
    limit: number,
    leaseSeconds: number,
  ): Promise<readonly ClaimedEvent[]>
  /** Stores the parts and the buttons' lines, and marks the event done. */
  completeEvent(
    event: ClaimedEvent,
    parts: readonly OutgoingPart[],
    buttons: readonly ButtonLine[],
  ): Promise<boolean>
  /** Gives the event back for a later attempt; after the fifth it is dead. */
  failEvent(event: ClaimedEvent, detail: string, retryAfterSeconds: number): Promise<boolean>
  /** Stores parts that answer no event. Keys that are there stay as they are. */
  enqueue(parts: readonly OutgoingPart[], buttons: readonly ButtonLine[]): Promise<void>
  /**
   * Takes due parts, at most one a place and in order within a place, and commits
   * the intent to send them.
   */
  claimParts(
    platform: string,
    bot: string,
    limit: number,
    leaseSeconds: number,
  ): Promise<readonly ClaimedPart[]>
  notePart(part: ClaimedPart, memo: string): Promise<boolean>
  /** Seconds that the holder still has; 0 where another has taken over. */
  remainingLease(part: ClaimedPart): Promise<number>
  partSent(part: ClaimedPart, reference: string, url: string | null): Promise<boolean>
  /** Gives the part back; `doubtful` where it may have been made. */
  partLater(
    part: ClaimedPart,
    retryAfterSeconds: number,
    doubtful: boolean,
    detail: string,
  ): Promise<boolean>
  partDead(part: ClaimedPart, detail: string): Promise<boolean>
  /** Nothing goes to the place before then; where `place` is null, nothing for the bot. */
  pause(platform: string, bot: string, place: string | null, seconds: number): Promise<void>
  /** The places' ids changed, as when a Telegram group is upgraded: what waits goes to the new one. */
  movePlace(platform: string, bot: string, from: string, to: string): Promise<void>
  /** Returns the states of the parts whose keys begin so. */
  partStates(keyPrefix: string): Promise<readonly PartState[]>
  buttonLine(key: string): Promise<string | undefined>
  depth(): Promise<DeliveryDepth>
  /** Removes payloads of what was done before the time; the ids stay until `idsBefore`. */
  forgetDelivered(payloadsBefore: EpochSeconds, idsBefore: EpochSeconds): Promise<void>
}
