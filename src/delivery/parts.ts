import type { AdapterHost, Logger } from '../core/adapter.ts'
import type { Command, LongWork } from '../core/command.ts'
import type { ChatAdapter, ClaimedPart, SendOutcome } from '../core/delivery.ts'
import type { EpochSeconds } from '../core/identity.ts'
import type { Invocation } from '../core/invocation.ts'
import type { Reply } from '../core/reply.ts'
import type { Store } from '../core/store.ts'
import type { Hearing } from './hearing.ts'
import type { Meter } from './meters.ts'
import type { Timing } from './timing.ts'

/** What runs commands, also inside a transaction. */
export interface AnsweringHost extends AdapterHost {
  /** Rejects where the command was not carried out. */
  answerOn(store: Store, invocation: Invocation, work?: LongWork): Promise<Reply>
  /** Returns the notice of an error. */
  refuse(error: unknown, invocation: Invocation): Promise<Reply>
  commandOf(line: string): Command | undefined
}

/**
 * Where a test may end the process: after an event was stored, while it is being
 * completed, before a part is sent, and between its being sent and that being written down.
 */
export type FaultPoint = 'received' | 'completing' | 'completed' | 'sending' | 'posted'

/** What became of something that nobody will try again. */
export type DeadReason = Extract<SendOutcome, { type: 'undeliverable' }>['reason'] | 'given-up'

/** What the delivery for one bot works with. */
export interface DeliveryParts {
  readonly adapter: ChatAdapter
  readonly host: AnsweringHost
  readonly store: Store
  readonly log: Logger
  readonly timing: Timing
  /** Tells of a part that the platform has taken. */
  readonly onSent?: (part: ClaimedPart) => void
  /** Tells of a part that cannot be delivered, such as a digest's. */
  readonly onDead?: (part: ClaimedPart, reason: DeadReason, detail: string) => void
  /** Tells that the token no longer holds; nothing more is sent from then on. */
  readonly onUnauthorised?: (detail: string) => void
  /** Tells of an event or a part that failed again and again. */
  readonly onPoison?: (key: string, detail: string) => void
  readonly atFaultPoint?: (point: FaultPoint) => void
}

/** The same with what the parts of the delivery share. */
export interface SharedParts extends DeliveryParts {
  readonly bot: string
  readonly meter: Meter
  readonly hearing: Hearing
}

/** Returns the present second. */
export function secondsOf(timing: Pick<Timing, 'now'>): EpochSeconds {
  return Math.floor(timing.now() / 1000) as EpochSeconds
}

/** Returns an error as the log and the failed event hold it, without its stack. */
export function detailsOf(error: unknown): string {
  return error instanceof Error ? `${error.name}: ${error.message}` : String(error)
}

/** Returns the beginning of the keys of an event's answer. */
export function answerKey(event: {
  readonly platform: string
  readonly bot: string
  readonly externalId: string
}): string {
  return `r:${event.platform}:${event.bot}:${event.externalId}`
}
