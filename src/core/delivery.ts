import type { Invocation } from './command.ts'
import type { EpochSeconds } from './identity.ts'
import type { Locale } from './locale.ts'
import type { Reply } from './reply.ts'

/** An event as a platform sent it, stored before the platform is told that it was received. */
export interface InboundEvent {
  readonly platform: string
  /** The bot's own id on the platform: one database may serve several bots. */
  readonly bot: string
  /** The platform's id of the event; the same id is never answered twice. */
  readonly externalId: string
  readonly receivedAt: EpochSeconds
  /** Until when the platform takes an answer in place; null where it always does. */
  readonly replyBy: EpochSeconds | null
  /** What the adapter needs to answer it, as JSON. */
  readonly payload: string
}

/** An event that one worker holds for a while; the fence tells a holder that came too late. */
export interface ClaimedEvent extends InboundEvent {
  readonly fence: number
  /** How often it was claimed before. */
  readonly attempts: number
}

/** One call to a platform that makes one visible thing: a message, an upload, an edit. */
export interface OutgoingPart {
  /** Tells the part among all others, for ever: `r:{platform}:{bot}:{externalId}:{n}`. */
  readonly key: string
  readonly platform: string
  readonly bot: string
  /** Limits and order are kept for each place by itself. */
  readonly place: string
  /** What the adapter needs to make the call, as JSON. */
  readonly payload: string
  readonly notBefore: EpochSeconds
  /** After this it is not worth sending. */
  readonly giveUpAt: EpochSeconds
}

export interface ClaimedPart extends OutgoingPart {
  readonly fence: number
  readonly attempts: number
  /** True where an earlier attempt may have reached the platform: read back before sending again. */
  readonly doubtful: boolean
  /** What an earlier attempt noted for the next one, such as the id of an uploaded file. */
  readonly memo: string | null
}

export type SendOutcome =
  /** `reference` is the platform's id of what was made. */
  | { readonly type: 'sent'; readonly reference: string }
  /** The platform asked to wait; nothing was made. */
  | {
      readonly type: 'rate-limited'
      readonly retryAfterSeconds: number
      readonly scope: 'place' | 'bot'
    }
  /** Surely nothing was made; worth another attempt. */
  | { readonly type: 'failed'; readonly detail: string }
  /** The answer was lost: something may have been made. */
  | { readonly type: 'unknown'; readonly detail: string }
  /** It can never be delivered there. `movedTo` names the place's new id. */
  | {
      readonly type: 'undeliverable'
      readonly reason: 'no-such-place' | 'not-a-member' | 'blocked' | 'expired' | 'invalid'
      readonly detail: string
      readonly movedTo?: string
    }
  /** The token no longer holds: nothing more is sent for this bot until it has a new one. */
  | { readonly type: 'unauthorised'; readonly detail: string }

/** What delivery asks of an adapter, beside starting and stopping it. */
export interface DeliveryAdapter {
  readonly name: string
  /** Reads a stored event. Null where it asks for nothing (a bot's own message, a plain chat line). */
  decode(event: InboundEvent): Invocation | null
  /**
   * Splits a reply into parts, each within the platform's limits, in the order in
   * which they must appear. Pure: the same reply gives the same parts.
   */
  encode(reply: Reply, event: InboundEvent, context: EncodeContext): readonly OutgoingPart[]
  /** Makes the call of one part. Never rejects. `note` stores a memo before a step that cannot be undone. */
  send(part: ClaimedPart, note: (memo: string) => Promise<boolean>): Promise<SendOutcome>
  /** Looks for what an earlier attempt may have made; null where it surely made nothing. Never rejects. */
  findSent(
    part: ClaimedPart,
  ): Promise<{ readonly reference: string } | null | Exclude<SendOutcome, { type: 'sent' }>>
}

export interface EncodeContext {
  readonly now: EpochSeconds
  readonly locale: Locale
  /** True where the platform no longer takes the answer in place: it goes to the channel, with the question's time. */
  readonly late: boolean
}

/** What is waiting and how long, for health and for tests. */
export interface DeliveryDepth {
  readonly events: number
  readonly parts: number
  readonly oldestEvent: EpochSeconds | null
  readonly oldestPart: EpochSeconds | null
  readonly deadEvents: number
  readonly deadParts: number
}

/**
 * The inbox and the outbox. Each call is one transaction; times come from the
 * database's own clock where many processes share it. A call that returns false
 * came too late: another holder has taken over.
 */
export interface DeliveryStore {
  /** Durable once it resolves. */
  receive(event: InboundEvent): Promise<'new' | 'known'>
  claimEvents(limit: number, leaseSeconds: number): Promise<readonly ClaimedEvent[]>
  /** Stores the parts and marks the event done. */
  completeEvent(event: ClaimedEvent, parts: readonly OutgoingPart[]): Promise<boolean>
  /** Gives the event back for a later attempt; after the fifth it is dead. */
  failEvent(event: ClaimedEvent, detail: string, retryAfterSeconds: number): Promise<boolean>
  /** Stores parts that answer no event. Keys that are there stay as they are. */
  enqueue(parts: readonly OutgoingPart[]): Promise<void>
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
  partSent(part: ClaimedPart, reference: string): Promise<boolean>
  /** Gives the part back; `doubtful` where it may have been made. */
  partLater(
    part: ClaimedPart,
    retryAfterSeconds: number,
    doubtful: boolean,
    detail: string,
  ): Promise<boolean>
  partDead(part: ClaimedPart, detail: string): Promise<boolean>
  /** The platform's id of a part that was sent. */
  sentReference(key: string): Promise<string | null>
  depth(): Promise<DeliveryDepth>
  /** Removes payloads of what was done before the time; the ids stay until `idsBefore`. */
  forgetDelivered(payloadsBefore: EpochSeconds, idsBefore: EpochSeconds): Promise<void>
}
