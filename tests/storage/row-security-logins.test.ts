import { sql } from 'kysely'
import pg from 'pg'
import { afterEach, expect, test } from 'vitest'
import type { TimeRange } from '../../src/core/store.ts'
import { openPostgres } from '../../storage/postgres/index.ts'
import { createStore } from '../../storage/shared/store.ts'
import { answer, at } from '../contract/feedback.ts'
import { type OwnDatabase, ownDatabase } from '../postgres.ts'

const SETTINGS = { zone: 'UTC', locale: 'en', sample: false } as const
const RANGE: TimeRange = { start: at('2026-01-01T00:00:00Z'), end: at('2027-01-01T00:00:00Z') }

const databases: OwnDatabase[] = []
afterEach(async () => {
  for (const database of databases.splice(0)) await database.drop()
})

async function databaseOf(rights: string, name?: string, login?: string): Promise<OwnDatabase> {
  const database = await ownDatabase(rights, name, login)
  databases.push(database)
  return database
}

async function asAdmin({ adminUrl }: OwnDatabase, ...statements: readonly string[]): Promise<void> {
  const client = new pg.Client(adminUrl)
  await client.connect()
  try {
    for (const statement of statements) await client.query(statement)
  } finally {
    await client.end()
  }
}

/**
 * Stores something in two workspaces and finds it again. Returns in how many a query finds
 * something for which nobody said a workspace, and what is to be run against that.
 */
async function use(url: string) {
  const engine = await openPostgres(url)
  const store = createStore(engine)
  for (const name of ['one', 'two']) {
    const { id } = await store.ensureWorkspace(name, SETTINGS)
    expect(await store.add(id, answer(9, { text: 'a zebra' }))).toBe('accepted')
    const asked = { range: RANGE, filters: [], words: ['zebra'], limit: 1 }
    expect((await store.quotes(id, asked)).quotes).toMatchObject([{ text: 'a zebra' }])
  }
  await store.privacy.scrub()
  const { rows } = await sql`SELECT DISTINCT ws FROM feedback`.execute(engine.db)
  await store.close()
  return { seen: rows.length, remedy: store.engine.rowSecurity?.remedy }
}

test('a login that may make no roles is told what its administrator has to run, and works until then', async () => {
  const database = await databaseOf('')
  const { seen, remedy } = await use(database.url)
  const role = `cxbot_rows_${database.name}`
  expect(remedy).toBe(`CREATE ROLE "${role}" NOLOGIN; GRANT "${role}" TO "${database.login}";`)
  expect(seen).toBe(2)
  await asAdmin(database, String(remedy))
  expect(await use(database.url)).toEqual({ seen: 0, remedy: null })
})

test('a login that is not given the role that is there is told how it is given', async () => {
  const database = await databaseOf('')
  await asAdmin(database, `CREATE ROLE cxbot_rows_${database.name} NOLOGIN`)
  const { remedy } = await use(database.url)
  expect(remedy).toBe(`GRANT "cxbot_rows_${database.name}" TO "${database.login}";`)
})

test('what is to be run can be run where the login is called by a word of SQL', async () => {
  const database = await databaseOf('', undefined, 'user')
  const { remedy } = await use(database.url)
  await asAdmin(database, String(remedy))
  expect(await use(database.url)).toEqual({ seen: 0, remedy: null })
})

test('a login that may make roles makes its own', async () => {
  const { url } = await databaseOf('CREATEROLE')
  expect(await use(url)).toEqual({ seen: 0, remedy: null })
})

test('a login that no policy holds for works as a role that they hold for', async () => {
  const { url, adminUrl } = await databaseOf('CREATEROLE BYPASSRLS')
  expect(await use(url)).toEqual({ seen: 0, remedy: null })
  expect(await use(adminUrl)).toEqual({ seen: 0, remedy: null })
})

test.each(['with "marks" in it', `Ünï ${'y'.repeat(50)}`])(
  'a database has a role of its own whatever it is called: %s',
  async (name) => {
    const { url } = await databaseOf('CREATEROLE', name)
    expect(await use(url)).toEqual({ seen: 0, remedy: null })
  },
)

test('programs that open a new database at the same moment make one role', async () => {
  const { url } = await databaseOf('CREATEROLE')
  const engines = await Promise.all(Array.from({ length: 4 }, () => openPostgres(url)))
  for (const engine of engines) {
    expect(engine.rowSecurity?.remedy).toBeNull()
    await engine.close()
  }
})

test('a role that is gone, as where a dump is restored on another server, is made again', async () => {
  const database = await databaseOf('CREATEROLE')
  await use(database.url)
  const role = `cxbot_rows_${database.name}`
  await asAdmin(database, `DROP OWNED BY ${role}`, `DROP ROLE ${role}`)
  expect(await use(database.url)).toEqual({ seen: 0, remedy: null })
})

test('the role of one database reaches no table of another', async () => {
  const one = await databaseOf('CREATEROLE')
  const other = await databaseOf('CREATEROLE')
  await use(one.url)
  await use(other.url)
  const reaching = asAdmin(other, `SET ROLE cxbot_rows_${one.name}`, 'SELECT 1 FROM feedback')
  await expect(reaching).rejects.toThrow('permission denied')
})
