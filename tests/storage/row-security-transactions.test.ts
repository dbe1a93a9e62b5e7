import pg from 'pg'
import { expect, test } from 'vitest'
import { openStore } from '../../storage/index.ts'
import { migrations } from '../../storage/migrations/index.ts'
import { openPostgres } from '../../storage/postgres/index.ts'
import { createStore } from '../../storage/shared/store.ts'
import { answer, at } from '../contract/feedback.ts'
import { freshPostgres } from '../postgres.ts'

test('T6: several workspaces are written in one transaction, each in its own scope', async () => {
  const database = await freshPostgres()
  const store = await openStore(database.url)
  const settings = { zone: 'UTC', locale: 'en', sample: false } as const
  const { id: one } = await store.ensureWorkspace('one', settings)
  const { id: two } = await store.ensureWorkspace('two', settings)
  const kept = await store.atomically(async (inner) => {
    await inner.ingest(one, { items: [answer(9)], derivedIds: false })
    await inner.ingest(two, { items: [answer(1), answer(2)], derivedIds: false })
    await inner.delivery.keep('seen', 'both')
    return [(await inner.span(one))?.n, (await inner.span(two))?.n]
  })
  expect(kept).toEqual([1, 2])
  const undone = store.atomically(async (inner) => {
    await inner.ingest(two, { items: [answer(3)], derivedIds: false })
    throw new Error('taken back')
  })
  await expect(undone).rejects.toThrow('taken back')
  expect([(await store.span(one))?.n, (await store.span(two))?.n]).toEqual([1, 2])
  expect(await store.delivery.kept('seen')).toBe('both')
  await store.close()
  await database.drop()
})

test('a database with data is taken over, also where that was killed half-way', async () => {
  const database = await freshPostgres()
  const step = migrations.findIndex(({ name }) => name === 'row-security')
  const before = migrations.slice(0, step)
  const old = createStore(await openPostgres(database.url, { migrations: before }))
  expect(old.engine.rowSecurity).toBeUndefined()
  const { id } = await old.ensureWorkspace('w', { zone: 'UTC', locale: 'en', sample: false })
  await old.ingest(id, { items: [answer(9, { text: 'a zebra' })], derivedIds: false })
  await old.close()

  const other = new pg.Client(database.url)
  await other.connect()
  /** The last table but one that the step changes: it waits there with most of its work done. */
  await other.query('BEGIN; LOCK TABLE workspace IN ACCESS SHARE MODE')
  const opening = openStore(database.url).catch((error: unknown) => error)
  const ended = `SELECT pg_terminate_backend(pid) FROM pg_locks WHERE NOT granted
    AND database = (SELECT oid FROM pg_database WHERE datname = current_database())`
  while ((await other.query(ended)).rowCount === 0) {
    await new Promise((resolve) => setTimeout(resolve, 5))
  }
  expect(await opening).toMatchObject({ name: 'StorageError' })
  await other.query('ROLLBACK')
  const guarded = await other.query('SELECT 1 FROM pg_class WHERE relrowsecurity')
  expect(guarded.rows).toEqual([])
  await other.end()

  const store = await openStore(database.url)
  expect(store.engine.rowSecurity).toEqual({ remedy: null })
  const range = { start: at('2026-01-01T00:00:00Z'), end: at('2027-01-01T00:00:00Z') }
  const asked = { range, filters: [], words: ['zebra'], limit: 9 }
  expect((await store.quotes(id, asked)).quotes).toMatchObject([{ text: 'a zebra' }])
  await store.close()
  await database.drop()
})
