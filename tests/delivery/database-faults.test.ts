import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { StorageError } from '../../src/core/errors.ts'
import type { Store } from '../../src/core/store.ts'
import { createDelivery, type DeliveryEngine } from '../../src/delivery/engine.ts'
import { machineTiming } from '../../src/delivery/timing.ts'
import { openStore } from '../../storage/index.ts'
import { createStore } from '../../storage/shared/store.ts'
import { openSqlite } from '../../storage/sqlite/index.ts'
import { ChatPlatform, createFakeAdapter, type FakeAdapter } from '../fakes/chat-platform.ts'
import { type DatabaseProxy, startDatabaseProxy } from '../fakes/database-proxy.ts'
import { freshPostgres } from '../postgres.ts'
import { createTestHost, silent, until } from './harness.ts'

const settings = { zone: 'UTC', locale: 'en', sample: false } as const

/** A bot on a store; `begin` is left out where nothing is to be answered yet. */
async function botOn(store: Store, begin = true) {
  const { id } = await store.ensureWorkspace('main', settings)
  const platform = new ChatPlatform()
  const adapter = createFakeAdapter({ calls: platform })
  const host = createTestHost(store, id)
  const engine = createDelivery({ adapter, host, store, log: silent, timing: machineTiming() })
  await adapter.start(engine.host)
  if (begin) engine.start()
  const stored = async (): Promise<number> => (await store.span(id))?.n ?? 0
  return { platform, adapter, engine, stored }
}

/** Delivers as a platform does: again until it is acknowledged. */
async function deliver(adapter: FakeAdapter, id: string, line: string): Promise<void> {
  const said = { user: 'ann', place: 'P', line }
  await until(() =>
    adapter.deliver(id, said).then(
      () => true,
      () => false,
    ),
  )
}

async function secondsOf(work: Promise<unknown>): Promise<number> {
  const began = performance.now()
  await work.catch(() => undefined)
  return (performance.now() - began) / 1000
}

test('fault 6: what finds no room in the inbox is not acknowledged, and what was is answered once there is room', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'cxbot-full-'))
  const file = join(folder, 'store.db')
  const small = createStore(await openSqlite(file, { maxPages: 200 }))
  const { adapter, engine } = await botOn(small, false)
  const taken: string[] = []
  let refusal: unknown
  for (let n = 0; n < 400 && refusal === undefined; n += 1) {
    const said = { user: 'ann', place: `P${n % 5}`, line: `say ${'x'.repeat(20_000)}` }
    await adapter.deliver(`e${n}`, said).then(
      () => taken.push(`e${n}`),
      (error: unknown) => {
        refusal = error
      },
    )
  }
  expect(refusal).toBeInstanceOf(StorageError)
  expect(refusal).toMatchObject({ fault: 'full' })
  expect((await small.delivery.depth()).events).toBe(taken.length)
  await engine.stop()
  await small.close()

  const store = await openStore(`sqlite:${file}`)
  const bot = await botOn(store)
  await deliver(bot.adapter, `e${taken.length}`, 'say refused before')
  await until(() => bot.platform.posted.length === taken.length + 1, 60)
  await bot.engine.stop()
  const keys = bot.platform.posted.map(({ key }) => key)
  expect(new Set(keys).size).toBe(taken.length + 1)
  await store.close()
  await rm(folder, { recursive: true })
}, 120_000)

describe('PostgreSQL', () => {
  let database: Awaited<ReturnType<typeof freshPostgres>>
  let proxy: DatabaseProxy
  let store: Store
  let platform: ChatPlatform
  let adapter: FakeAdapter
  let engine: DeliveryEngine
  let stored: () => Promise<number>

  beforeEach(async () => {
    database = await freshPostgres()
    proxy = await startDatabaseProxy(database.url)
    store = await openStore(proxy.url)
    ;({ platform, adapter, engine, stored } = await botOn(store))
  })
  afterEach(async () => {
    await engine.stop()
    await store.close()
    await proxy.close()
    await database.drop()
  })

  test('fault 15: that takes five seconds holds no acknowledgement up, and nothing piles up', async () => {
    await deliver(adapter, 'before', 'say before')
    await until(() => platform.posted.length === 1)
    const release = proxy.hold()
    const waits = await Promise.all(
      Array.from({ length: 40 }, (_, n) => {
        const said = { user: `u${n}`, place: `P${n}`, line: `say ${n}` }
        return secondsOf(adapter.deliver(`slow ${n}`, said))
      }),
    )
    /** A second, and what a busy machine takes besides; platforms wait three for “try again”. */
    expect(Math.max(...waits)).toBeLessThan(1.9)
    await new Promise((done) => setTimeout(done, 3000))
    release()
    for (let n = 0; n < 40; n += 1) await deliver(adapter, `slow ${n}`, `say ${n}`)
    await until(() => platform.posted.length === 41, 60)
    expect(new Set(platform.posted.map(({ key }) => key)).size).toBe(41)
  }, 120_000)

  test('fault 16: whose connections are all taken lets nobody wait without an end', async () => {
    let release = (): void => undefined
    const released = new Promise<void>((resolve) => {
      release = resolve
    })
    const takers = Array.from({ length: 12 }, () => store.atomically(() => released))
    const said = { user: 'ann', place: 'P', line: 'say hello' }
    expect(await secondsOf(adapter.deliver('busy', said))).toBeLessThan(1.9)
    release()
    await Promise.allSettled(takers)
    await deliver(adapter, 'busy', 'say hello')
    await until(() => platform.posted.length > 0, 60)
    expect(platform.in('P')).toEqual(['hello'])
  }, 120_000)

  test.each([
    ['of what a command wrote', 'commit', 'add'],
    ['of an event that was stored', 'insert into "inbox"', 'add'],
  ])(
    'fault 17: whose answer %s is lost is asked again, and nothing is done twice',
    async (_, words, line) => {
      proxy.loseAnswerTo(words)
      await deliver(adapter, 'e1', line)
      await until(() => platform.posted.length > 0, 60)
      await deliver(adapter, 'e2', line)
      await until(() => platform.posted.length > 1, 60)
      expect(proxy.lost()).toBe(1)
      expect(await stored()).toBe(2)
      expect(platform.in('P')).toEqual(['now 1', 'now 2'])
    },
    120_000,
  )
})
