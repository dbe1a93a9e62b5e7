import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { EpochSeconds, FeedId } from '../../src/core/identity.ts'
import { createFeedPoller } from '../../src/feeds/poll.ts'
import { type MadeWorkspace, madeWorkspace, NOW } from '../commands/made-workspace.ts'
import { type TestServer, testFetch, webServer } from './web-server.ts'

let shop: MadeWorkspace
let server: TestServer
let now = NOW as number
beforeAll(async () => {
  server = await webServer()
})
afterAll(() => server.close())
beforeEach(async () => {
  shop = await madeWorkspace([])
  now = NOW
  server.requests.length = 0
})
afterEach(() => shop.close())

const poller = () =>
  createFeedPoller({
    store: shop.store,
    fetchPage: testFetch(),
    log: { info: () => {}, warn: () => {}, error: () => {} },
    clock: () => now as EpochSeconds,
    random: () => 0,
  })
async function poll(): Promise<void> {
  const one = poller()
  await one.takeUp()
  await one.idle()
}
const add = (path = '/feed') =>
  shop.store.feeds.create(
    shop.workspace.id,
    {
      url: `${server.url}${path}`,
      everySeconds: 1800,
      kind: 'mention',
      source: 'Forum',
      brand: 'Norda',
    },
    now as EpochSeconds,
  )
const stored = () => shop.store.exportPage(shop.workspace.id, null, 100)
const found = (id: FeedId) => shop.store.feeds.find(shop.workspace.id, id)
const rss = (...items: readonly string[]) =>
  `<rss><channel>${items.map((each) => `<item><guid>${each}</guid><title>Title ${each}</title></item>`).join('')}</channel></rss>`

describe('polling', () => {
  test('stores what is new, once, and notes how it went', async () => {
    const { id } = await add()
    server.answer((_, response) => response.writeHead(200, { etag: '"1"' }).end(rss('a', 'b', 'a')))
    await poll()
    expect(
      (await stored()).map(({ externalId, source, brand, text }) => [
        externalId,
        source,
        brand,
        text,
      ]),
    ).toEqual([
      ['a', 'Forum', 'Norda', 'Title a'],
      ['b', 'Forum', 'Norda', 'Title b'],
    ])
    expect(await found(id)).toMatchObject({
      items: 2,
      lastSuccess: NOW,
      nextAt: NOW + 1800,
      etag: '"1"',
    })
    now += 1800
    server.answer((_, response) => response.end(rss('c', 'b', 'a')))
    await poll()
    expect(await stored()).toHaveLength(3)
    expect(await found(id)).toMatchObject({ items: 3 })
  })

  test('keeps an item as it came first: edits stay out', async () => {
    await add()
    server.answer((_, response) => response.end(rss('a')))
    await poll()
    now += 1800
    server.answer((_, response) => response.end(rss('a').replace('Title a', 'Edited')))
    await poll()
    expect((await stored()).map(({ text }) => text)).toEqual(['Title a'])
  })

  test('asks for nothing that did not change', async () => {
    const { id } = await add()
    server.answer((request, response) =>
      request.headers['if-none-match'] === '"1"'
        ? response.writeHead(304).end()
        : response.writeHead(200, { etag: '"1"' }).end(rss('a')),
    )
    await poll()
    now += 1800
    await poll()
    expect(server.requests).toHaveLength(2)
    expect(await found(id)).toMatchObject({ items: 1, etag: '"1"', lastSuccess: NOW + 1800 })
  })

  test('comes ever more seldom where it fails, and as before where it works again', async () => {
    const { id } = await add()
    server.answer((_, response) => response.writeHead(500).end())
    const waits: number[] = []
    for (let attempt = 0; attempt < 8; attempt += 1) {
      await poll()
      const next = (await found(id))?.nextAt ?? 0
      waits.push(next - now)
      now = next
    }
    expect(waits).toEqual([1800, 3600, 7200, 14_400, 28_800, 57_600, 86_400, 86_400])
    expect(await found(id)).toMatchObject({
      lastError: { fault: 'status', detail: '500' },
      lastSuccess: null,
    })
    server.answer((_, response) => response.end(rss('a')))
    await poll()
    expect(await found(id)).toMatchObject({ failures: 0, nextAt: now + 1800, lastSuccess: now })
  })

  test('leaves a host alone for as long as it asks', async () => {
    await add('/one')
    await add('/two')
    server.answer((_, response) => response.writeHead(429, { 'retry-after': '7200' }).end())
    await poll()
    now += 7199
    await poll()
    expect(server.requests).toHaveLength(1)
    now += 1
    await poll()
    expect(server.requests).toHaveLength(2)
  })

  test('asks a host for one page at a time', async () => {
    await add('/one')
    await add('/two')
    let open = 0
    let most = 0
    server.answer((_, response) => {
      open += 1
      most = Math.max(most, open)
      setTimeout(() => {
        open -= 1
        response.end(rss('a'))
      }, 30)
    })
    const [one, other] = [poller(), poller()]
    await Promise.all([one.takeUp(), other.takeUp(), one.takeUp()])
    await Promise.all([one.idle(), other.idle()])
    await one.takeUp()
    await one.idle()
    expect([most, server.requests.length]).toEqual([1, 2])
  })

  test('ends a feed whose server says that it is gone', async () => {
    const { id } = await add()
    server.answer((_, response) => response.writeHead(410).end())
    await poll()
    now += 90_000
    await poll()
    expect(server.requests).toHaveLength(1)
    expect(await found(id)).toMatchObject({ state: 'gone', lastError: { fault: 'gone' } })
  })

  test('tells of a page that is no feed', async () => {
    const { id } = await add()
    server.answer((_, response) => response.end('<html><body>Log in</body></html>'))
    await poll()
    expect(await found(id)).toMatchObject({ lastError: { fault: 'not-a-feed' }, items: 0 })
    expect(await stored()).toEqual([])
  })

  test('brings nothing of a feed that was removed meanwhile', async () => {
    const { id } = await add()
    server.answer((_, response) => {
      void shop.store.feeds.remove(shop.workspace.id, id).then(() => response.end(rss('a')))
    })
    await poll()
    expect(await stored()).toEqual([])
  })

  test('lets go when it is stopped, and is taken up again when the lease ran out', async () => {
    await add()
    server.answer(() => undefined)
    const one = poller()
    await one.takeUp()
    await one.stop()
    now += 120
    server.answer((_, response) => response.end(rss('a')))
    await poll()
    expect(await stored()).toHaveLength(1)
  })
})
