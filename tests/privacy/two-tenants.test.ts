import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { openStore } from '../../storage/index.ts'
import { freshPostgres } from '../postgres.ts'
import { mixTwoTenants } from './two-tenants.ts'

/** How many random operations are run; a hundred thousand were before a release. */
const OPERATIONS = Number(process.env['TENANT_OPERATIONS'] ?? 1_000)
/** An operation is a commit or several; a busy machine has long ones. */
const MILLISECONDS = 60_000 + OPERATIONS * 60

test(
  'T6: nothing that is said of one workspace tells of the other, in SQLite',
  async () => {
    const folder = await mkdtemp(join(tmpdir(), 'cxbot-tenants-'))
    const store = await openStore(`sqlite:${join(folder, 'store.db')}`)
    expect(await mixTwoTenants(store, OPERATIONS, 1)).toBe(OPERATIONS)
    await store.close()
    await rm(folder, { recursive: true })
  },
  MILLISECONDS,
)

test(
  'T6: nothing that is said of one workspace tells of the other, in PostgreSQL',
  async () => {
    const database = await freshPostgres()
    const store = await openStore(database.url)
    expect(await mixTwoTenants(store, OPERATIONS, 2)).toBe(OPERATIONS)
    await store.close()
    await database.drop()
  },
  MILLISECONDS,
)
