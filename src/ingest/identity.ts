import { createHash } from 'node:crypto'
import type { EpochSeconds } from '../core/identity.ts'
import { createDateReader, otherOrder } from './dates.ts'
import type { DateRule } from './types.ts'

/** 15 bytes: 120 bits, 20 characters. */
const HASH_BYTES = 15

/** Letters of the hash of a column's name: two of a hundred columns share them in 1 of 10⁷ files. */
const KEY_LETTERS = 6

/**
 * Returns how to tell what a row says, whatever the order of its columns: its filled cells, each
 * after a key of its column's name, in the order of the names. A column that is empty in a row
 * counts as one that the file has not, so that a later export may bring new ones.
 */
export function contentOfRow(header: readonly string[]): (cells: readonly string[]) => string {
  const columns = header
    .map((name, index) => ({ name, index }))
    .sort((a, b) => (a.name < b.name ? -1 : 1))
    .map(({ name, index }) => {
      const key = createHash('sha256').update(name).digest('base64url').slice(0, KEY_LETTERS)
      return { index, key: `\u001f${key}` }
    })
  return (cells) => {
    let content = ''
    for (const { index, key } of columns) {
      const cell = cells[index]
      if (cell !== undefined && cell !== '') content += key + cell
    }
    return content
  }
}
/** Later than any date: which rows are refused as of the future is not for their ids to say. */
const NEVER = Number.MAX_SAFE_INTEGER as EpochSeconds

/** Returns the time that stands in the id of a row, by its date as the file writes it and as it was read. */
export type IdTime = (cell: string, at: EpochSeconds) => EpochSeconds

/**
 * Returns how a column of dates gives the times of ids. They are the same in every zone and
 * whichever of day and month comes first, so that a file that is read anew in another way is
 * known again: dates without an offset are taken as of UTC, and of two orders the earlier day.
 */
export function idTimeReader({ format }: DateRule): IdTime {
  const other = otherOrder(format)
  const readers = (other ? [format, other] : [format]).map((each) =>
    createDateReader(each, 'UTC', NEVER),
  )
  return (cell, at) => {
    let earliest: EpochSeconds | undefined
    for (const read of readers) {
      const time = read(cell)
      if (typeof time === 'number' && !(earliest !== undefined && earliest <= time)) earliest = time
    }
    return earliest ?? at
  }
}

/**
 * Returns an id for a row that has none: a time in base 36, so that rows in order
 * of time have ids in order, and a hash of what the row says.
 */
export function derivedId(at: EpochSeconds, question: string, content: string): string {
  const hash = createHash('sha256').update(`${question}\u001e${content}`).digest()
  const time = at.toString(36).padStart(7, '0')
  return `${time}-${hash.subarray(0, HASH_BYTES).toString('base64url')}`
}
