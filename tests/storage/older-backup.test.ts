import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gunzipSync, gzipSync } from 'node:zlib'
import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { EpochSeconds } from '../../src/core/identity.ts'
import { backupStore, restoreStore } from '../../storage/backup.ts'
import { openStore } from '../../storage/index.ts'
import { migrations } from '../../storage/migrations/index.ts'
import { openPostgres } from '../../storage/postgres/index.ts'
import { openSqlite } from '../../storage/sqlite/index.ts'
import { freshPostgres } from '../postgres.ts'

const folder = mkdtempSync(join(tmpdir(), 'cxbot-older-'))
let postgres: Awaited<ReturnType<typeof freshPostgres>>[] = []
let made = 0

beforeAll(async () => {
  postgres = [await freshPostgres(), await freshPostgres()]
})

afterAll(async () => {
  for (const { drop } of postgres) await drop()
  rmSync(folder, { recursive: true, force: true })
})

/** Feedback as the first version stored it, with its counts. */
const FIRST_VERSION = [
  "INSERT INTO workspace VALUES (1, 'old', 'UTC', 0, 'en', 0, 1)",
  "INSERT INTO counter VALUES (1, 'term', 2), (1, 'series', 2), (0, 'feedback', 2), (1, 'feedback', 2)",
  "INSERT INTO term VALUES (1, 1, 1, 'app', 'app')",
  "INSERT INTO series VALUES (1, 1, 'nps', '', 0, 1000, 0)",
  `INSERT INTO feedback (ws, id, series, at, score, source, channel, store, stage, segment, brand,
    product, lang, author, customer, external_id, import, text)
    VALUES (1, 1, 1, 1767600000, 300, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 'a', 0, 'late again')`,
]

/** Makes a backup with the schema as it was after so many steps, and returns its file. */
async function olderBackup(url: string, version: number): Promise<string> {
  const options = { migrations: migrations.slice(0, version) }
  const engine = await (url.startsWith('sqlite:')
    ? openSqlite(url.slice('sqlite:'.length), options)
    : openPostgres(url, options))
  const insert = async (): Promise<void> => {
    for (const statement of FIRST_VERSION) await sql.raw(statement).execute(engine.db)
  }
  await (engine.inScope ? engine.inScope('every', insert) : insert())
  await engine.db.destroy()
  made += 1
  const file = join(folder, `older-${made}.backup`)
  await backupStore(url, file)
  return file
}

/** The names of the workspaces, and what each holds. */
async function held(url: string): Promise<unknown> {
  const store = await openStore(url)
  try {
    const range = { start: 0 as EpochSeconds, end: 4_000_000_000 as EpochSeconds }
    const request = { range, filters: [], words: [], limit: 5 }
    return await Promise.all(
      (await store.workspaces()).map(async ({ id, name }) => {
        const { quotes } = await store.quotes(id, request)
        return [name, quotes.map(({ text }) => text), (await store.alerts.list(id)).length]
      }),
    )
  } finally {
    await store.close()
  }
}

async function withWorkspace(url: string, name: string): Promise<void> {
  const store = await openStore(url)
  await store.ensureWorkspace(name, { zone: 'UTC', locale: 'en', sample: false })
  await store.close()
}

const databases = [
  ['SQLite', () => [`sqlite:${join(folder, 'from.db')}`, `sqlite:${join(folder, 'to.db')}`]],
  ['PostgreSQL', () => postgres.map(({ url }) => url)],
] as const

test.each(databases)(
  'a backup that an older version wrote is brought up to date in %s',
  async (_name, urls) => {
    const [from = '', to = ''] = urls()
    const file = await olderBackup(from, 12)
    await withWorkspace(to, 'replaced')
    await restoreStore(to, file, join(folder, `kept-${made}.db`))
    expect(await held(to)).toEqual([['old', ['late again'], 0]])
  },
)

test('in SQLite the very first version is backed up and brought up to date, too', async () => {
  const [from, to] = [`sqlite:${join(folder, 'first.db')}`, `sqlite:${join(folder, 'now.db')}`]
  const file = await olderBackup(from, 1)
  await restoreStore(to, file, join(folder, 'kept-first.db'))
  expect(await held(to)).toEqual([['old', ['late again'], 0]])
})

test('in PostgreSQL an older backup that is damaged, or one of a newer version, changes nothing', async () => {
  const database = await freshPostgres()
  const other = await freshPostgres()
  const file = await olderBackup(other.url, 1)
  await withWorkspace(database.url, 'kept')
  const whole = gunzipSync(readFileSync(file)).toString()
  expect(whole.slice(0, whole.indexOf('\n'))).toBe('{"cxbot":"backup","version":1}')
  const spoil = async (text: string): Promise<unknown> => {
    const spoilt = join(folder, 'spoilt.backup')
    writeFileSync(spoilt, gzipSync(text))
    return await restoreStore(database.url, spoilt, '').catch((error: unknown) => error)
  }
  expect(await spoil(whole.slice(0, -2))).toMatchObject({ id: 'privacy.damagedBackup' })
  expect(await spoil(whole.replace('#term', '#nowhere'))).toMatchObject({
    id: 'privacy.damagedBackup',
  })
  expect(await spoil(whole.replace('"version":1', '"version":99'))).toMatchObject({
    id: 'privacy.newerBackup',
  })
  expect(await spoil(whole.replace('"version":1', '"version":null'))).toMatchObject({
    id: 'privacy.notABackup',
  })
  expect(await held(database.url)).toEqual([['kept', [], 0]])
  await restoreStore(database.url, file, '')
  expect(await held(database.url)).toEqual([['old', ['late again'], 0]])
  await database.drop()
  await other.drop()
})
