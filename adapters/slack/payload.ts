import type { ChartSpec } from '../../src/core/chart.ts'
import type { SlackBlock } from './blocks.ts'

/** Where a part goes, and every way that leads there. */
export interface Target {
  /** Null for the person's own direct messages. */
  readonly channel: string | null
  readonly thread: string | null
  /** Who asked, or who is written to. */
  readonly user: string | null
  /** Only `user` may see it. */
  readonly hidden: boolean
  /** Slack's address for answers to a command or a button. */
  readonly response: { readonly url: string; readonly until: number } | null
  /** The message whose place the answer takes. */
  readonly edit: { readonly ts: string; readonly ephemeral: boolean } | null
}

export interface Message {
  /** For notifications and for clients that show no blocks; mrkdwn. */
  readonly text: string
  readonly blocks: readonly SlackBlock[]
}

/** What stands in the payload of an outgoing part. */
export type PartPayload =
  | { readonly kind: 'message'; readonly to: Target; readonly message: Message }
  | {
      readonly kind: 'chart'
      readonly to: Target
      readonly spec: ChartSpec
      readonly name: string
      /** Stands above the picture; mrkdwn. */
      readonly comment: string
      /** What is said where the picture cannot be. */
      readonly instead: Message
    }
  | {
      readonly kind: 'csv'
      readonly to: Target
      readonly content: string
      readonly name: string
      readonly title: string
      readonly comment: string
      readonly instead: Message
    }

/** Reads the payload of a part that this adapter encoded. */
export function readPart(payload: string): PartPayload {
  return JSON.parse(payload) as PartPayload
}
