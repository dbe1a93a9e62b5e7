import pg from 'pg'
import { describe, expect, inject, test } from 'vitest'
import { openStore } from '../../storage/index.ts'
import { answer } from '../contract/feedback.ts'
import { freshPostgres } from '../postgres.ts'

const settings = { zone: 'UTC', locale: 'en', sample: false } as const

describe('a PostgreSQL server', () => {
  test('that is not there is unreachable, and its password is not repeated', async () => {
    const opening = openStore('postgres://me:secret@127.0.0.1:1/none')
    await expect(opening).rejects.toMatchObject({ name: 'StorageError', fault: 'unreachable' })
    await expect(opening).rejects.not.toThrow(/secret/)
  })

  test('without the database is unreachable', async () => {
    const server = await (await fetch(inject('postgresStarter'))).text()
    await expect(openStore(`${server}/nowhere`)).rejects.toMatchObject({ fault: 'unreachable' })
  })

  test('that drops its connections is connected to again', async () => {
    const database = await freshPostgres()
    const store = await openStore(database.url)
    const { id } = await store.ensureWorkspace('w', settings)
    const other = new pg.Client(database.url)
    await other.connect()
    await other.query(`SELECT pg_terminate_backend(pid) FROM pg_stat_activity
      WHERE datname = current_database() AND pid <> pg_backend_pid()`)
    await other.end()
    expect(await store.add(id, answer(4))).toBe('accepted')
    expect(await store.span(id)).toMatchObject({ n: 1 })
    await store.close()
    await database.drop()
  })
})
