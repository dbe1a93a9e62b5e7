import type { AdapterCapabilities } from '../../src/core/adapter.ts'
import type { DeliveryRates } from '../../src/core/delivery.ts'

/**
 * What one message, file, form or app may hold, by docs.slack.dev, and how long
 * the adapter waits. Lengths are in UTF-16 units.
 */
export const limits = Object.freeze({
  /** Blocks of one message. */
  blocks: 50,
  /** Letters of the text beside the blocks; Slack cuts at 40,000. */
  text: 3000,
  /** Letters of one block of rich text; longer ones are split. */
  richText: 2800,
  /** Letters of one element of a context block. */
  context: 2000,
  contextLine: 1000,
  header: 150,
  buttons: 25,
  buttonLabel: 75,
  /** Letters of a button's value; longer lines go under a key. */
  buttonValue: 1900,
  /** Rows of a native table without its head. */
  tableRows: 99,
  tableColumns: 20,
  /** Letters of all cells of a native table. */
  tableLetters: 9500,
  cell: 600,
  /** A table up to this length is shown whole, a longer one in pages by Slack. */
  tableWhole: 8,
  /** Rows that are seen at once under a chart, and where the table was asked for. */
  tablePage: 5,
  tableLongPage: 25,
  tableCaption: 200,
  /** Lines of a table that is written as text. */
  plainRows: 40,
  plainWidth: 76,
  nativeTables: 1,
  nativeCharts: 2,
  chartTitle: 50,
  chartLabel: 20,
  chartSeries: 6,
  chartCategories: 20,
  /** Quotes on one page. */
  quotes: 10,
  quoteLetters: 1200,
  altText: 1000,
  fileComment: 3000,
  /** Uses of a `response_url`: five, one kept for a second attempt. */
  responseUses: 4,
  /** Seconds that a `response_url` works, less a margin. */
  responseSeconds: 29 * 60,
  formTitle: 24,
  formFields: 20,
  formLabel: 150,
  formValue: 3000,
  formChoices: 100,
  formMetadata: 3000,
  formMistake: 300,
  /** Characters of a submitted line that is shown again. */
  formKept: 2800,
  slashCommands: 50,
  shortcuts: 10,
  shortcutName: 24,
  shortcutDescription: 150,
  /** Bytes of a request that Slack makes. */
  body: 1_000_000,
  /** Seconds that a signature's time may differ from the clock's. */
  signatureSeconds: 300,
  /** Seconds that facts of people and places are remembered. */
  factSeconds: 60,
  connections: 2,
  callMilliseconds: 8000,
  stepMilliseconds: 3000,
  /** For a file to arrive that somebody dropped. */
  fileMilliseconds: 45_000,
  /** Milliseconds in which an event must be stored; Slack waits three seconds. */
  storeMilliseconds: 1000,
  /** Milliseconds of a send after which no step that shows something is begun. */
  lastStepMilliseconds: 6500,
})

export const capabilities: AdapterCapabilities = Object.freeze({
  images: true,
  tables: true,
  buttons: true,
  forms: true,
  privateReplies: true,
  editing: true,
})

/**
 * Slack asks for a message a second in a channel and bears bursts. For all channels it says
 * “several hundred a minute”, and counts neither files nor answers by their own address:
 * https://docs.slack.dev/apis/web-api/rate-limits
 */
export const rates: DeliveryRates = Object.freeze({
  bot: [{ count: 1500, seconds: 60 }],
  place: () => [{ count: 30, seconds: 30 }],
})
