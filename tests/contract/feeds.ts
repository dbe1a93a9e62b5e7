import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { FeedEnd, FeedSettings } from '../../src/core/feed.ts'
import type { HookSettings } from '../../src/core/hook.ts'
import type { EpochSeconds, FeedId, HookId, WorkspaceId } from '../../src/core/identity.ts'
import type { Store } from '../../src/core/store.ts'

const NOON = (Date.UTC(2026, 10, 18, 12) / 1000) as EpochSeconds
const LEASE = 60
const later = (seconds: number) => (NOON + seconds) as EpochSeconds

/** What every database must do with feeds, webhooks and places that are listened to. */
export function describeFeeds(
  open: () => Promise<{ store: Store; other: Store; dispose(): Promise<void> }>,
): void {
  let opened: Awaited<ReturnType<typeof open>>
  let store: Store
  let workspace: WorkspaceId
  let elsewhere: WorkspaceId
  let made = 0
  beforeAll(async () => {
    opened = await open()
    store = opened.store
  })
  afterAll(() => opened.dispose())
  beforeEach(async () => {
    made += 1
    const settings = { zone: 'UTC', locale: 'en', sample: false } as const
    workspace = (await store.ensureWorkspace(`feeds-${made}`, settings)).id
    elsewhere = (await store.ensureWorkspace(`elsewhere-${made}`, settings)).id
    for (const { id } of await store.workspaces()) {
      for (const feed of await store.feeds.list(id)) await store.feeds.remove(id, feed.id)
    }
  })

  const feed = (url = 'https://forum.example/posts.json'): FeedSettings => ({
    url,
    everySeconds: 1800,
    kind: 'mention',
    source: 'forum',
    brand: null,
  })
  const read = (more: Partial<Extract<FeedEnd, { type: 'read' }>> = {}): FeedEnd => ({
    type: 'read',
    at: NOON,
    items: 3,
    nextAt: later(1800),
    etag: '"a"',
    modified: null,
    ...more,
  })
  const failed = (more: Partial<Extract<FeedEnd, { type: 'failed' }>> = {}): FeedEnd => ({
    type: 'failed',
    at: NOON,
    fault: 'status',
    detail: '503',
    nextAt: later(600),
    hostFreeAt: null,
    ...more,
  })
  const claim = async (now = NOON, from = store) => from.feeds.claimDue(now, 10, LEASE)

  describe('feeds', () => {
    test('a feed is found as it was made, in its own workspace only', async () => {
      const created = await store.feeds.create(workspace, feed(), NOON)
      expect(created).toMatchObject({ ...feed(), state: 'active', items: 0, lastError: null })
      expect(await store.feeds.find(workspace, created.id)).toEqual(created)
      expect(await store.feeds.list(elsewhere)).toEqual([])
      expect(await store.feeds.find(elsewhere, created.id)).toBeUndefined()
      expect(await store.feeds.remove(elsewhere, created.id)).toBe(false)
    })

    test('the same address again is the same feed with new settings', async () => {
      const first = await store.feeds.create(workspace, feed(), NOON)
      const again = await store.feeds.create(workspace, { ...feed(), brand: 'Norda' }, later(5))
      expect(again).toMatchObject({ id: first.id, brand: 'Norda', createdAt: NOON })
      expect(await store.feeds.list(workspace)).toHaveLength(1)
    })

    test('a feed is read by one at a time, and again when its lease ran out', async () => {
      await store.feeds.create(workspace, feed(), NOON)
      const [first] = await claim()
      expect(await claim(NOON, opened.other)).toEqual([])
      const [second] = await claim(later(LEASE), opened.other)
      expect(second?.fence).toBeGreaterThan(first?.fence ?? 0)
      expect(first && (await store.feeds.complete(first, read()))).toBe(false)
      expect(second && (await store.feeds.complete(second, read()))).toBe(true)
    })

    test('a host is asked for one feed at a time, whoever the feed belongs to', async () => {
      await store.feeds.create(workspace, feed('https://one.example/a'), NOON)
      await store.feeds.create(elsewhere, feed('https://one.example/b'), NOON)
      await store.feeds.create(workspace, feed('https://two.example/a'), NOON)
      const claimed = await claim()
      expect(claimed.map(({ url }) => new URL(url).host).sort()).toEqual([
        'one.example',
        'two.example',
      ])
      expect(await claim()).toEqual([])
      for (const each of claimed) await store.feeds.complete(each, read())
      expect(await claim()).toHaveLength(1)
    })

    test('two processes that claim at once never ask one host both', async () => {
      for (let index = 0; index < 6; index += 1) {
        await store.feeds.create(workspace, feed(`https://one.example/${index}`), NOON)
      }
      const both = await Promise.all([claim(), claim(NOON, opened.other), claim()])
      expect(both.flat()).toHaveLength(1)
    })

    test('what was read is noted, and the feed waits until it is due', async () => {
      const { id } = await store.feeds.create(workspace, feed(), NOON)
      const [claimed] = await claim()
      if (claimed) await store.feeds.complete(claimed, read())
      expect(await store.feeds.find(workspace, id)).toMatchObject({
        items: 3,
        etag: '"a"',
        lastSuccess: NOON,
        failures: 0,
      })
      expect(await claim(later(1799))).toEqual([])
      expect(await claim(later(1800))).toHaveLength(1)
    })

    test('an error is kept beside the last success, and failures are counted', async () => {
      const { id } = await store.feeds.create(workspace, feed(), NOON)
      const [first] = await claim()
      if (first) await store.feeds.complete(first, read({ nextAt: NOON }))
      for (const expected of [1, 2]) {
        const [claimed] = await claim()
        if (claimed) await store.feeds.complete(claimed, failed({ nextAt: NOON }))
        expect(await store.feeds.find(workspace, id)).toMatchObject({
          failures: expected,
          lastSuccess: NOON,
          lastError: { at: NOON, fault: 'status', detail: '503' },
        })
      }
    })

    test('a host that asks to wait is left alone with all its feeds', async () => {
      await store.feeds.create(workspace, feed('https://one.example/a'), NOON)
      await store.feeds.create(workspace, feed('https://one.example/b'), NOON)
      const [claimed] = await claim()
      if (claimed) await store.feeds.complete(claimed, failed({ hostFreeAt: later(900) }))
      expect(await claim(later(899))).toEqual([])
      expect(await claim(later(900))).toHaveLength(1)
    })

    test('a feed that is gone, paused or removed is not read', async () => {
      const { id } = await store.feeds.create(workspace, feed(), NOON)
      const [claimed] = await claim()
      if (claimed) await store.feeds.complete(claimed, failed({ fault: 'gone', nextAt: NOON }))
      expect((await store.feeds.find(workspace, id))?.state).toBe('gone')
      expect(await claim()).toEqual([])
      await store.feeds.change(workspace, id, { state: 'active', nextAt: NOON })
      expect(await claim()).toHaveLength(1)
      await store.feeds.change(workspace, id, { state: 'paused' })
      expect(await claim(later(LEASE))).toEqual([])
      expect(await store.feeds.remove(workspace, id)).toBe(true)
      expect(await store.feeds.change(workspace, id, {})).toBeUndefined()
      expect(await store.feeds.find(workspace, 404 as FeedId)).toBeUndefined()
    })
  })

  describe('webhooks', () => {
    const settings: HookSettings = {
      preset: 'json',
      kind: 'nps',
      scale: { min: 0, max: 10, reversed: false },
      source: 'Shop',
      brand: null,
      survey: null,
      paths: { score: 'answer.score' },
    }
    const secrets = { token: 'token', keys: [{ secret: 'one', until: null }] }

    test('a hook is found as it was made, in its own workspace only', async () => {
      const hook = await store.hooks.create(workspace, settings, secrets, NOON)
      expect(hook).toMatchObject({ ...settings, ...secrets, items: 0, lastSuccess: null })
      expect(await store.hooks.find(workspace, hook.id)).toEqual(hook)
      expect(await store.hooks.list(workspace)).toEqual([hook])
      expect(await store.hooks.find(elsewhere, hook.id)).toBeUndefined()
      expect(await store.hooks.remove(elsewhere, hook.id)).toBe(false)
      expect(await store.hooks.remove(workspace, hook.id)).toBe(true)
    })

    test('keys change', async () => {
      const { id } = await store.hooks.create(workspace, settings, secrets, NOON)
      const keys = [
        { secret: 'two', until: null },
        { secret: 'one', until: later(60) },
      ]
      expect((await store.hooks.setKeys(workspace, id, keys))?.keys).toEqual(keys)
      expect(await store.hooks.setKeys(workspace, 404 as HookId, keys)).toBeUndefined()
    })

    test('a delivery is new once, until its time is over', async () => {
      const hook = await store.hooks.create(workspace, settings, secrets, NOON)
      const take = (nonce: string, now: EpochSeconds) =>
        store.hooks.takeNonce(hook, nonce, now, (now + 600) as EpochSeconds)
      expect(await take('a', NOON)).toBe(true)
      expect(await take('a', later(1))).toBe(false)
      expect(await take('b', later(1))).toBe(true)
      expect(await take('a', later(601))).toBe(true)
      expect(await take('b', later(601))).toBe(false)
    })

    test('successes and faults are kept beside one another', async () => {
      const hook = await store.hooks.create(workspace, settings, secrets, NOON)
      await store.hooks.noteSuccess(hook, NOON, 2)
      await store.hooks.noteFault(hook, later(5), 'signature', '')
      await store.hooks.noteSuccess(hook, later(9), 1)
      expect(await store.hooks.find(workspace, hook.id)).toMatchObject({
        items: 3,
        lastSuccess: later(9),
        lastError: { at: later(5), fault: 'signature', detail: '' },
      })
    })
  })

  test('places are listened to by the workspaces that asked for it', async () => {
    const place = { platform: 'slack', community: 'T1', channel: `C${made}`, thread: null }
    const words = { words: ['norda', 'норда'], brand: 'Norda' }
    const mine = await store.listeners.create(workspace, place, words, NOON)
    const theirs = await store.listeners.create(elsewhere, { ...place, thread: '1.2' }, words, NOON)
    expect(await store.listeners.at('slack', place.channel)).toEqual([mine, theirs])
    expect(await store.listeners.at('discord', place.channel)).toEqual([])
    await store.listeners.note(workspace, mine.id, later(3))
    expect(await store.listeners.list(workspace)).toEqual([
      { ...mine, items: 1, lastSuccess: later(3) },
    ])
    expect(await store.listeners.remove(elsewhere, mine.id)).toBe(mine.id === theirs.id)
    expect(await store.listeners.remove(workspace, mine.id)).toBe(true)
  })
}
