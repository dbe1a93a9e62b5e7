import { lookup } from 'node:dns/promises'
import { type IncomingMessage, request as requestHttp } from 'node:http'
import { request as requestHttps } from 'node:https'
import { isIP } from 'node:net'
import { hostOf, PUBLIC_WEB, permittedUrl, type WebPolicy } from './address.ts'
import { type FetchedPage, type KnownPage, PageFault } from './fetched-page.ts'
import { readAnswer } from './read-answer.ts'

const MOST_MILLISECONDS = 5_000
const MOST_REDIRECTS = 3

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
      if (error instanceof PageFault) {
        const { fault, message, retryAfter } = error
        return { type: 'failed', fault, detail: message, retryAfter }
      }
      const fault = signal.aborted ? 'timeout' : 'network'
      return { type: 'failed', fault, detail: codeOf(error), retryAfter: null }
    }
  }

  async function follow(known: KnownPage, signal: AbortSignal): Promise<FetchedPage> {
    let url = permittedUrl(known.url, policy)
    if (!url) throw new PageFault('address')
    for (let redirects = 0; redirects <= MOST_REDIRECTS; redirects += 1) {
      const answer = await ask(url, await addressOf(url), known, signal)
      const { statusCode: status = 0, headers } = answer
      if (status >= 300 && status < 400 && status !== 304 && headers.location !== undefined) {
        answer.destroy()
        url = nextUrl(headers.location, url)
        continue
      }
      return await readAnswer(answer, status, url)
    }
    throw new PageFault('redirect', hostOf(url))
  }

  async function addressOf(url: URL): Promise<string> {
    const host = hostOf(url)
    const addresses = isIP(host) === 0 ? await lookUp(host) : [host]
    const [address] = addresses
    if (address === undefined) throw new PageFault('name', host)
    if (!addresses.every((each) => policy.allows(each))) throw new PageFault('address', host)
    return address
  }

  async function lookUp(name: string): Promise<readonly string[]> {
    try {
      return await resolve(name)
    } catch {
      throw new PageFault('name', name)
    }
  }

  /** A page may only move within its host, to its `www` or away from it. */
  function nextUrl(location: string, from: URL): URL {
    const target = URL.canParse(location, from.href) ? new URL(location, from) : undefined
    const next = target && permittedUrl(target.href, policy)
    if (!next || bare(next) !== bare(from)) throw new PageFault('redirect', target?.hostname ?? '')
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

function codeOf(error: unknown): string {
  const code = error instanceof Error && 'code' in error ? error.code : undefined
  return typeof code === 'string' ? code.slice(0, 40) : ''
}

/** Looking up a name cannot be stopped: it is left behind. */
async function unlessAborted<Value>(work: Promise<Value>, signal: AbortSignal): Promise<Value> {
  let abort: () => void = () => undefined
  const aborted = new Promise<never>((_, fail) => {
    abort = () => fail(new PageFault('timeout'))
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
