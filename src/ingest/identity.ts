import { createHash } from 'node:crypto'
import type { EpochSeconds } from '../core/identity.ts'

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

/**
 * Returns an id for a row that has none: its instant in base 36, so that rows in
 * order of time have ids in order, and a hash of what the row says.
 */
export function derivedId(at: EpochSeconds, question: string, content: string): string {
  const hash = createHash('sha256').update(`${question}\u001e${content}`).digest()
  const time = at.toString(36).padStart(7, '0')
  return `${time}-${hash.subarray(0, HASH_BYTES).toString('base64url')}`
}
