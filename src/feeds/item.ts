import { createHash } from 'node:crypto'
import type { Feed } from '../core/feed.ts'
import type { NewFeedback } from '../core/feedback.ts'
import type { EpochSeconds } from '../core/identity.ts'
import { maskPersonal } from '../privacy/mask.ts'
import { tidy } from './tidy.ts'

const LONGEST_TEXT = 8_000
const LONGEST_ID = 200
const LONGEST_NAME = 200

/** What a feed tells of one thing on it, as plain text. */
export interface FeedItem {
  readonly id: string | null
  readonly url: string | null
  readonly title: string
  readonly text: string
  readonly author: string | null
  readonly at: EpochSeconds | null
  /** Of five stars, where it is a review. */
  readonly stars: number | null
}

/**
 * Returns the feedback of an item; undefined where nothing was said. Its id is the feed's
 * own, else its address, else a hash of its words: the same item is the same feedback.
 */
export function feedbackOf(
  item: FeedItem,
  feed: Pick<Feed, 'kind' | 'source' | 'brand'>,
  now: EpochSeconds,
): NewFeedback | undefined {
  const words = tidy(item.text.startsWith(item.title) ? item.text : `${item.title}\n${item.text}`)
  if (words === '') return undefined
  const { text } = maskPersonal(words.slice(0, LONGEST_TEXT))
  const stars = feed.kind === 'review' ? item.stars : null
  return {
    kind: feed.kind,
    score: stars,
    scale: stars === null ? null : { min: 1, max: 5, reversed: false },
    survey: null,
    text,
    lang: null,
    at: Math.min(item.at ?? now, now) as EpochSeconds,
    source: feed.source,
    externalId: idOf(item, words),
    customer: null,
    author: item.author?.slice(0, LONGEST_NAME) || null,
    brand: feed.brand,
    product: null,
    channel: null,
    store: null,
    stage: null,
    segment: null,
    tags: [],
    url: item.url,
    factors: [],
  }
}

function idOf({ id, url }: FeedItem, words: string): string {
  const own = id ?? url
  if (own !== null && own.length <= LONGEST_ID) return own
  return createHash('sha256')
    .update(own ?? words)
    .digest('base64url')
    .slice(0, 32)
}

/** Returns the instant of an RFC 822 or ISO 8601 date; without a zone it is meant in UTC. */
export function instantOf(text: string | null | undefined): EpochSeconds | null {
  const trimmed = text?.trim() ?? ''
  if (trimmed === '' || trimmed.length > 60) return null
  const hasZone =
    /(?:[A-Za-z]|[+-]\d{2}:?\d{2})$/.test(trimmed) || /^\d{4}-\d\d-\d\d$/.test(trimmed)
  const parsed = Date.parse(
    hasZone ? trimmed : `${trimmed}${/^\d{4}-/.test(trimmed) ? 'Z' : ' GMT'}`,
  )
  return Number.isNaN(parsed) || parsed < 0 ? null : (Math.floor(parsed / 1000) as EpochSeconds)
}

/** Returns the address of a page relative to the feed's; null where it is none. */
export function linkOf(text: string | null | undefined, base: string): string | null {
  if (!text || text.length > 2_000 || !URL.canParse(text.trim(), base)) return null
  const url = new URL(text.trim(), base)
  return url.protocol === 'https:' || url.protocol === 'http:' ? url.href : null
}

/** The longest text that is kept of an item. */
export const LONGEST_ITEM = LONGEST_TEXT
