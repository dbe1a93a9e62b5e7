import type { Completion } from '../../../src/core/adapter.ts'
import type { PageReply } from '../page-reply.ts'
import { shownTheme } from './theme.ts'
import type { Words } from './words.ts'

const ANSWER_MILLISECONDS = 60_000
/** A large file is looked at for a minute after it has arrived. */
const FILE_MILLISECONDS = 120_000
const OTHER_MILLISECONDS = 10_000

/** Why there is no answer. `refused` carries the server's own words. */
export class RequestFailure extends Error {
  readonly kind: 'unreachable' | 'fault' | 'signedOut' | 'refused'

  constructor(kind: RequestFailure['kind'], message = '') {
    super(message)
    this.kind = kind
  }
}

async function request<Answer>(
  path: string,
  options: RequestInit,
  milliseconds: number,
): Promise<Answer> {
  const limit = AbortSignal.timeout(milliseconds)
  const signal = options.signal ? AbortSignal.any([limit, options.signal]) : limit
  let response: Response
  try {
    response = await fetch(path, { ...options, signal })
  } catch {
    throw new RequestFailure('unreachable')
  }
  if (response.ok) {
    return response.json().catch(() => {
      throw new RequestFailure('unreachable')
    }) as Promise<Answer>
  }
  if (response.status === 401) throw new RequestFailure('signedOut')
  const body: unknown = await response.json().catch(() => null)
  const { error } = (body ?? {}) as { readonly error?: { readonly message?: string } }
  if (response.status < 500 && error?.message) throw new RequestFailure('refused', error.message)
  throw new RequestFailure('fault')
}

/**
 * Asks a question, where there is one with a file. The same id is answered once, however often
 * it is sent.
 */
export function requestAnswer(
  { id, line, file }: { readonly id: string; readonly line: string; readonly file?: File },
  locale: string,
): Promise<PageReply> {
  const scale = window.devicePixelRatio > 1 ? 2 : 1
  /** A wide chart on a phone would have to be pushed to and fro. */
  const width = window.innerWidth < 640 ? 400 : 900
  const question = { id, line, locale, theme: shownTheme() }
  if (file) {
    const query = new URLSearchParams({ ...question, name: file.name })
    const headers = { 'content-type': 'application/octet-stream' }
    return request(`/api/file?${query}`, { method: 'POST', headers, body: file }, FILE_MILLISECONDS)
  }
  return request(
    '/api/ask',
    {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ ...question, scale, width }),
    },
    ANSWER_MILLISECONDS,
  )
}

/** Returns how a line may go on; nothing where that cannot be told. */
export async function requestCompletions(
  line: string,
  locale: string,
  signal: AbortSignal,
): Promise<readonly Completion[]> {
  const query = new URLSearchParams({ line, locale })
  try {
    const { completions } = await request<{ readonly completions: readonly Completion[] }>(
      `/api/complete?${query}`,
      { signal },
      OTHER_MILLISECONDS,
    )
    return completions
  } catch {
    return []
  }
}

/** Returns the page's words in a language. */
export function requestWords(locale: string): Promise<Words> {
  return request(`/api/words?locale=${locale}`, {}, OTHER_MILLISECONDS)
}
