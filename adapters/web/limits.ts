import type { AdapterCapabilities } from '../../src/core/adapter.ts'

/** What one page, and one process that serves it, may hold. */
export const limits = Object.freeze({
  /** Bytes of a request's body. */
  body: 16_384,
  /** Bytes of what a survey tool posts. */
  hookBody: 1_048_576,
  /** Letters of a line that are read. */
  line: 2000,
  /** Rows of a table that are sent to the page; the CSV has all. */
  rows: 500,
  /** Quotes of one answer that are sent to the page. */
  quotes: 100,
  /** Letters of one customer's words that are sent to the page. */
  quoteLetters: 5000,
  /** Blocks of one answer. */
  blocks: 80,
  /** Answers kept, so that the same question event is answered once. */
  answers: 200,
  /** Reports kept for their CSV. */
  reports: 200,
  /** Charts that can be drawn again in another theme or size. */
  charts: 200,
  /** Drawn pictures kept, some 50 kilobytes each. */
  pictures: 100,
  /** People signed in at once. */
  sessions: 1000,
  /** Seconds a sign-in lasts. */
  sessionSeconds: 30 * 86_400,
  /** Wrong passwords from one address before it has to wait. */
  freeAttempts: 5,
  /** Seconds that an address waits at most before it may try again. */
  longestWait: 300,
  /** Addresses whose wrong passwords are remembered. */
  addresses: 10_000,
  /** Milliseconds that requests under way have after `stop`. */
  stopMilliseconds: 2000,
  /** Milliseconds for a request to arrive whole. */
  requestMilliseconds: 30_000,
})

export const capabilities: AdapterCapabilities = Object.freeze({
  images: true,
  tables: true,
  buttons: true,
  forms: false,
  privateReplies: true,
  editing: false,
})
