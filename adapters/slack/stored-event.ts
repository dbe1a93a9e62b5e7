import type { Reaction } from '../../src/core/capture.ts'
import type { InboundEvent } from '../../src/core/delivery.ts'
import type { StoredFile } from './files.ts'

/** Where a message stands that a command was given on. */
export interface PointedAt {
  readonly ts: string
  readonly text: string
  readonly user: string
  readonly thread: string | null
}

/** What is kept of an event until it is answered: what is needed and nothing more. */
export interface StoredEvent {
  readonly kind: 'slash' | 'mention' | 'direct' | 'button' | 'shortcut' | 'submission' | 'reaction'
  /** The command line as it was written; empty where `key` stands for it. */
  readonly line: string
  /** The short key of a button whose line was too long. */
  readonly key: string | null
  readonly user: string
  readonly userName: string
  /** The user's own team, where Slack says it. */
  readonly userTeam: string | null
  readonly channel: string
  /** The name in the slash command: tells what kind of place it is where Slack says no more. */
  readonly channelName: string | null
  readonly thread: string | null
  /** Whole seconds since 1970. */
  readonly at: number
  readonly responseUrl: string | null
  /** Until when `responseUrl` works. */
  readonly responseUntil: number | null
  /** The message that the button stands on. */
  readonly edit: { readonly ts: string; readonly ephemeral: boolean } | null
  /** The page of a long answer, from 0. */
  readonly page: number
  /** The answer is for everyone, whatever the command says. */
  readonly share: boolean
  /** The form of the line is to be opened; absent in what an earlier version stored. */
  readonly form?: boolean
  /** People of other organisations read the channel, where the event says so. */
  readonly shared: boolean
  readonly pointed: PointedAt | null
  /** Null where it is none, and absent in what an earlier version stored. */
  readonly reaction?: Reaction | null
  /** The same. */
  readonly file?: StoredFile | null
}

/** What most events say nothing of. */
export const BLANK_EVENT = {
  line: '',
  key: null,
  userName: '',
  userTeam: null,
  channelName: null,
  thread: null,
  responseUrl: null,
  responseUntil: null,
  edit: null,
  page: 0,
  share: false,
  form: false,
  shared: false,
  pointed: null,
  reaction: null,
  file: null,
} satisfies Partial<StoredEvent>

/** Reads the payload of an event that this adapter stored. */
export function readStored(event: Pick<InboundEvent, 'payload'>): StoredEvent {
  return JSON.parse(event.payload) as StoredEvent
}
