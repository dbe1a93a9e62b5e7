import { isUtf8 } from 'node:buffer'
import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { UserError } from '../core/errors.ts'
import { LONGEST_LINE } from './limits.ts'

/** What one pass over the bytes of a file tells. */
export interface FileFacts {
  readonly size: number
  /** SHA-256 of the content, in hex. */
  readonly hash: string
  /** The first bytes, and those around the first that are not UTF-8. */
  readonly sample: Buffer
  /** Whether all of it is valid UTF-8. */
  readonly utf8: boolean
}

const SAMPLE_BYTES = 256 * 1024
/** No character takes more than four bytes. */
const LONGEST_LINE_BYTES = 4 * LONGEST_LINE
const LINE_FEED = 0x0a
const RETURN = 0x0d

/** Bytes at the end that begin a character and do not finish it: 0–3. */
function unfinished(bytes: Buffer): number {
  for (let back = 1; back <= Math.min(3, bytes.length); back += 1) {
    const byte = bytes[bytes.length - back] ?? 0
    if (byte < 0x80) return 0
    if (byte >= 0xc0) {
      const length = byte >= 0xf0 ? 4 : byte >= 0xe0 ? 3 : 2
      return length > back ? back : 0
    }
  }
  return 0
}

/** Returns the number of the line in which a byte of the file stands. */
async function lineAt(file: string, position: number): Promise<number> {
  let line = 1
  for await (const part of createReadStream(file, { highWaterMark: SAMPLE_BYTES, end: position })) {
    const chunk = part as Buffer
    for (let at = chunk.indexOf(LINE_FEED); at >= 0; at = chunk.indexOf(LINE_FEED, at + 1)) {
      line += 1
    }
  }
  return line
}

/**
 * Reads the file once; a file of lines no further than to a line that is too long, which it
 * rejects with a UserError. Rejects with the error of the file system.
 */
export async function inspectFile(
  file: string,
  ofLines: boolean,
  signal?: AbortSignal,
): Promise<FileFacts> {
  const hash = createHash('sha256')
  const parts: Buffer[] = []
  let size = 0
  let lineStart = 0
  let utf8 = true
  let carry: Buffer = Buffer.alloc(0)
  for await (const part of createReadStream(file, { highWaterMark: SAMPLE_BYTES, signal })) {
    const chunk = part as Buffer
    const lineEnd = Math.max(chunk.lastIndexOf(LINE_FEED), chunk.lastIndexOf(RETURN))
    if (lineEnd >= 0) lineStart = size + lineEnd
    else if (ofLines && size + chunk.length - lineStart > LONGEST_LINE_BYTES) {
      throw new UserError('import.lineTooLong', { line: await lineAt(file, lineStart) })
    }
    hash.update(chunk)
    if (parts.length === 0) parts.push(chunk)
    if (utf8) {
      const bytes = carry.length > 0 ? Buffer.concat([carry, chunk]) : chunk
      const end = bytes.length - unfinished(bytes)
      carry = bytes.subarray(end)
      if (!isUtf8(bytes.subarray(0, end))) {
        utf8 = false
        if (size > 0) parts.push(chunk)
      }
    }
    size += chunk.length
  }
  if (utf8 && carry.length > 0) utf8 = false
  return { size, hash: hash.digest('hex'), sample: Buffer.concat(parts), utf8 }
}
