import { isUtf8 } from 'node:buffer'
import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'

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

/** Reads the file once. Rejects with the error of the file system. */
export async function inspectFile(file: string, signal?: AbortSignal): Promise<FileFacts> {
  const hash = createHash('sha256')
  const parts: Buffer[] = []
  let size = 0
  let utf8 = true
  let carry: Buffer = Buffer.alloc(0)
  for await (const part of createReadStream(file, { highWaterMark: SAMPLE_BYTES, signal })) {
    const chunk = part as Buffer
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
