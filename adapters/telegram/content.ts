import type { ChartSpec } from '../../src/core/chart.ts'

export type Button =
  | { readonly text: string; readonly callback_data: string }
  | { readonly text: string; readonly url: string }

export type Keyboard = readonly (readonly Button[])[]

/** What one message shows. All HTML is within the limits. */
export type Content =
  | { readonly type: 'text'; readonly html: string; readonly keyboard: Keyboard }
  | {
      readonly type: 'photo'
      readonly spec: ChartSpec
      readonly html: string
      /** What is said where the picture cannot be drawn or taken. */
      readonly instead: string
      readonly keyboard: Keyboard
    }
  | {
      readonly type: 'file'
      readonly name: string
      readonly data: string
      readonly html: string
      readonly keyboard: Keyboard
    }
  /** Waits for a written answer; it cannot be changed later. */
  | { readonly type: 'question'; readonly html: string; readonly hint: string }

/** What one part of an answer asks of the platform; the chat is the part's place. */
export interface PartPayload {
  readonly topic: number | null
  readonly replyTo: number | null
  /** What stands there until the content does. */
  readonly placeholder: string
  /** Rings; all else comes without a sound. */
  readonly loud: boolean
  /** The message that is changed instead of a new one being sent. */
  readonly edit: { readonly message: number; readonly media: boolean } | null
  /** Null where there is nothing to say to who can be reached. */
  readonly content: Content | null
  /** Says something else where the person cannot be written to. */
  readonly unreachable: { readonly user: number; readonly content: Content } | null
}
