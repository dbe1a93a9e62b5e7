import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { EpochSeconds } from '../../src/core/identity.ts'
import { htmlToText } from '../../src/feeds/html-text.ts'
import { feedbackOf, instantOf } from '../../src/feeds/item.ts'
import { readFeed } from '../../src/feeds/read-feed.ts'

const BASE = 'https://forum.example/posts.json'
const NOW = (Date.UTC(2026, 10, 18, 12) / 1000) as EpochSeconds
const at = (iso: string) => Date.parse(iso) / 1000

describe('a feed', () => {
  test('in RSS 2.0 is read with its HTML as text', () => {
    const rss = `<?xml version="1.0"?><rss version="2.0" xmlns:content="c" xmlns:dc="d"><channel>
      <title>News</title><link>https://news.example/</link>
      <item><title>Norda &amp;amp; friends</title><link>/one?a=1&amp;b=2</link><guid isPermaLink="false">n-1</guid>
        <description>short</description><content:encoded><![CDATA[<p>Delivery was <b>late</b>.</p><script>alert(1)</script><p>Twice&nbsp;now.</p>]]></content:encoded>
        <dc:creator>Ona</dc:creator><pubDate>Mon, 16 Nov 2026 10:00:00 +0200</pubDate>
        <media:title>other</media:title></item>
      <item><title>Second</title><author>jonas@example.com (Jonas)</author></item>
    </channel></rss>`
    expect(readFeed(rss, 'https://news.example/feed')).toEqual([
      {
        id: 'n-1',
        url: 'https://news.example/one?a=1&b=2',
        title: 'Norda & friends',
        text: 'Delivery was late.\n\nTwice now.',
        author: 'Ona',
        at: at('2026-11-16T08:00:00Z'),
        stars: null,
      },
      expect.objectContaining({ id: null, title: 'Second', author: 'Jonas', url: null, at: null }),
    ])
  })

  test('in Atom is read, text as text and HTML as HTML', () => {
    const atom = `<feed xmlns="http://www.w3.org/2005/Atom"><title>Reviews</title>
      <author><name>The shop</name></author>
      <entry><id>urn:1</id><title type="html">&lt;b&gt;Good&lt;/b&gt;</title><link rel="self" href="/api/1"/><link href="/1"/>
        <author><name>Айгүл</name></author><updated>2026-11-17T10:00:00Z</updated><published>2026-11-16T10:00:00Z</published>
        <content type="xhtml"><div><p>One</p><p>two &lt;3</p></div></content><im:rating>4</im:rating></entry>
      <entry><id>urn:2</id><title>a &lt; b &amp;amp; c</title><summary>plain &lt;p&gt; text</summary></entry></feed>`
    expect(readFeed(atom, 'https://shop.example/feed')).toEqual([
      {
        id: 'urn:1',
        url: 'https://shop.example/1',
        title: 'Good',
        text: 'One\n\ntwo <3',
        author: 'Айгүл',
        at: at('2026-11-16T10:00:00Z'),
        stars: 4,
      },
      expect.objectContaining({ id: 'urn:2', title: 'a < b &amp; c', text: 'plain <p> text' }),
    ])
  })

  test('in JSON Feed is read', () => {
    const json = JSON.stringify({
      version: 'https://jsonfeed.org/version/1.1',
      items: [
        {
          id: 7,
          url: 'https://blog.example/7',
          content_html: '<p>Fast &amp; kind</p>',
          date_published: '2026-11-16T10:00:00+02:00',
          authors: [{ name: 'Rasa' }],
        },
        { id: 'b', content_text: 'plain', title: 'T' },
        null,
      ],
    })
    expect(readFeed(json, BASE)).toEqual([
      {
        id: '7',
        url: 'https://blog.example/7',
        title: '',
        text: 'Fast & kind',
        author: 'Rasa',
        at: at('2026-11-16T08:00:00Z'),
        stars: null,
      },
      expect.objectContaining({ id: 'b', text: 'plain', title: 'T', url: null }),
      expect.objectContaining({ id: null, text: '' }),
    ])
  })

  test('of a Discourse forum is read post by post, without what is quoted', () => {
    const posts = JSON.stringify({
      latest_posts: [
        {
          id: 12,
          username: 'karina',
          created_at: '2026-11-16T10:00:00.000Z',
          topic_id: 3,
          topic_slug: 'returns',
          topic_title: 'Returns',
          post_number: 2,
          post_url: '/t/returns/3/2',
          cooked:
            '<aside class="quote no-group" data-username="x"><div class="title">x:</div><blockquote><p>old words</p></blockquote></aside><p>Same here</p>',
        },
        {
          id: 11,
          username: 'ona',
          created_at: '2026-11-16T09:00:00.000Z',
          topic_id: 3,
          topic_slug: 'returns',
          topic_title: 'Returns',
          post_number: 1,
          cooked: '<p>Slow</p>',
        },
      ],
    })
    expect(readFeed(posts, BASE)).toEqual([
      {
        id: 'post:12',
        url: 'https://forum.example/t/returns/3/2',
        title: '',
        text: 'Same here',
        author: 'karina',
        at: at('2026-11-16T10:00:00Z'),
        stars: null,
      },
      expect.objectContaining({
        id: 'post:11',
        title: 'Returns',
        url: 'https://forum.example/t/returns/3/1',
      }),
    ])
  })

  test('of a Discourse forum is read topic by topic', () => {
    const topics = JSON.stringify({
      users: [{ id: 5, username: 'ona' }],
      topic_list: {
        topics: [
          {
            id: 3,
            slug: 'returns',
            title: 'Returns take long',
            excerpt: 'Three weeks&hellip;',
            created_at: '2026-11-16T09:00:00.000Z',
            posters: [{ user_id: 5 }],
          },
        ],
      },
    })
    expect(readFeed(topics, 'https://forum.example/latest.json')).toEqual([
      {
        id: 'topic:3',
        url: 'https://forum.example/t/returns/3',
        title: 'Returns take long',
        text: 'Three weeks…',
        author: 'ona',
        at: at('2026-11-16T09:00:00Z'),
        stars: null,
      },
    ])
  })

  test.each([
    ['a page', '<!doctype html><html><body><item>x</item></body></html>'],
    ['other JSON', '{"items":[]}'],
    ['broken JSON', '{"version":'],
    ['deep JSON', '{"a":'.repeat(200_000)],
    ['deep XML', `<rss>${'<a>'.repeat(200_000)}`],
    ['nothing', ''],
    ['words', 'not found'],
  ])('is not seen in %s', (_, text) => {
    expect(readFeed(text, BASE)).toBeUndefined()
  })

  test('expands no entities of a document type', () => {
    const laughs = `<?xml version="1.0"?><!DOCTYPE rss [<!ENTITY a "haha"><!ENTITY b "&a;&a;&a;"><!ENTITY f SYSTEM "file:///etc/passwd">]>
      <rss><channel><item><title>&b;&f;</title></item></channel></rss>`
    expect(readFeed(laughs, BASE)?.[0]?.title).toBe('&b;&f;')
  })

  test('of any bytes is read or refused, never failed on', () => {
    const pieces = fc.constantFrom(
      '<rss>',
      '<item>',
      '</item>',
      '<entry>',
      '<title type="html">',
      '<![CDATA[',
      ']]>',
      '&amp;',
      '&#x1F600;',
      '<link href="/x"/>',
      '<content type="xhtml">',
      '</rss>',
      'слова',
      '<',
      '>',
      '<!--',
      '{',
      '"items":[',
    )
    fc.assert(
      fc.property(fc.array(fc.oneof(pieces, fc.string()), { maxLength: 40 }), (parts) => {
        for (const start of [
          '',
          '<rss>',
          '<feed>',
          '{"version":"https://jsonfeed.org/version/1","items":[',
        ]) {
          for (const item of readFeed(`${start}${parts.join('')}`, BASE) ?? [])
            feedbackOf(item, { kind: 'mention', source: 's', brand: null }, NOW)
        }
      }),
    )
  })
})

