import type { AdapterCapabilities } from '../../src/core/adapter.ts'

/** What fits into a terminal and into the data folder. */
export const limits = Object.freeze({
  /** Letters of a line that are read. */
  line: 2000,
  /** Letters a line of output has where the terminal does not tell its width. */
  width: 100,
  /** Letters below which tables and sentences are not squeezed any further. */
  leastWidth: 40,
  /** Lines kept from one conversation to the next. */
  history: 500,
  /** Pictures kept in the data folder; the oldest goes first. */
  pictures: 50,
  /** Characters of one piece of a picture, as the kitty protocol sets it. */
  pictureChunk: 4096,
})

export const capabilities: AdapterCapabilities = Object.freeze({
  images: true,
  tables: true,
  buttons: true,
  forms: false,
  privateReplies: true,
  editing: false,
})
