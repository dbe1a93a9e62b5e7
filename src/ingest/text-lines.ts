import { createReadStream } from 'node:fs'
import { UserError } from '../core/errors.ts'
import { LONGEST_LINE } from './limits.ts'
import type { Encoding } from './types.ts'

const CHUNK_BYTES = 128 * 1024

/**
 * Reads a text file as blocks of physical lines; `\r\n`, `\n` and `\r` end a
 * line. Bytes that are no character become U+FFFD. Throws a UserError for a
 * line over one million characters.
 */
export async function* textLines(
  file: string,
  encoding: Encoding,
  signal?: AbortSignal,
): AsyncGenerator<readonly string[]> {
  const decoder = new TextDecoder(encoding)
  let pending = ''
  let heldReturn = false
  let line = 1

  function take(text: string): readonly string[] {
    let fresh = heldReturn ? `\r${text}` : text
    heldReturn = fresh.endsWith('\r')
    if (heldReturn) fresh = fresh.slice(0, -1)
    if (fresh.includes('\r')) fresh = fresh.replace(/\r\n?/g, '\n')
    const lines = (pending + fresh).split('\n')
    pending = lines.pop() ?? ''
    const tooLong =
      pending.length > LONGEST_LINE
        ? lines.length
        : lines.findIndex((each) => each.length > LONGEST_LINE)
    if (tooLong >= 0) throw new UserError('import.lineTooLong', { line: line + tooLong })
    line += lines.length
    return lines
  }

  const stream = createReadStream(file, { highWaterMark: CHUNK_BYTES, signal })
  for await (const chunk of stream) {
    const lines = take(decoder.decode(chunk as Buffer, { stream: true }))
    if (lines.length > 0) yield lines
  }
  const rest = decoder.decode()
  const last = [...take(`${rest}\n`)]
  if (last.at(-1) === '') last.pop()
  if (last.length > 0) yield last
}
