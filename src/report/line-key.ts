import { createHash } from 'node:crypto'

/**
 * Returns the key that stands on a button for a command line that is too long for it: the same
 * for the same line, 22 characters of base64url, 132 bits of its SHA-256.
 */
export function lineKey(line: string): string {
  return createHash('sha256').update(line).digest('base64url').slice(0, 22)
}
