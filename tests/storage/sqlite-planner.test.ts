import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { migrations } from '../../storage/migrations/index.ts'
import type { Engine } from '../../storage/shared/engine.ts'
import { createStore } from '../../storage/shared/store.ts'
import { openHandle } from '../../storage/sqlite/driver.ts'
import { openSqlite } from '../../storage/sqlite/index.ts'
import { answer, at } from '../contract/feedback.ts'

/** Not from the lower bound to the end of the index. */
const BETWEEN_BOTH_BOUNDS = /\(rowid>\? AND rowid<\?\)$/

let folder: string
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'cxbot-planner-'))
})
afterAll(async () => {
  await rm(folder, { recursive: true })
})

/** How FTS5 itself finds what a merge has made superfluous; it cannot be told an index. */
async function planOfMerge(file: string): Promise<string> {
  const handle = await openHandle(file, 'read-only')
  const [step] = await handle.all(
    'EXPLAIN QUERY PLAN DELETE FROM search_data WHERE id >= ? AND id <= ?',
  )
  await handle.close()
  return String(step?.['detail'])
}

async function importOneRow(engine: Engine): Promise<void> {
  const store = createStore(engine)
  const settings = { zone: 'UTC', locale: 'en', sample: false } as const
  const { id } = await store.ensureWorkspace('w', settings)
  const startedAt = at('2026-01-01T00:00:00Z')
  const file = { file: 'small.csv', fingerprint: 'f', mapping: '{}', startedAt }
  const { id: importId } = await store.openImport(id, file)
  await store.ingest(id, {
    items: [answer(9, { text: 'the first of a million' })],
    derivedIds: false,
    progress: { id: importId, rows: 1, rejected: 0, reasons: [] },
  })
  await store.finishImport(id, importId, startedAt)
}

test('a small file that came in first does not make a large one slow', async () => {
  const file = join(folder, 'small-first.db')
  const engine = await openSqlite(file)
  await importOneRow(engine)
  expect(await planOfMerge(file)).toMatch(BETWEEN_BOTH_BOUNDS)
  await engine.close()
})

test('what an earlier version learned from a small file is forgotten', async () => {
  const file = join(folder, 'learned.db')
  const old = await openSqlite(file, { migrations: migrations.slice(0, 18) })
  await importOneRow(old)
  await old.write((trx) => sql`ANALYZE`.execute(trx))
  expect(await planOfMerge(file)).toMatch(/\(rowid>\?\)$/)
  await old.close()
  const engine = await openSqlite(file)
  expect(await planOfMerge(file)).toMatch(BETWEEN_BOTH_BOUNDS)
  await engine.close()
})
