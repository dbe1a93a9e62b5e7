import type { Reaction } from './capture.ts'
import type { GivenFile } from './given-file.ts'
import type { EpochSeconds } from './identity.ts'
import type { Locale } from './locale.ts'

/** What the platform says of a caller at the time when the command runs. */
export interface Caller {
  /** The platform's own id. */
  readonly id: string
  /** As the platform shows it; a word from outside. */
  readonly name: string
  /**
   * `guest`: let into some channels only. `external`: of another organisation.
   * `anonymous`: speaks as a group or a channel. `bot`: no person at all.
   */
  readonly standing: 'member' | 'guest' | 'external' | 'anonymous' | 'bot'
  /** Ids of Slack user groups or Discord roles. */
  readonly groups: readonly string[]
}

/** Where a command was given, and where its answer goes. */
export interface Place {
  /** The Slack team, the Discord server; null where the platform has none, and at home. */
  readonly community: string | null
  /** The platform's id of the channel or chat. */
  readonly channel: string
  /** The platform's id of the thread or topic in it. */
  readonly thread: string | null
  readonly kind: 'direct' | 'channel'
  /** People of other organisations read it. */
  readonly shared: boolean
}

/** The message that a command was given on: by a menu, or as a reply to it. */
export interface PointedMessage {
  readonly id: string
  readonly text: string
  readonly author: { readonly id: string; readonly name: string }
  readonly at: EpochSeconds
  /** Where it can be read. */
  readonly url: string | null
  /** The thread that it is part of; its own id where it began one. */
  readonly thread: string | null
}

/** Who asked, where, what and when. */
export interface Invocation {
  readonly platform: string
  /** The platform's own id of the event; the same id is never answered twice. */
  readonly eventId: string
  /** Empty where the place and the defaults decide. */
  readonly workspace: string
  readonly user: Caller
  readonly place: Place
  /** The command line without its leading slash. */
  readonly text: string
  readonly at: EpochSeconds
  /** The user's own language, where the platform tells it. */
  readonly locale: Locale | null
  /** Overrides the workspace's zone for this question. */
  readonly zone: string | null
  readonly message?: PointedMessage
  /** What was dropped with the command. */
  readonly file?: GivenFile
  /** It was asked by a reaction, in a channel that opted in. */
  readonly reaction?: Reaction
  /** Someone else said it first: it is not this caller's will. */
  readonly forwarded?: true
  /** The answer is for everyone in the place, whatever the command declares. */
  readonly share?: true
}

/** Returns the caller who sits at the machine that holds the data, or was let in by its operator. */
export function localCaller(name: string): Caller {
  return { id: name, name, standing: 'member', groups: [] }
}

/** Returns the place of a local caller. */
export function localPlace(channel: string): Place {
  return { community: null, channel, thread: null, kind: 'direct', shared: false }
}
