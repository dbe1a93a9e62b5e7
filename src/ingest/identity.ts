import { createHash } from 'node:crypto'
import type { EpochSeconds } from '../core/identity.ts'

/** 15 bytes: 120 bits, 20 characters. */
const HASH_BYTES = 15

/**
 * Returns an id for a row that has none: its instant in base 36, so that rows in
 * order of time have ids in order, and a hash of what the row says.
 */
export function derivedId(at: EpochSeconds, question: string, cells: readonly string[]): string {
  const hash = createHash('sha256')
    .update(`${question}\u001e${cells.join('\u001f')}`)
    .digest()
  const time = at.toString(36).padStart(7, '0')
  return `${time}-${hash.subarray(0, HASH_BYTES).toString('base64url')}`
}
