import type { EpochSeconds, ListenerId, WorkspaceId } from './identity.ts'

/** A channel, or a thread of it. */
export interface ListenedPlace {
  readonly platform: string
  readonly community: string | null
  readonly channel: string
  readonly thread: string | null
}

/** A place in which messages with certain words are kept as feedback. */
export interface Listener extends ListenedPlace {
  readonly workspace: WorkspaceId
  readonly id: ListenerId
  /** Any of them, as they were typed. */
  readonly words: readonly string[]
  readonly brand: string | null
  readonly createdAt: EpochSeconds
  readonly items: number
  readonly lastSuccess: EpochSeconds | null
}

/** What somebody wrote in a channel, to nobody in particular. */
export interface HeardMessage extends ListenedPlace {
  /** The platform's own id of the message. */
  readonly id: string
  readonly text: string
  readonly at: EpochSeconds
  /** Asked for only where the message is kept. */
  details(): Promise<{ readonly author: string; readonly url: string | null }>
}

/** A message that was written anew or deleted. */
export interface TalkChange extends ListenedPlace {
  /** The platform's own id of the message. */
  readonly id: string
  /** As it reads now; null where it is no more. */
  readonly text: string | null
}
