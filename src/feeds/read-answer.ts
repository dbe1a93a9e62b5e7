import type { IncomingMessage } from 'node:http'
import type { Readable } from 'node:stream'
import { createBrotliDecompress, createGunzip, createInflate } from 'node:zlib'
import { type FetchedPage, PageFault } from './fetched-page.ts'

const MOST_BYTES = 5 * 2 ** 20
/** No server is waited for longer, whatever it asks. */
const LONGEST_WAIT_SECONDS = 86_400

/**
 * Returns the page of an answer, unpacked and decoded, 5 MiB at most, and closes it. Rejects with
 * a PageFault for any other answer.
 */
export async function readAnswer(
  answer: IncomingMessage,
  status: number,
  url: URL,
): Promise<FetchedPage> {
  const { headers } = answer
  const close = (): void => {
    answer.destroy()
  }
  if (status === 304) {
    close()
    return { type: 'unchanged' }
  }
  if (status !== 200) {
    close()
    const wait = retryAfterOf(headers['retry-after'])
    if (status === 410) throw new PageFault('gone', '410')
    if (status === 401 || status === 403) throw new PageFault('refused', String(status), wait)
    throw new PageFault('status', String(status), wait)
  }
  try {
    const bytes = await bytesOf(answer)
    return {
      type: 'page',
      url: url.href,
      text: decode(bytes, headers['content-type'] ?? ''),
      etag: short(headers.etag),
      modified: short(headers['last-modified']),
    }
  } finally {
    close()
  }
}

async function bytesOf(answer: IncomingMessage): Promise<Buffer> {
  if (Number(answer.headers['content-length'] ?? 0) > MOST_BYTES) throw new PageFault('too-large')
  const unpacked = unpack(answer, (answer.headers['content-encoding'] ?? '').trim().toLowerCase())
  let packed = 0
  answer.on('data', (chunk: Buffer) => {
    packed += chunk.length
    if (packed > MOST_BYTES) unpacked.destroy(new PageFault('too-large'))
  })
  const chunks: Buffer[] = []
  let size = 0
  for await (const chunk of unpacked) {
    size += (chunk as Buffer).length
    if (size > MOST_BYTES) throw new PageFault('too-large')
    chunks.push(chunk as Buffer)
  }
  return Buffer.concat(chunks)
}

function unpack(answer: IncomingMessage, encoding: string): Readable {
  if (encoding === '' || encoding === 'identity') return answer
  const unpacker =
    encoding === 'gzip' || encoding === 'x-gzip'
      ? createGunzip()
      : encoding === 'deflate'
        ? createInflate()
        : encoding === 'br'
          ? createBrotliDecompress()
          : undefined
  if (!unpacker) throw new PageFault('encoding', encoding.slice(0, 40))
  answer.on('error', (error) => unpacker.destroy(error))
  answer.on('aborted', () => unpacker.destroy(new PageFault('network')))
  return answer.pipe(unpacker)
}

/** The header tells the characters, else the page itself, else they are UTF-8. */
function decode(bytes: Buffer, type: string): string {
  const declared =
    /charset\s*=\s*"?([\w.:-]{1,40})/i.exec(type)?.[1] ??
    /^[^>]{0,200}encoding\s*=\s*["']([\w.:-]{1,40})["']/.exec(bytes.toString('latin1', 0, 256))?.[1]
  try {
    return new TextDecoder(declared ?? 'utf-8').decode(bytes)
  } catch {
    return new TextDecoder().decode(bytes)
  }
}

/** Seconds, or a date. */
function retryAfterOf(header: string | undefined): number | null {
  if (header === undefined) return null
  const seconds = /^\d{1,9}$/.test(header.trim())
    ? Number(header)
    : Math.ceil((Date.parse(header) - Date.now()) / 1000)
  return Number.isFinite(seconds) ? Math.min(Math.max(seconds, 0), LONGEST_WAIT_SECONDS) : null
}

function short(header: string | undefined): string | null {
  return header === undefined || header.length > 500 ? null : header
}
