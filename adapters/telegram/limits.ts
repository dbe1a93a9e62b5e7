import type { AdapterCapabilities } from '../../src/core/adapter.ts'
import type { DeliveryRates } from '../../src/core/delivery.ts'

/**
 * What the Bot API takes (version 10.1, https://core.telegram.org/bots/api), and what this
 * adapter puts into one answer. Lengths of text are in UTF-16 units after its entities are parsed.
 */
export const limits = Object.freeze({
  text: 4096,
  caption: 1024,
  /** Entities of one message; further ones are dropped without a word. */
  entities: 100,
  /** Bytes. */
  callbackData: 64,
  buttonLabel: 60,
  /** Letters of two labels that still stand side by side on a phone. */
  buttonRow: 30,
  /** Letters of a label that stands in a row of many, such as a number to press. */
  shortLabel: 2,
  shortLabelsARow: 6,
  /** A question from 0 to 10 has as many. */
  buttons: 11,
  callbackAnswer: 200,
  inputPlaceholder: 64,
  deepLink: 64,
  /** Bytes. */
  photo: 10_000_000,
  /** Attempts at a picture before its words go without it. */
  pictureAttempts: 5,
  document: 50_000_000,
  /** Bytes of a data file that is kept for sending; the rest of its rows is left out. */
  csv: 4_000_000,
  menuCommands: 100,
  menuDescription: 256,
  /** Messages that one answer may take; what is longer goes into a file. */
  messages: 4,
  /** Cells of a table that a phone shows in one line. */
  tableWidth: 38,
  /** Rows of one page of a table. */
  tableRows: 30,
  /** Rows of one page of a table whose rows are paragraphs. */
  tableRecords: 15,
  /** Letters of one value in such a paragraph. */
  recordLetters: 200,
  /** A table with more rows than this comes as a file too. */
  tableRowsInPages: 150,
  /** Letters of one customer's words. */
  quoteLetters: 700,
  /** Letters of a question that is repeated in a late answer. */
  questionLetters: 300,
  /** Letters of a form's line that the next question still repeats. */
  formLine: 2500,
  updates: 100,
  /** Bytes of a webhook request. */
  webhookBody: 1_048_576,
  callMilliseconds: 8000,
  /** Of a file that a bot can read, and for it to arrive. */
  fileMegabytes: 20,
  fileMilliseconds: 45_000,
  sendMilliseconds: 9500,
  /** Milliseconds that what a platform says of a caller holds. */
  standingMilliseconds: 60_000,
  standings: 5000,
  /** Milliseconds for which an answer about a caller is sought. */
  standingPatience: 15_000,
})

export const capabilities: AdapterCapabilities = Object.freeze({
  images: true,
  tables: false,
  buttons: true,
  forms: false,
  privateReplies: true,
  editing: true,
})

/**
 * Thirty messages a second, one a second in a chat and twenty a minute in a group, whose id is
 * negative; bursts are borne: https://core.telegram.org/bots/faq#my-bot-is-hitting-limits-how-do-i-avoid-this
 * A process that dies leaves a placeholder for each message that was under way.
 */
export const rates: DeliveryRates = Object.freeze({
  atOnce: 12,
  bot: [{ count: 1800, seconds: 60 }],
  place: (chat: string) =>
    chat.startsWith('-') ? [{ count: 20, seconds: 60 }] : [{ count: 20, seconds: 20 }],
})
