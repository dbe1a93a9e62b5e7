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
  readonly url: string | null
  readonly detail: string | null
  readonly sentAt: EpochSeconds | null
}

/**
 * What became of telling that a part was sent: written down, known already, or `twice` where
 * another message stands for it and the caller's is one too many.
 */
export type SentMark = 'sent' | 'known' | 'twice'

/** What is stored when an event is done: what is to be said, and how to say it again elsewhere. */
export interface EventOutcome {
  readonly parts: readonly OutgoingPart[]
  readonly buttons: readonly ButtonLine[]
  /** The reply as JSON, kept until its parts were sent; null where there is none. */
  readonly reply: string | null
}

/** An event that was answered, while its answer is still on its way. */
export interface AnsweredEvent {
  readonly event: InboundEvent
  readonly reply: string
}

/** How a part is given back. */
export interface PartReturn {
  readonly afterSeconds: number
  /** The attempt may have been made: read back before sending again. */
  readonly doubtful: boolean
  /** False where the platform was not asked or asked to wait: it does not count. */
  readonly attempted: boolean
  readonly detail: string
}

/**
 * The inbox and the outbox. Each call is one transaction; leases are counted by the
 * database's own clock where many processes share it. A call that returns false came
 * too late: another holder has taken over.
 */
export interface DeliveryStore {
  /** Durable once it resolves; events that arrive together share a commit. */
  receive(event: InboundEvent): Promise<'new' | 'known'>
  /** In the order of their arrival. */
  claimEvents(
    platform: string,
    bot: string,
    limit: number,
    leaseSeconds: number,
  ): Promise<readonly ClaimedEvent[]>
  /** Stores the parts, the buttons' lines and the reply, and marks the event done. */
  completeEvent(event: ClaimedEvent, outcome: EventOutcome): Promise<boolean>
  /**
   * Gives the event back for a later attempt; after the fifth failure it is dead.
   * `late`: another holder has taken over.
   */
  failEvent(
    event: ClaimedEvent,
    detail: string,
    retryAfterSeconds: number,
  ): Promise<'again' | 'dead' | 'late'>
  /** Holds events that are still in hand for longer. */
  renewEvents(events: readonly ClaimedEvent[], leaseSeconds: number): Promise<void>
  /** Gives the event back untried, for its turn to come later. */
  postponeEvent(event: ClaimedEvent, seconds: number): Promise<boolean>
  /** Stores parts that answer no event. Keys that are there stay as they are. */
  enqueue(parts: readonly OutgoingPart[], buttons: readonly ButtonLine[]): Promise<void>
  /**
   * Takes due parts, at most one a place and in order within a place, and commits
   * the intent to send them. After a pause of the bot there is one alone until it is sent.
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
  /** Holds also where another has taken the part over meanwhile: what was made stands there. */
  partSent(part: ClaimedPart, reference: string, url: string | null): Promise<SentMark>
  partLater(part: ClaimedPart, back: PartReturn): Promise<boolean>
  partDead(part: ClaimedPart, detail: string): Promise<boolean>
  /** The event that a part answers, with the reply; undefined where it answers none. */
  answeredEvent(part: ClaimedPart): Promise<AnsweredEvent | undefined>
  /** Puts other parts in the place of an answer's that came too late, all at once. */
  replaceParts(
    part: ClaimedPart,
    detail: string,
    parts: readonly OutgoingPart[],
    buttons: readonly ButtonLine[],
  ): Promise<boolean>
  /** Nothing goes to the place before then; where `place` is null, nothing for the bot. */
  pause(platform: string, bot: string, place: string | null, seconds: number): Promise<void>
  /** The place's id changed, as when a Telegram group is upgraded: what waits goes to the new one. */
  movePlace(platform: string, bot: string, from: string, to: string): Promise<void>
  /** Returns the states of the parts whose keys begin so. */
  partStates(keyPrefix: string): Promise<readonly PartState[]>
  buttonLine(key: string): Promise<string | undefined>
  depth(): Promise<DeliveryDepth>
  /** Gives back what an earlier process of this machine held. Only where no other process shares the database. */
  releaseHeld(): Promise<void>
  /** Counts one more of something on a day, `YYYY-MM-DD`, and returns how many there were then. */
  countOn(day: string, what: string): Promise<number>
  /** Returns a short text that was kept over restarts. */
  kept(name: string): Promise<string | null>
  keep(name: string, text: string | null): Promise<void>
  /**
   * Returns whether the holder leads for the next seconds: there is one at a time among all
   * processes, until its lease ends or it gives it up with 0 seconds.
   */
  lead(name: string, holder: string, seconds: number): Promise<boolean>
  /** Returns the names that begin so and that somebody leads now, in order. */
  leaders(prefix: string): Promise<readonly string[]>
  /**
   * Removes payloads of what was done before the time, and of what was posted before
   * `postedBefore`: until then it is known what stands in a message, should somebody have to be
   * forgotten. The ids stay until `idsBefore`.
   */
  forgetDelivered(
    payloadsBefore: EpochSeconds,
    idsBefore: EpochSeconds,
    postedBefore?: EpochSeconds,
  ): Promise<void>
}
