import type { Adapter, AdapterHost } from './adapter.ts'
import type { Capture } from './capture.ts'
import type { EpochSeconds } from './identity.ts'
import type { Invocation, Place } from './invocation.ts'
import type { HeardMessage, TalkChange } from './listener.ts'
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

/** An event that failed as often as this is not tried again. */
export const MOST_FAILURES = 5

/** An event that one worker holds for a while; the fence tells a holder that came too late. */
export interface ClaimedEvent extends InboundEvent {
  readonly fence: number
  /** How often it was claimed before. */
  readonly attempts: number
  /** How often it was given back because something failed. */
  readonly failures: number
}

/** One visible thing on a platform: a message, an upload, an edit. */
export interface OutgoingPart {
  /**
   * Tells the part among all others, for ever: `r:{platform}:{bot}:{externalId}:{n}` for an
   * answer, `d:{digest}:{date}:{n}` for a digest, `a:{alert}:{window}:{n}` for an alert.
   */
  readonly key: string
  readonly platform: string
  readonly bot: string
  /**
   * The channel or chat that the part goes to: limits and order are kept for each by
   * itself. Where a place moves, it changes here and not in the payload.
   */
  readonly place: string
  /** What the adapter needs to make the call, as JSON. */
  readonly payload: string
  readonly notBefore: EpochSeconds
  /** After this it is not worth sending. */
  readonly giveUpAt: EpochSeconds
}

/** Returns the payload of a part that takes back what an earlier one made. */
export function retraction(reference: string): string {
  return JSON.stringify({ retract: reference })
}

/** Returns what a part takes back; undefined for a part that says something. */
export function retracted(payload: string): string | undefined {
  if (!payload.startsWith('{"retract":')) return undefined
  return (JSON.parse(payload) as { readonly retract: string }).retract
}

export interface ClaimedPart extends OutgoingPart {
  readonly fence: number
  /** How often the platform was asked before. */
  readonly attempts: number
  /** True where an earlier attempt may have reached the platform: read back before sending again. */
  readonly doubtful: boolean
  /** When the first attempt began: a read-back looks no further. */
  readonly firstAttemptAt: EpochSeconds
  /** What an earlier attempt noted for the next one, such as the id of an uploaded file. */
  readonly memo: string | null
}

/** A button's command line under a key that is short enough for every platform. */
export interface ButtonLine {
  /** At most 22 characters of `[A-Za-z0-9_-]`, the same for the same line. */
  readonly key: string
  readonly line: string
}

/** A reply as a platform will show it. */
export interface Encoded {
  /** In the order in which they must appear. */
  readonly parts: readonly OutgoingPart[]
  /** The lines of buttons that were too long for the platform. */
  readonly buttons: readonly ButtonLine[]
}

/** Where a reply goes. */
export type Destination =
  /** The answer to an event: in place, or where `late` in the channel with the question's time. */
  | { readonly type: 'answer'; readonly event: InboundEvent; readonly late: boolean }
  /** Unasked: a digest, an alert. */
  | { readonly type: 'place'; readonly channel: string; readonly thread: string | null }
  /** Unasked, to one person alone. */
  | { readonly type: 'person'; readonly user: string }

export interface EncodeContext {
  readonly now: EpochSeconds
  readonly locale: Locale
  /** Who is to see it, by the command's declaration and `share`. */
  readonly audience: 'caller' | 'channel'
  /** The beginning of the parts' keys, `:{n}` is added. */
  readonly keyPrefix: string
  readonly giveUpAt: EpochSeconds
}

export type SendOutcome =
  /** `reference` is the platform's id of what was made. */
  | { readonly type: 'sent'; readonly reference: string; readonly url?: string }
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

/** What the platform says of a place where digests and alerts are to go. */
export interface PlaceFacts extends Place {
  /** A word from outside. */
  readonly name: string
  /** The bot may write there. */
  readonly member: boolean
}

/** Asks a platform by its name what it says of a place now. */
export type FindPlace = (
  platform: string,
  channel: string,
  thread: string | null,
) => Promise<PlaceFacts | undefined>

/** What the bot offers to a platform beside answers: the inbox. */
export interface ChatHost extends AdapterHost {
  /** Stores an event; once it resolves, the event is answered whatever happens. */
  receive(event: InboundEvent): Promise<'new' | 'known'>
  /**
   * Hands over plain talk. It is kept only where the channel is listened to for its words; once
   * it resolves, that is stored. The same message may come again.
   */
  hear?(message: HeardMessage): Promise<void>
  /** Hands over that a message was written anew or deleted: where it was kept, that is followed. */
  follow?(change: TalkChange): Promise<void>
  /** Returns the channels of a platform in which a reaction logs: all other reactions are dropped. */
  captures?(platform: string): Promise<readonly Capture[]>
  /** Returns the line of a button, or undefined for a key that was never given out. */
  buttonLine(key: string): Promise<string | undefined>
}

/** At most `count` messages in any `seconds`. */
export interface Rate {
  readonly count: number
  readonly seconds: number
}

/** How fast a platform takes messages, before it says so itself. */
export interface DeliveryRates {
  readonly bot: readonly Rate[]
  /** By the place's id as it stands in the parts. */
  place(place: string): readonly Rate[]
  /** Places whose messages do not count towards the bot's rates. */
  apart?(place: string): boolean
  /**
   * How many messages are under way at most, each to another place: fewer where what is under
   * way when the process dies leaves something behind.
   */
  readonly atOnce?: number
}

/** A platform with people on it. The flow of an event: receive, acknowledge, decode, answer, encode, send. */
export interface ChatAdapter extends Adapter {
  /** The bot's own id on the platform; null before it is known. */
  readonly bot: string | null
  /** None: the sender waits only where the platform says so. */
  readonly rates?: DeliveryRates
  start(host: ChatHost): Promise<void>
  /**
   * Reads a stored event, with what the platform says of the caller now. Null where it
   * asks for nothing (a bot's own message, a plain chat line). Rejects with
   * PlatformUnreachable where the platform cannot be asked: the event is tried again.
   */
  decode(event: InboundEvent): Promise<Invocation | null>
  /**
   * Returns who asked and where, read from a stored event alone: what has the same lane is
   * answered in the order in which it came. Throws where the event cannot be read.
   */
  lane?(event: InboundEvent): string
  /**
   * Splits a reply into parts, each within the platform's limits. Pure: the same
   * reply gives the same parts.
   */
  encode(reply: Reply, destination: Destination, context: EncodeContext): Encoded
  /**
   * Makes the call of one part, in at most ten seconds. Never rejects. `note` stores a
   * memo before a step that cannot be undone; false where another holder has taken over.
   */
  send(part: ClaimedPart, note: (memo: string) => Promise<boolean>): Promise<SendOutcome>
  /** Looks for what an earlier attempt may have made; null where it surely made nothing. Never rejects. */
  findSent(
    part: ClaimedPart,
  ): Promise<Extract<SendOutcome, { type: 'sent' }> | null | Exclude<SendOutcome, { type: 'sent' }>>
  /**
   * Takes back what the bot posted in the part's place, by the reference that `send` returned;
   * what is gone already counts as taken back. Absent where the platform has no such thing.
   * Never rejects.
   */
  retract?(part: ClaimedPart, reference: string): Promise<SendOutcome>
  /** Returns what the platform says of a place now; undefined where the bot cannot see it. */
  place(channel: string, thread: string | null): Promise<PlaceFacts | undefined>
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
