import { lookup } from 'node:dns/promises'
import { type IncomingMessage, request as requestHttp } from 'node:http'
import { request as requestHttps } from 'node:https'
import { isIP } from 'node:net'
import type { Readable } from 'node:stream'
import { createBrotliDecompress, createGunzip, createInflate } from 'node:zlib'
import type { FeedFault } from '../core/feed.ts'
import { hostOf, PUBLIC_WEB, permittedUrl, type WebPolicy } from './address.ts'

const MOST_BYTES = 5 * 2 ** 20
const MOST_MILLISECONDS = 5_000
const MOST_REDIRECTS = 3
/** No server is waited for longer, whatever it asks. */
const LONGEST_WAIT_SECONDS = 86_400

/** What is known of a page since it was read last. */
export interface KnownPage {
  readonly url: string
  readonly etag: string | null
  readonly modified: string | null
}

export type FetchedPage =
  | {
      readonly type: 'page'
      /** Where it was in the end. */
      readonly url: string
      readonly text: string
      readonly etag: string | null
      readonly modified: string | null
    }
  | { readonly type: 'unchanged' }
  | {
      readonly type: 'failed'
      readonly fault: FeedFault
      /** A status or a host. */
      readonly detail: string
      /** Seconds, where the server says when to come again. */
      readonly retryAfter: number | null
    }

export type FetchPage = (page: KnownPage, signal: AbortSignal) => Promise<FetchedPage>

export interface FetchOptions {
  readonly userAgent: string
  /** The public web unless said otherwise. */
  readonly policy?: WebPolicy
  /** Returns all addresses of a name; the machine's resolver unless said otherwise. */
  readonly resolve?: (name: string) => Promise<readonly string[]>
  /** How long a page may take, with all its redirects. */
  readonly milliseconds?: number
}

class Fault extends Error {
  readonly fault: FeedFault
  readonly retryAfter: number | null

  constructor(fault: FeedFault, detail = '', retryAfter: number | null = null) {
    super(detail)
    this.fault = fault
    this.retryAfter = retryAfter
  }
}

/**
 * Returns what asks for pages: a name is looked up once, all its addresses must be allowed, and the
 * connection goes to exactly the one that was checked. A page takes 5 s and 5 MiB at most, packed
 * and unpacked; redirects are followed on the same host only. It never rejects.
 */
