import type { FeedItem } from './item.ts'
import { readJsonFeed } from './json-feed.ts'
import { readXmlFeed } from './xml-feed.ts'

/** The newest come first in every format: more are read the next time. */
const MOST_ITEMS = 500

/**
 * Returns what a page tells, whatever it says of its own type; undefined where it is no
 * feed that is known. `base` is its address: relative links begin there.
 */
export function readFeed(text: string, base: string): readonly FeedItem[] | undefined {
  const first = /\S/.exec(text.replace(/^\uFEFF/, ''))?.[0]
  if (first === '{') return readJsonFeed(text, base, MOST_ITEMS)
  return first === '<' ? readXmlFeed(text, base, MOST_ITEMS) : undefined
}
