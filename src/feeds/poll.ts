import type { Logger } from '../core/adapter.ts'
import type { ClaimedFeed, FeedEnd, FeedFault } from '../core/feed.ts'
import type { EpochSeconds } from '../core/identity.ts'
import type { Store } from '../core/store.ts'
import type { FetchPage } from './fetch-page.ts'
import type { FetchedPage } from './fetched-page.ts'
import { feedbackOf } from './item.ts'

const AT_ONCE = 4
/** Far longer than a page may take. */
const LEASE_SECONDS = 120
const LONGEST_PAUSE_SECONDS = 86_400
/** Each wait is up to so much longer, so that feeds do not come to fall together. */
const JITTER = 0.1

export interface FeedParts {
  readonly store: Pick<Store, 'feeds' | 'atomically'>
  readonly fetchPage: FetchPage
  readonly log: Logger
  readonly clock: () => EpochSeconds
  /** From 0 to below 1. */
  readonly random: () => number
}

export interface FeedPoller {
  /** Begins to read feeds that are due, a few at once. */
  takeUp(): Promise<void>
  /** Resolves when nothing is being read. */
  idle(): Promise<void>
  /** Lets go of what is being asked for; another process or the next start reads it. */
  stop(): Promise<void>
}

/**
 * Returns what reads feeds: politely, one request a host at a time, asking only for what
 * changed, ever more seldom where it fails. What a feed brings and the note of it are one transaction.
 */
export function createFeedPoller(parts: FeedParts): FeedPoller {
  const { store, clock, log } = parts
  const reading = new Set<Promise<void>>()
  const stopping = new AbortController()

  async function idle(): Promise<void> {
    await Promise.all(reading)
  }
  return {
    async takeUp() {
      if (stopping.signal.aborted || reading.size >= AT_ONCE) return
      const claimed = await store.feeds.claimDue(clock(), AT_ONCE - reading.size, LEASE_SECONDS)
      for (const feed of claimed) {
        const work = readOne(feed, parts, stopping.signal)
          .catch((error: unknown) => {
            log.warn('feed-not-kept', { feed: feed.id, error: String(error) })
          })
          .finally(() => reading.delete(work))
        reading.add(work)
      }
    },
    idle,
    async stop() {
      stopping.abort()
      await idle()
    },
  }
}

async function readOne(feed: ClaimedFeed, parts: FeedParts, stop: AbortSignal): Promise<void> {
  const { store, fetchPage, clock } = parts
  const page = await fetchPage(feed, stop)
  if (stop.aborted) return
  if (page.type === 'page') await keep(feed, page, parts)
  else if (page.type === 'unchanged') {
    await store.feeds.complete(
      feed,
      read(feed, { items: 0, etag: feed.etag, modified: feed.modified }, parts),
    )
  } else {
    const { fault, detail, retryAfter } = page
    await store.feeds.complete(feed, failed(feed, { fault, detail, retryAfter }, clock(), parts))
  }
}

async function keep(
  feed: ClaimedFeed,
  { text, url, etag, modified }: Extract<FetchedPage, { type: 'page' }>,
  parts: FeedParts,
): Promise<void> {
  const { store, clock } = parts
  const { readFeed } = await import('./read-feed.ts')
  const now = clock()
  const found = readFeed(text, url)
  if (!found) {
    const fault = { fault: 'not-a-feed', detail: '', retryAfter: null } as const
    await store.feeds.complete(feed, failed(feed, fault, now, parts))
    return
  }
  const items = found.flatMap((item) => feedbackOf(item, feed, now) ?? [])
  const unique = [...new Map(items.map((item) => [item.externalId, item])).values()]
  await store.atomically(async (within) => {
    const { accepted } =
      unique.length === 0
        ? { accepted: 0 }
        : await within.ingest(feed.workspace, { items: unique, derivedIds: false })
    const end = read(feed, { items: accepted, etag, modified }, parts)
    if (!(await within.feeds.complete(feed, end))) throw new Error('the feed is in other hands')
  })
}

function read(
  { everySeconds }: ClaimedFeed,
  {
    items,
    etag,
    modified,
  }: Pick<Extract<FeedEnd, { type: 'read' }>, 'items' | 'etag' | 'modified'>,
  { clock, random }: FeedParts,
): FeedEnd {
  const now = clock()
  const nextAt = now + Math.ceil(everySeconds * (1 + JITTER * random()))
  return { type: 'read', at: now, items, nextAt: nextAt as EpochSeconds, etag, modified }
}

/** The pause doubles with each failure; a server that names one is left alone with all its feeds. */
function failed(
  { everySeconds, failures }: ClaimedFeed,
  {
    fault,
    detail,
    retryAfter,
  }: { readonly fault: FeedFault; readonly detail: string; readonly retryAfter: number | null },
  now: EpochSeconds,
  { random }: FeedParts,
): FeedEnd {
  const pause = Math.min(everySeconds * 2 ** Math.min(failures, 20), LONGEST_PAUSE_SECONDS)
  const wait = Math.max(Math.ceil(pause * (1 + JITTER * random())), retryAfter ?? 0)
  return {
    type: 'failed',
    at: now,
    fault,
    detail,
    nextAt: (now + wait) as EpochSeconds,
    hostFreeAt: retryAfter === null ? null : ((now + retryAfter) as EpochSeconds),
  }
}
