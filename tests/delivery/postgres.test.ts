import pg from 'pg'
import { expect, test } from 'vitest'
import { createDelivery } from '../../src/delivery/engine.ts'
import { machineTiming } from '../../src/delivery/timing.ts'
import { openStore } from '../../storage/index.ts'
import { ChatPlatform, createFakeAdapter } from '../fakes/chat-platform.ts'
import { freshPostgres } from '../postgres.ts'
import { createTestHost, hastyClock, silent, until } from './harness.ts'

test('fault 14: a database that ends all connections under load loses nothing and doubles nothing', async () => {
  const database = await freshPostgres()
  const store = await openStore(database.url, { clock: hastyClock })
  const settings = { zone: 'UTC', locale: 'en', sample: false } as const
  const { id: workspace } = await store.ensureWorkspace('main', settings)
  const platform = new ChatPlatform()
  const adapter = createFakeAdapter({ calls: platform })
  const host = createTestHost(store, workspace)
  const timing = { ...machineTiming(), now: hastyClock }
  const engine = createDelivery({ adapter, host, store, log: silent, timing })
  await adapter.start(engine.host)
  engine.start()
  const killer = new pg.Client(database.url)
  await killer.connect()
  let adds = 0
  for (let n = 0; n < 60; n += 1) {
    const line = n % 3 === 0 ? 'add' : `say ${n}`
    if (line === 'add') adds += 1
    const said = { user: `u${n % 5}`, place: `p${n % 7}`, line }
    /** As a platform does: until it is acknowledged. */
    while (!(await adapter.deliver(`e${n}`, said).catch(() => undefined))) {
      await new Promise((resolve) => setTimeout(resolve, 20))
    }
    if (n % 10 === 5) {
      await killer.query(
        `SELECT pg_terminate_backend(pid) FROM pg_stat_activity
         WHERE datname = current_database() AND pid <> pg_backend_pid()`,
      )
    }
  }
  await killer.end()
  await until(() => new Set(platform.posted.map(({ key }) => key)).size === 60, 60)
  await engine.stop()
  expect(platform.posted).toHaveLength(60)
  expect(platform.posted.filter(({ text }) => text.startsWith('refused'))).toEqual([])
  expect(platform.posted.filter(({ text }) => text.startsWith('now'))).toHaveLength(adds)
  expect((await store.span(workspace))?.n).toBe(adds)
  await store.close()
  await database.drop()
}, 120_000)
