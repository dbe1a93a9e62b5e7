import type { ChartSpec } from '../../src/core/chart.ts'
import type { ButtonLine } from '../../src/core/delivery.ts'

export interface Embed {
  readonly title?: string
  readonly description?: string
  readonly color?: number
  readonly footer?: { readonly text: string }
  readonly image?: { readonly url: string }
}

export interface Button {
  readonly type: 2
  readonly style: 1 | 2
  readonly label: string
  readonly custom_id: string
}

export interface ButtonRow {
  readonly type: 1
  readonly components: readonly Button[]
}

/** A chart that is drawn when the message is sent. */
export interface Picture {
  readonly spec: ChartSpec
  readonly name: string
  readonly alt: string
  /** The embed that shows it. */
  readonly embed: number
}

export interface TextFile {
  readonly name: string
  readonly text: string
  readonly contentType: string
}

/** One message, complete but for the pictures. */
export interface Message {
  readonly embeds: readonly Embed[]
  /** Shown instead where a picture cannot be drawn or is refused: tables take its place. */
  readonly plainEmbeds: readonly Embed[]
  readonly rows: readonly ButtonRow[]
  readonly pictures: readonly Picture[]
  readonly files: readonly TextFile[]
}

/** A place that is reached with the bot's own token. */
export type OpenPlace =
  | { readonly type: 'channel'; readonly channel: string }
  | { readonly type: 'person'; readonly user: string }

export type Target =
  | OpenPlace
  /** The place of an interaction's answer, reached with the interaction's own token. */
  | { readonly type: 'original'; readonly application: string; readonly token: string }
  /** A further message that only the caller sees; `removes` takes the public place away first. */
  | {
      readonly type: 'follow-up'
      readonly application: string
      readonly token: string
      readonly removes: boolean
    }

/** What a part holds until it is sent. */
export interface PartPayload {
  readonly target: Target
  readonly message: Message
  /** The same for the same part: Discord makes one message of a nonce within some minutes. */
  readonly nonce: string
  /** Bytes that a file may have there. */
  readonly fileBytes: number
}

export interface RenderOptions {
  /** The page of a long table; the first is 0. */
  readonly page: number
  /** A private answer that the caller may show to everyone. */
  readonly canShare: boolean
  /** Tells the message from all others when it is looked for again; null where it is not. */
  readonly mark: string | null
  readonly fileBytes: number
  /** Stands before the answer, where it does not stand under its question. */
  readonly lead: Embed | null
  /** The line of a form that was refused, and can be opened again as it was filled. */
  readonly refused: string | null
}

export interface Rendered {
  readonly message: Message
  /** Lines of buttons that were too long for Discord. */
  readonly kept: readonly ButtonLine[]
}
