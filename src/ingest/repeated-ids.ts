import { createHash } from 'node:crypto'
import type { NewFeedback } from '../core/feedback.ts'

/** What an id that was seen before makes of a row. */
export type Repetition = 'same' | 'conflicting'

/** Returns a number for a text: two of a million texts share one once in ten thousand files. */
function fingerprint(text: string): number {
  const digest = createHash('sha1').update(text).digest()
  return digest.readUIntBE(0, 6) * 16 + ((digest[6] ?? 0) >> 4)
}

/**
 * Returns whether an item repeats the id of one before it, as storing both would find: with the
 * same content or with other; undefined for a new id. Numbers are kept and no words, so that a
 * file of a million rows fits into memory.
 */
export function repeatedIds(): (item: NewFeedback) => Repetition | undefined {
  const seen = new Map<number, number>()
  return ({ source, externalId, followUp: _, ...content }) => {
    const id = fingerprint(JSON.stringify([source, externalId]))
    const said = fingerprint(JSON.stringify(content))
    const before = seen.get(id)
    if (before === undefined) {
      seen.set(id, said)
      return undefined
    }
    return before === said ? 'same' : 'conflicting'
  }
}
