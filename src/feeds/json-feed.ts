import { htmlToText } from './html-text.ts'
import type { FeedItem } from './item.ts'
import { instantOf, LONGEST_ITEM, linkOf } from './item.ts'

type Json = Readonly<Record<string, unknown>>

/**
 * Returns the items of a JSON Feed (jsonfeed.org, versions 1 and 1.1) or of a Discourse
 * forum's `posts.json` or `latest.json`, at most `most`; undefined where it is none of them.
 */
export function readJsonFeed(
  text: string,
  base: string,
  most: number,
): readonly FeedItem[] | undefined {
  const found = parse(text)
  if (!found) return undefined
  const version = words(found['version'])
  if (version.includes('jsonfeed.org/version/1') && Array.isArray(found['items'])) {
    return records(found['items'], most).map((item) => fromJsonFeed(item, base))
  }
  if (Array.isArray(found['latest_posts'])) {
    return records(found['latest_posts'], most).map((post) => fromPost(post, base))
  }
  const topics = record(found['topic_list'])['topics']
  if (!Array.isArray(topics)) return undefined
  const people = new Map(
    records(found['users'], Number.POSITIVE_INFINITY).map((user) => [
      user['id'],
      words(user['username']),
    ]),
  )
  return records(topics, most).map((topic) => fromTopic(topic, people, base))
}

function parse(text: string): Json | undefined {
  try {
    return record(JSON.parse(text.replace(/^\uFEFF/, '')))
  } catch {
    return undefined
  }
}

function fromJsonFeed(item: Json, base: string): FeedItem {
  const author = record(Array.isArray(item['authors']) ? item['authors'][0] : item['author'])
  const html = words(item['content_html'])
  const plain = words(item['content_text']) || words(item['summary'])
  return {
    id: identifier(item['id']),
    url: linkOf(words(item['url']) || words(item['external_url']), base),
    title: words(item['title']).slice(0, LONGEST_ITEM),
    text: html === '' ? plain.slice(0, LONGEST_ITEM) : htmlToText(html, LONGEST_ITEM),
    author: words(author['name']) || null,
    at: instantOf(words(item['date_published']) || words(item['date_modified'])),
    stars: null,
  }
}

function fromPost(post: Json, base: string): FeedItem {
  const isFirst = post['post_number'] === 1
  return {
    id: `post:${identifier(post['id']) ?? ''}`,
    url: linkOf(
      words(post['post_url']) ||
        `/t/${words(post['topic_slug'])}/${identifier(post['topic_id'])}/${identifier(post['post_number'])}`,
      base,
    ),
    title: isFirst ? words(post['topic_title']) : '',
    text: htmlToText(words(post['cooked']) || words(post['raw']), LONGEST_ITEM),
    author: words(post['username']) || null,
    at: instantOf(words(post['created_at'])),
    stars: null,
  }
}

function fromTopic(topic: Json, people: ReadonlyMap<unknown, string>, base: string): FeedItem {
  const [first] = records(topic['posters'], 1)
  return {
    id: `topic:${identifier(topic['id']) ?? ''}`,
    url: linkOf(`/t/${words(topic['slug'])}/${identifier(topic['id'])}`, base),
    title: words(topic['title']),
    text: htmlToText(words(topic['excerpt']), LONGEST_ITEM),
    author: people.get(first?.['user_id']) || null,
    at: instantOf(words(topic['created_at'])),
    stars: null,
  }
}

function record(value: unknown): Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Json) : {}
}

function records(value: unknown, most: number): readonly Json[] {
  return Array.isArray(value) ? value.slice(0, most).map(record) : []
}

function words(value: unknown): string {
  return typeof value === 'string' ? value : ''
}

function identifier(value: unknown): string | null {
  return typeof value === 'string' || typeof value === 'number' ? String(value) : null
}
