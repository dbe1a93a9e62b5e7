import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
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

  test('stays whole when a step fails, and takes the step later', async () => {
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
