import type { Reaction } from '../../src/core/capture.ts'
import type { StoredFile } from './files.ts'

/** A command, a button, a form or a reaction as it is stored, with all that its answer needs. */
export interface StoredEvent {
  /** Raised when what is stored changes its form. */
  readonly version: 1
  readonly application: string
  readonly interaction: string
  /** Opens the answer's place for fifteen minutes; empty for a reaction, which has none. */
  readonly token: string
  readonly asked:
    | { readonly type: 'line'; readonly line: string }
    /** A button whose line was too long for Discord. */
    | { readonly type: 'key'; readonly key: string }
  /** The page of a long table that a button asks for; the first is 0. */
  readonly page: number
  /** The answer stands in the message whose button was pressed. */
  readonly edits: boolean
  /** Only the caller sees what stands in the answer's place. */
  readonly private: boolean
  readonly share: boolean
  readonly guild: string | null
  readonly channel: string
  readonly thread: string | null
  readonly user: { readonly id: string; readonly name: string; readonly bot: boolean }
  /** Null where Discord did not tell them with the event. */
  readonly roles: readonly string[] | null
  /** What the caller may do in the channel, as Discord's decimal bit set; null outside servers. */
  readonly permissions: string | null
  readonly locale: string | null
  /** Bytes that a file may have here. */
  readonly fileBytes: number
  /** The message that the command was given on. */
  readonly message: StoredMessage | null
  /** A file that was given with the command. */
  readonly file?: StoredFile
  /** The line came of a form; absent in all else. */
  readonly form?: true
  /** Absent for all else. */
  readonly reaction?: Reaction
}

export interface StoredMessage {
  readonly id: string
  readonly text: string
  readonly author: { readonly id: string; readonly name: string }
  /** ISO 8601. */
  readonly at: string
  readonly thread: string | null
}

/** Returns a stored event. Throws where the text is none of this adapter's. */
export function readEvent(payload: string): StoredEvent {
  const event = JSON.parse(payload) as StoredEvent
  if (event.version !== 1) throw new RangeError('an event of another version of the adapter')
  return event
}
