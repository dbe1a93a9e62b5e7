import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { EpochSeconds, FeedbackId, WorkspaceId } from '../../src/core/identity.ts'
import type { Workspace } from '../../src/core/store.ts'
import { type Migration, migrations } from '../../storage/migrations/index.ts'
import { openPostgres } from '../../storage/postgres/index.ts'
import type { Engine } from '../../storage/shared/engine.ts'
import { createStore } from '../../storage/shared/store.ts'
import { openSqlite } from '../../storage/sqlite/index.ts'
import { freshPostgres } from '../postgres.ts'

const good: Migration = {
  name: 'more',
  statements: () => ['CREATE TABLE more (a INTEGER)', 'INSERT INTO more VALUES (1)'],
}
const broken: Migration = {
  name: 'more',
  statements: (database) => [...good.statements(database), 'INSERT INTO nowhere VALUES (1)'],
}

/** One piece of feedback as the first version stored it, with its counts. */
const FIRST_VERSION = [
  "INSERT INTO workspace VALUES (1, 'shop', 'UTC', 0, 'en', 0, 1)",
  "INSERT INTO counter VALUES (1, 'term', 2), (1, 'series', 2), (0, 'feedback', 2), (1, 'feedback', 2)",
  "INSERT INTO term VALUES (1, 1, 1, 'app', 'app')",
  "INSERT INTO series VALUES (1, 1, 'nps', '', 0, 1000, 0)",
  `INSERT INTO feedback (ws, id, series, at, score, source, channel, store, stage, segment, brand,
    product, lang, author, customer, external_id, import, text)
    VALUES (1, 1, 1, 1767600000, 300, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 'a', 0, 'late again')`,
]

type Open = (steps: readonly Migration[]) => Promise<Engine>

describe.each([
  ['SQLite', openNewSqlite],
  ['PostgreSQL', openNewPostgres],
] as const)('the schema of %s', (_name, prepare) => {
  let open: Open
  let dispose: () => Promise<void>
  beforeAll(async () => {
    ;({ open, dispose } = await prepare())
  })
  afterAll(async () => {
    await dispose()
  })

  test('fault 13: stays whole when a step fails, and takes the step later', async () => {
    const first = createStore(await open(migrations))
    await first.ensureWorkspace('kept', { zone: 'UTC', locale: 'en', sample: false })
    await first.close()

    await expect(open([...migrations, broken])).rejects.toThrow(/nowhere/)
    const old = await open(migrations)
    await expect(sql`SELECT a FROM more`.execute(old.db)).rejects.toThrow(/more/)
    expect(await createStore(old).findWorkspace('kept')).toBeDefined()
    await old.close()

    const next = await open([...migrations, good])
    expect((await sql`SELECT a FROM more`.execute(next.db)).rows).toEqual([{ a: 1 }])
    await next.close()
  })

  test('keeps feedback of the first version, which is read later', async () => {
    const { open: openOld, dispose: disposeOld } = await prepare()
    const old = await openOld(migrations.slice(0, 1))
    for (const statement of FIRST_VERSION) await sql.raw(statement).execute(old.db)
    await old.close()

    const broken: Migration = {
      name: 'opinions',
      statements: (database) => [
        ...(migrations[1]?.statements(database) ?? []),
        'INSERT INTO nowhere VALUES (1)',
      ],
    }
    await expect(openOld([...migrations.slice(0, 1), broken])).rejects.toThrow(/nowhere/)

    const store = createStore(await openOld(migrations))
    const workspace = await store.findWorkspace('shop')
    const id = workspace?.id as WorkspaceId
    const [item] = await store.exportPage(id, null, 9)
    expect(item).toMatchObject({ text: 'late again', score: 3, source: 'app' })
    expect(item?.analysis).toBeUndefined()
    const [unread] = await store.unreadTexts(id, '1', 9)
    expect(unread?.text).toBe('late again')
    const analysis = {
      version: '1',
      lang: 'en',
      sentiment: 'negative',
      score: -1,
      firstPerson: false,
      aspects: [{ aspect: 'delivery', polarity: 'negative', quote: 'late' }],
    } as const
    await store.saveReadings(id, '1', unread ? [{ ...unread, analysis }] : [])
    expect((await store.feedback(id, item?.id as FeedbackId))?.analysis?.sentiment).toBe('negative')
    expect(await store.names(id, 'aspect', { limit: 9 })).toEqual(['delivery'])
    await store.close()
    await disposeOld()
  })

  test('still knows whose feedback is whose when customers are looked up otherwise', async () => {
    const { open: openOld, dispose: disposeOld } = await prepare()
    const old = await openOld(migrations.slice(0, 1))
    for (const statement of FIRST_VERSION) await sql.raw(statement).execute(old.db)
    await sql`INSERT INTO term VALUES (1, 2, 11, 'ona', 'ona')`.execute(old.db)
    await sql`UPDATE feedback SET customer = 2`.execute(old.db)
    await old.close()

    const store = createStore(await openOld(migrations))
    const { id } = (await store.findWorkspace('shop')) as Workspace
    const ofOna = {
      range: { start: 0 as EpochSeconds, end: 2_000_000_000 as EpochSeconds },
      filters: [{ dimension: 'customer', names: ['ona'] }],
      words: [],
      limit: 9,
    } as const
    const { quotes } = await store.quotes(id, ofOna)
    expect(quotes.map(({ text }) => text)).toEqual(['late again'])
    expect(await store.names(id, 'customer', { limit: 9 })).toEqual(['ona'])
    await store.remove(id, [quotes[0]?.id as FeedbackId])
    expect(await store.names(id, 'customer', { limit: 9 })).toEqual([])
    await store.close()
    await disposeOld()
  })

  test('of a newer version is refused', async () => {
    await expect(open(migrations)).rejects.toMatchObject({ fault: 'newer-schema' })
  })

  test('is made once by many at the same time', async () => {
    const more: Migration = { name: 'third', statements: () => ['CREATE TABLE third (a INTEGER)'] }
    const opened = await Promise.all(
      Array.from({ length: 3 }, () => open([...migrations, good, more])),
    )
    for (const engine of opened) await engine.close()
  })
})

async function openNewSqlite(): Promise<{ open: Open; dispose(): Promise<void> }> {
  const folder = await mkdtemp(join(tmpdir(), 'cxbot-migrations-'))
  return {
    open: (steps) => openSqlite(join(folder, 'store.db'), { migrations: steps }),
    dispose: () => rm(folder, { recursive: true }),
  }
}

async function openNewPostgres(): Promise<{ open: Open; dispose(): Promise<void> }> {
  const { url, drop } = await freshPostgres()
  return { open: (steps) => openPostgres(url, { migrations: steps }), dispose: drop }
}