describe('HTML as text', () => {
  test.each([
    ['<p>One</p><p>two</p>', 'One\n\ntwo'],
    ['a<br>b<br/>c', 'a\nb\nc'],
    ['<ul><li>one<li>two</ul>', 'one\n\ntwo'],
    ['<style>p{}</style><svg><text>x</text></svg>shown<iframe>no</iframe>', 'shown'],
    ['<img src=x onerror=alert(1)>after', 'after'],
    ['&lt;b&gt; &copy; &#128512; &bogus;', '<b> © 😀 &bogus;'],
    ['unclosed <b>tag <script>never', 'unclosed tag'],
    ['<scr<script>ipt>x</script>y', expect.not.stringContaining('<script')],
  ])('%s', (html, text) => {
    expect(htmlToText(html, 1000)).toEqual(text)
  })

  test('is cut, and long HTML takes no longer than its length', () => {
    expect(htmlToText(`<p>${'word '.repeat(10_000)}</p>`, 100)).toHaveLength(100)
    expect(htmlToText('<'.repeat(500_000), 10).length).toBeLessThanOrEqual(10)
    expect(htmlToText('<div>'.repeat(100_000), 10)).toBe('')
  })
})

describe('feedback of an item', () => {
  const item = {
    id: 'x',
    url: 'https://a.example/1',
    title: 'T',
    text: 'words',
    author: 'Ona',
    at: NOW,
    stars: 2,
  }
  const feed = { kind: 'mention', source: 'Forum', brand: 'Norda' } as const

  test('carries its words, its place and its author, personal data masked', () => {
    expect(feedbackOf({ ...item, text: 'write to ona@example.com' }, feed, NOW)).toMatchObject({
      text: 'T\nwrite to [email]',
      source: 'Forum',
      brand: 'Norda',
      externalId: 'x',
      author: 'Ona',
      url: 'https://a.example/1',
      kind: 'mention',
      score: null,
    })
  })

  test('has stars where the feed holds reviews', () => {
    expect(feedbackOf(item, { ...feed, kind: 'review' }, NOW)).toMatchObject({
      kind: 'review',
      score: 2,
      scale: { min: 1, max: 5 },
    })
  })

  test('is told by its id, else by its address, else by its words', () => {
    const id = (more: object) => feedbackOf({ ...item, ...more }, feed, NOW)?.externalId
    expect(id({ id: null })).toBe('https://a.example/1')
    expect(id({ id: null, url: null })).toBe(id({ id: null, url: null, author: 'other' }))
    expect(id({ id: null, url: null })).not.toBe(id({ id: null, url: null, text: 'other' }))
    expect(id({ id: 'y'.repeat(5000) })).toHaveLength(32)
  })

  test('was never said later than now, and says something', () => {
    expect(feedbackOf({ ...item, at: (NOW + 99) as EpochSeconds }, feed, NOW)?.at).toBe(NOW)
    expect(feedbackOf({ ...item, title: ' ', text: '\n' }, feed, NOW)).toBeUndefined()
  })
})

test.each([
  ['Mon, 16 Nov 2026 10:00:00 GMT', '2026-11-16T10:00:00Z'],
  ['Mon, 16 Nov 2026 10:00:00 EST', '2026-11-16T15:00:00Z'],
  ['2026-11-16T10:00:00+05:00', '2026-11-16T05:00:00Z'],
  ['2026-11-16T10:00:00', '2026-11-16T10:00:00Z'],
  ['16 Nov 2026 10:00:00', '2026-11-16T10:00:00Z'],
  ['2026-11-16', '2026-11-16T00:00:00Z'],
])('the date %s is %s', (text, iso) => {
  expect(instantOf(text)).toBe(at(iso))
})
