import type { AdapterCapabilities } from '../../src/core/adapter.ts'
import type { DeliveryRates } from '../../src/core/delivery.ts'

/** What Discord takes, and what the adapter allows itself within it. */
export const limits = Object.freeze({
  /** Characters of an embed's description. */
  description: 4096,
  /** Characters of all texts of all embeds of a message. */
  embedTotal: 6000,
  embeds: 10,
  title: 256,
  /** Discord takes 2048; the small print is to stay small. */
  footer: 1000,
  altText: 1024,
  fileName: 100,
  /** Files of one message. */
  files: 10,
  /** Bytes of a file where the interaction does not say otherwise. */
  fileBytes: 10 * 1024 * 1024,
  /** Bytes of a file that the bot writes itself, such as a CSV. */
  textFileBytes: 4 * 1024 * 1024,
  customId: 100,
  buttonLabel: 80,
  buttonsARow: 5,
  buttonRows: 5,
  /** Cells of a line in a code block that a desktop shows without breaking it. */
  codeWidth: 56,
  /** Rows of a table on one page. */
  tableRows: 20,
  /** Rows of a table that is read row by row. */
  tableRecords: 10,
  /** Rows of a table that stands under a chart's answer. */
  shortTableRows: 12,
  /** Characters of one paragraph, and of one note, before they are cut. */
  paragraph: 1500,
  note: 600,
  notice: 3000,
  suggestion: 400,
  /** Characters of one filter at the foot. */
  filter: 300,
  /** Characters of one customer's words, at most and at least, and of all of them in a message. */
  quote: 1000,
  shortestQuote: 80,
  quotesTotal: 3200,
  quotes: 25,
  /** Charts of one message. */
  pictures: 8,
  commandName: 32,
  commandDescription: 100,
  commandOptions: 25,
  choices: 25,
  choiceName: 100,
  choiceValue: 100,
  modalTitle: 45,
  modalFields: 5,
  modalLabel: 45,
  modalText: 4000,
  selectOptions: 25,
  nonce: 25,
  /** Seconds in which an interaction's token takes the answer, with a margin of one minute to Discord's 15. */
  replySeconds: 14 * 60,
  /** Milliseconds from the arrival of an interaction in which it must be acknowledged; Discord takes 3000. */
  acknowledgeMilliseconds: 2800,
  /** Milliseconds of one attempt to acknowledge. */
  attemptMilliseconds: 1500,
  /** Milliseconds for choices and forms to be made. */
  computeMilliseconds: 2000,
  /** Milliseconds of any other call. */
  callMilliseconds: 10_000,
  /** Milliseconds for a file to arrive that was given to a command. */
  fileMilliseconds: 45_000,
  /** The same for registration, which waits where Discord limits it. */
  waitMilliseconds: 120_000,
  /** Milliseconds for the gateway to become ready. */
  readyMilliseconds: 45_000,
  /** Seconds for which what Discord said of a member is believed. */
  memberSeconds: 60,
  /** Messages read back in one call, and how many calls are made. */
  historyMessages: 100,
  historyPages: 5,
})

export const capabilities: AdapterCapabilities = Object.freeze({
  images: true,
  tables: false,
  buttons: true,
  forms: true,
  privateReplies: true,
  editing: true,
})

/**
 * Fifty calls a second, which answers to interactions do not count towards, and as a rule five
 * messages in five seconds in a channel: https://docs.discord.com/developers/topics/rate-limits
 */
export const rates: DeliveryRates = Object.freeze({
  bot: [{ count: 50, seconds: 1 }],
  place: () => [{ count: 5, seconds: 5 }],
  apart: (place: string) => place.startsWith('interaction:'),
})
