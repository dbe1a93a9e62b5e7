import type { Entity } from './html.ts'

export interface FakeUser {
  readonly id: number
  readonly is_bot: boolean
  readonly first_name: string
  readonly username?: string
  readonly language_code?: string
}

export interface FakeChat {
  readonly id: number
  readonly type: 'private' | 'group' | 'supergroup'
  readonly title?: string
  readonly username?: string
  readonly is_forum?: true
  readonly topics: Set<number>
  /** Statuses by user; the bot is among them. */
  readonly members: Map<number, string>
  /** The person has opened the chat with the bot, and not blocked it. */
  open: boolean
  blocked: boolean
  movedTo: number | null
}

export interface FakeMessage {
  readonly id: number
  readonly chat: number
  readonly from: number
  readonly topic: number | null
  readonly replyTo: number | null
  readonly silent: boolean
  readonly forceReply: boolean
  text: string | null
  entities: readonly Entity[]
  media: {
    readonly type: 'photo' | 'document'
    readonly name: string
    readonly bytes: Buffer
    readonly caption: string
  } | null
  /** What was sent, before it was read. */
  source: string
  keyboard: readonly (readonly FakeButton[])[]
  /** How often it was changed. */
  edits: number
  deleted: boolean
}

export interface FakeButton {
  readonly text: string
  readonly callback_data?: string
  readonly url?: string
}

/** One call as it came in. */
export interface FakeCall {
  readonly method: string
  readonly fields: Readonly<Record<string, unknown>>
  readonly at: number
  /** What the platform answered: `ok`, or the words of the error. */
  answer: string
}

/** A mistake of the caller, as Telegram words it. */
export class Refusal extends Error {
  readonly code: number
  readonly parameters: Readonly<Record<string, number>>

  constructor(code: number, description: string, parameters: Record<string, number> = {}) {
    super(description)
    this.code = code
    this.parameters = parameters
  }
}