export function createFetchPage(options: FetchOptions): FetchPage {
  const policy = options.policy ?? PUBLIC_WEB
  const milliseconds = options.milliseconds ?? MOST_MILLISECONDS
  const resolve =
    options.resolve ??
    (async (name: string) => (await lookup(name, { all: true })).map(({ address }) => address))

  return async (known, stop) => {
    const signal = AbortSignal.any([stop, AbortSignal.timeout(milliseconds)])
    try {
      return await unlessAborted(follow(known, signal), signal)
    } catch (error) {
      if (error instanceof Fault) {
        const { fault, message, retryAfter } = error
        return { type: 'failed', fault, detail: message, retryAfter }
      }
      const fault = signal.aborted ? 'timeout' : 'network'
      return { type: 'failed', fault, detail: codeOf(error), retryAfter: null }
    }
  }

  async function follow(known: KnownPage, signal: AbortSignal): Promise<FetchedPage> {
    let url = permittedUrl(known.url, policy)
    if (!url) throw new Fault('address')
    for (let redirects = 0; redirects <= MOST_REDIRECTS; redirects += 1) {
      const answer = await ask(url, await addressOf(url), known, signal)
      const { statusCode: status = 0, headers } = answer
      if (status >= 300 && status < 400 && status !== 304 && headers.location !== undefined) {
        answer.destroy()
        url = nextUrl(headers.location, url)
        continue
      }
      return await read(answer, status, url)
    }
    throw new Fault('redirect', hostOf(url))
  }

  async function addressOf(url: URL): Promise<string> {
    const host = hostOf(url)
    const addresses = isIP(host) === 0 ? await lookUp(host) : [host]
    const [address] = addresses
    if (address === undefined) throw new Fault('name', host)
    if (!addresses.every((each) => policy.allows(each))) throw new Fault('address', host)
    return address
  }

  async function lookUp(name: string): Promise<readonly string[]> {
    try {
      return await resolve(name)
    } catch {
      throw new Fault('name', name)
    }
  }

  /** A page may only move within its host, to its `www` or away from it. */
  function nextUrl(location: string, from: URL): URL {
    const target = URL.canParse(location, from.href) ? new URL(location, from) : undefined
    const next = target && permittedUrl(target.href, policy)
    if (!next || bare(next) !== bare(from)) throw new Fault('redirect', target?.hostname ?? '')
    return next
  }

  function ask(
    url: URL,
    address: string,
    { etag, modified }: KnownPage,
    signal: AbortSignal,
  ): Promise<IncomingMessage> {
    const host = hostOf(url)
    const request = url.protocol === 'https:' ? requestHttps : requestHttp
    return new Promise((done, fail) => {
      request({
        host: address,
        ...(url.port === '' ? {} : { port: url.port }),
        ...(isIP(host) === 0 ? { servername: host } : {}),
        path: `${url.pathname}${url.search}`,
        method: 'GET',
        agent: false,
        signal,
        maxHeaderSize: 32_768,
        headers: {
          host: url.host,
          'user-agent': options.userAgent,
          accept:
            'application/feed+json, application/atom+xml, application/rss+xml, application/json, application/xml;q=0.9, text/xml;q=0.9, */*;q=0.1',
          'accept-encoding': 'gzip, deflate, br',
          ...(etag === null ? {} : { 'if-none-match': etag }),
          ...(modified === null ? {} : { 'if-modified-since': modified }),
        },
      })
        .on('response', done)
        .on('error', fail)
        .end()
    })
  }
}

function bare({ hostname, port }: URL): string {
  return `${hostname.replace(/^www\./, '')}:${port}`
}

async function read(answer: IncomingMessage, status: number, url: URL): Promise<FetchedPage> {
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
    if (status === 410) throw new Fault('gone', '410')
    if (status === 401 || status === 403) throw new Fault('refused', String(status), wait)
    throw new Fault('status', String(status), wait)
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
  if (Number(answer.headers['content-length'] ?? 0) > MOST_BYTES) throw new Fault('too-large')
  const unpacked = unpack(answer, (answer.headers['content-encoding'] ?? '').trim().toLowerCase())
  let packed = 0
  answer.on('data', (chunk: Buffer) => {
    packed += chunk.length
    if (packed > MOST_BYTES) unpacked.destroy(new Fault('too-large'))
  })
  const chunks: Buffer[] = []
  let size = 0
  for await (const chunk of unpacked) {
    size += (chunk as Buffer).length
    if (size > MOST_BYTES) throw new Fault('too-large')
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
  if (!unpacker) throw new Fault('encoding', encoding.slice(0, 40))
  answer.on('error', (error) => unpacker.destroy(error))
  answer.on('aborted', () => unpacker.destroy(new Fault('network')))
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

function codeOf(error: unknown): string {
  const code = error instanceof Error && 'code' in error ? error.code : undefined
  return typeof code === 'string' ? code.slice(0, 40) : ''
}

/** Looking up a name cannot be stopped: it is left behind. */
async function unlessAborted<Value>(work: Promise<Value>, signal: AbortSignal): Promise<Value> {
  let abort: () => void = () => undefined
  const aborted = new Promise<never>((_, fail) => {
    abort = () => fail(new Fault('timeout'))
    if (signal.aborted) abort()
    signal.addEventListener('abort', abort)
  })
  work.catch(() => undefined)
  try {
    return await Promise.race([work, aborted])
  } finally {
    signal.removeEventListener('abort', abort)
  }
}
