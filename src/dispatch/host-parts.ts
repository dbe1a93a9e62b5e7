import type { Access } from '../core/access.ts'
import type { AdapterHost, Logger } from '../core/adapter.ts'
import type { AspectName } from '../core/analysis.ts'
import type { ChartRenderer } from '../core/chart.ts'
import type { Command, CommandRegistry, LongWork } from '../core/command.ts'
import type { ChatAdapter, FindPlace } from '../core/delivery.ts'
import type { FileShelf } from '../core/given-file.ts'
import type { EpochSeconds } from '../core/identity.ts'
import type { Invocation } from '../core/invocation.ts'
import type { Locale } from '../core/locale.ts'
import type { Reply } from '../core/reply.ts'
import type { Store } from '../core/store.ts'

/** What the host works with; the clock, the database and the log come from outside. */
export interface HostParts {
  readonly store: Store
  readonly registry: CommandRegistry
  readonly charts: ChartRenderer
  readonly log: Logger
  readonly clock: () => EpochSeconds
  readonly defaults: {
    /** Meant where an invocation names none. */
    readonly workspace: string
    /** For a workspace that is made because there is none yet. */
    readonly zone: string
    readonly locale: Locale
    /** By metric key, for `vs target`. */
    readonly targets: Readonly<Record<string, number>>
    /** What the sides of the experience are called; the shipped taxonomy where none is given. */
    readonly aspects?: readonly AspectName[]
  }
  /** Asks the platforms that run about places; without it no place is known. */
  readonly place?: FindPlace
  /** The platforms that run, for messages to others than the one who asks. */
  readonly outlet?: (platform: string) => Pick<ChatAdapter, 'bot' | 'encode'> | undefined
  /** Keeps files that people give; without it none is taken. */
  readonly files?: FileShelf
  /** Makes the short ids under which faults are logged. */
  readonly newReference?: () => string
}

/** The host as those who deliver answers see it. */
export interface DispatchHost extends AdapterHost {
  /**
   * Answers with everything read and written through `store`, which may be one
   * transaction. Rejects where the command was not carried out, so that the transaction is
   * undone: {@link refuse} makes the notice of it. `work` is for lines that take long.
   */
  answerOn(store: Store, invocation: Invocation, work?: LongWork): Promise<Reply>
  /** Returns the notice of an error, logs it where it is the bot's own, and writes the audit log. */
  refuse(error: unknown, invocation: Invocation): Promise<Reply>
  /**
   * Answers where nobody asks, with the rights that were granted to a destination, as if it
   * were asked at that time. Rejects as answerOn.
   */
  answerAs(invocation: Invocation, access: Access, at: EpochSeconds): Promise<Reply>
  /** Returns the command that a line calls, without looking at the rest of the line. */
  commandOf(line: string): Command | undefined
}
