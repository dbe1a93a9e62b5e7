import pg from 'pg'
import { expect, test } from 'vitest'
import { openStore } from '../../storage/index.ts'
import { ownDatabase } from '../postgres.ts'
import { cxbot, emptyFolder } from './shell.ts'

const SETTINGS = { zone: 'UTC', locale: 'en', sample: false } as const

test('T6: doctor says whether PostgreSQL keeps workspaces apart, and what to type', async () => {
  const database = await ownDatabase('')
  const directory = emptyFolder()
  const doctor = (...words: string[]) =>
    cxbot(['doctor', '--db', database.url, ...words], { directory })

  const store = await openStore(database.url)
  await store.ensureWorkspace('one', SETTINGS)
  expect(await doctor()).toMatchObject({ code: 0, out: expect.not.stringContaining('apart') })

  await store.ensureWorkspace('two', SETTINGS)
  await store.close()
  const { code, out } = await doctor()
  expect(code).toBe(1)
  expect(out).toContain('only cxbot keeps the rows of workspaces apart, PostgreSQL does not')
  const typed = /runs: (CREATE ROLE .+?;.+?;)/.exec(out)?.[1]

  const admin = new pg.Client(database.adminUrl)
  await admin.connect()
  await admin.query(String(typed))
  await admin.end()
  expect(await doctor('--locale', 'lt')).toMatchObject({
    code: 0,
    out: expect.stringContaining('atskirai laiko ir pati PostgreSQL'),
  })
  await database.drop()
})
