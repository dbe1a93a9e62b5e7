import type { Generated } from 'kysely'

/**
 * The tables of the inbox and the outbox. Instants of the machinery are
 * milliseconds by the database's clock; what the bot states itself is epoch seconds.
 */
export interface DeliverySchema {
  inbox: InboxTable
  outbox: OutboxTable
  pause: PauseTable
  button_line: ButtonLineTable
  daily_count: DailyCountTable
  kept_text: KeptTextTable
  relay: RelayTable
}

export const EVENT_STATES = { open: 0, done: 1, dead: 2 } as const
/** The open ones come first. */
export const PART_STATES = ['pending', 'sending', 'unknown', 'sent', 'dead'] as const
export const PART = { pending: 0, sending: 1, unknown: 2, sent: 3, dead: 4 } as const

export interface InboxTable {
  platform: string
  bot: string
  external_id: string
  received_at: number
  reply_by: number | null
  /** Empty once it is answered. */
  payload: string
  /** As JSON, until the answer was sent. */
  reply: string | null
  state: number
  attempts: number
  failures: number
  fence: number
  /** In the order of arrival. */
  arrived: number
  /** When it may be taken: the end of the lease, or the time of the next attempt. */
  due: number
  done_at: number | null
  detail: string | null
}

export interface OutboxTable {
  id: Generated<number>
  key: string
  platform: string
  bot: string
  place: string
  payload: string
  /** The event that it answers; null where it answers none. */
  external_id: string | null
  state: number
  attempts: number
  fence: number
  not_before: number
  /** When it may be taken: the end of the lease, or the time of the next attempt. */
  due: number
  first_attempt_at: number | null
  memo: string | null
  give_up_at: number
  reference: string | null
  url: string | null
  sent_at: number | null
  /** When it was sent or given up. */
  ended_at: number | null
  detail: string | null
}

/** Where `place` is empty, the bot as a whole. */
export interface PauseTable {
  platform: string
  bot: string
  place: string
  until: number
  /** The part that tries whether the pause is over; 0 while nothing does. */
  trial: number
}

export interface ButtonLineTable {
  key: string
  line: string
  given_at: number
}

export interface DailyCountTable {
  day: string
  what: string
  n: number
}

export interface KeptTextTable {
  name: string
  content: string
  /** While it is a lease, when it ends. */
  until: number
}

/**
 * What a transaction of the main database hands over to the file of the inbox
 * and the outbox, where that is a file of its own.
 */
export interface RelayTable {
  id: Generated<number>
  platform: string
  bot: string
  /** The event that it completes; where it completes none, a key of its own. */
  external_id: string
  /** As JSON. */
  content: string
}
