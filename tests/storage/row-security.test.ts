import fc from 'fast-check'
import { sql } from 'kysely'
import pg from 'pg'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { WorkspaceId } from '../../src/core/identity.ts'
import { openPostgres } from '../../storage/postgres/index.ts'
import type { Engine } from '../../storage/shared/engine.ts'
import type { Scope } from '../../storage/shared/scopes.ts'
import { freshPostgres } from '../postgres.ts'

/** Tables that say nothing of a workspace, and why that is right. */
const OF_NO_WORKSPACE: Readonly<Record<string, string>> = {
  migration: 'the steps of the schema',
  inbox: 'what came in, before anybody knows for which workspace',
  outbox: 'messages to places, of which only the sender knows',
  pause: 'places that want to be left in peace',
  button_line: 'lines by random keys that only the button bears',
  kept_text: 'positions in what platforms send, and who leads',
  daily_count: 'limits of a platform, over all workspaces',
  effect: 'ids of lines that were carried out',
}

interface Column {
  readonly table: string
  readonly name: string
  readonly type: string
}

/** What fits in a column that must hold something. */
function valueFor({ type }: Column): string {
  if (type === 'text') return "'x'"
  if (type === 'bytea') return "'\\x00'"
  if (type === 'tsvector') return "''"
  return '1'
}

describe('T6: row-level security in PostgreSQL', () => {
  let database: { url: string; drop(): Promise<void> }
  let engine: Engine
  let owner: pg.Client
  let guarded: readonly string[]

  beforeAll(async () => {
    database = await freshPostgres()
    engine = await openPostgres(database.url)
    owner = new pg.Client(database.url)
    await owner.connect()
    const { rows: columns } = await owner.query<Column>(
      `SELECT c.table_name AS table, column_name AS name, data_type AS type
        FROM information_schema.columns c JOIN pg_tables t ON t.tablename = c.table_name
        WHERE table_schema = current_schema() AND schemaname = table_schema
          AND is_nullable = 'NO' AND column_default IS NULL`,
    )
    const tables = new Set(columns.map(({ table }) => table))
    guarded = [...tables].filter((table) => !(table in OF_NO_WORKSPACE)).sort()
    for (const table of guarded) {
      const own = columns.filter((column) => column.table === table)
      for (const ws of [1, 2]) {
        const key = table === 'workspace' ? 'id' : 'ws'
        const values = own.map((column) => {
          if (column.name === key) return ws
          return column.name === 'name' && table === 'workspace' ? `'w${ws}'` : valueFor(column)
        })
        const names = own.map(({ name }) => name).join(', ')
        await owner.query(`INSERT INTO ${table} (${names}) VALUES (${values.join(', ')})`)
      }
    }
    /** What all workspaces count together. */
    await owner.query("INSERT INTO counter VALUES (0, 'x', 1)")
  })
  afterAll(async () => {
    await owner.end()
    await engine.close()
    await database.drop()
  })

  /** The workspaces whose rows a query without a condition finds. */
  async function seenIn(scope: Scope | undefined, table: string): Promise<readonly number[]> {
    const column = sql.ref(table === 'workspace' ? 'id' : 'ws')
    return await within(scope, async () => {
      const query = sql<{ ws: number }>`SELECT ${column} AS ws FROM ${sql.table(table)} ORDER BY 1`
      return (await query.execute(engine.db)).rows.map(({ ws }) => ws)
    })
  }

  function within<Result>(scope: Scope | undefined, work: () => Result): Result {
    return scope === undefined || !engine.inScope ? work() : engine.inScope(scope, work)
  }

  test('every table with a workspace has a policy, and of the others it is said why not', async () => {
    const { rows } = await owner.query<{ name: string }>(
      `SELECT c.relname AS name FROM pg_class c JOIN pg_policy p ON p.polrelid = c.oid
        WHERE c.relrowsecurity ORDER BY 1`,
    )
    expect(rows.map(({ name }) => name)).toEqual(guarded)
    const { rows: others } = await owner.query<{ name: string }>(
      `SELECT relname AS name FROM pg_class WHERE relkind = 'r' AND NOT relrowsecurity
        AND relnamespace = current_schema()::regnamespace ORDER BY 1`,
    )
    expect(others.map(({ name }) => name)).toEqual(Object.keys(OF_NO_WORKSPACE).sort())
    expect(guarded.length).toBeGreaterThan(40)
  })

  test('RLS test with missing setting returns 0 rows', async () => {
    for (const table of [...guarded, 'own_search']) {
      expect([table, await seenIn(undefined, table)]).toEqual([table, []])
      expect([table, await seenIn('none', table)]).toEqual([table, []])
    }
  })

  test.each([-1, 0, 3])('a workspace that cannot be, as %i, has 0 rows', async (number) => {
    expect(await seenIn(number as WorkspaceId, 'feedback')).toEqual([])
  })

  test('a session in which nothing was ever set sees 0 rows too', async () => {
    const { rows } = await owner.query<{ role: string }>(
      `SELECT quote_ident('cxbot_rows_' || current_database()) AS role`,
    )
    const client = new pg.Client(database.url)
    await client.connect()
    await client.query(`SET ROLE ${rows[0]?.role}`)
    for (const table of guarded) {
      const found = await client.query(`SELECT count(*)::integer AS n FROM ${table}`)
      expect([table, found.rows]).toEqual([table, [{ n: 0 }]])
    }
    await client.end()
  })

  test('a query that forgets its workspace sees the rows of its own alone', async () => {
    for (const table of [...guarded, 'own_search']) {
      const shared = table === 'counter' ? [0] : []
      expect([table, await seenIn(2 as WorkspaceId, table)]).toEqual([table, [...shared, 2]])
      expect([table, await seenIn('every', table)]).toEqual([table, [...shared, 1, 2]])
    }
  })

  test('a change that forgets its workspace changes, and removes, the rows of its own alone', async () => {
    await within(1 as WorkspaceId, async () => {
      await sql`UPDATE series SET survey = 'changed'`.execute(engine.db)
      await sql`DELETE FROM report`.execute(engine.db)
    })
    const { rows } = await owner.query('SELECT ws, survey FROM series ORDER BY ws')
    expect(rows).toEqual([
      { ws: 1, survey: 'changed' },
      { ws: 2, survey: 'x' },
    ])
    expect(await seenIn('every', 'report')).toEqual([2])
  })

  test('a row of another workspace is neither stored nor given away, and that is no fault of the place', async () => {
    const into = (ws: number) =>
      within(1 as WorkspaceId, () =>
        sql`INSERT INTO term VALUES (${sql.lit(ws)}, 9, 9, 'y', 'y')`.execute(engine.db),
      )
    const error = await into(2).catch((caught: unknown) => caught)
    expect(String(error)).toContain('row-level security')
    expect(engine.fault(error)).toBe(error)
    const given = within(1 as WorkspaceId, () => sql`UPDATE series SET ws = 2`.execute(engine.db))
    await expect(given).rejects.toThrow('row-level security')
  })

  test('a transaction that is taken back leaves no wrong workspace behind', async () => {
    const one = 1 as WorkspaceId
    const two = 2 as WorkspaceId
    await within(one, () => seenIn(one, 'series'))
    const failed = engine.write(async (trx) => {
      await within(two, () => sql`SELECT 1`.execute(trx))
      throw new Error('taken back')
    })
    await expect(failed).rejects.toThrow('taken back')
    expect(await seenIn(two, 'series')).toEqual([2])
    await engine.write(async (trx) => {
      const inner = engine.within(trx)
      const nested = inner.write(async (deeper) => {
        await within(two, () => sql`SELECT 1`.execute(deeper))
        throw new Error('taken back')
      })
      await expect(nested).rejects.toThrow('taken back')
      const query = sql<{ ws: number }>`SELECT ws FROM series`
      expect((await within(two, () => query.execute(trx))).rows).toEqual([{ ws: 2 }])
      expect((await within(one, () => query.execute(trx))).rows).toEqual([{ ws: 1 }])
      expect((await query.execute(trx)).rows).toEqual([])
    })
    /** A transaction in which a statement failed is taken back by its commit. */
    await engine.write(async (trx) => {
      await within(two, () => sql`SELECT 1 / 0`.execute(trx)).catch(() => undefined)
    })
    expect(await seenIn(one, 'series')).toEqual([1])
    expect(await seenIn(two, 'series')).toEqual([2])
  })

  test('what is asked at the same time in one transaction is answered each for its own workspace', async () => {
    const scopes: readonly Scope[] = [1 as WorkspaceId, 2 as WorkspaceId, 'every', 'none']
    const query = sql<{ ws: number }>`SELECT ws FROM term ORDER BY ws`
    const answers = await engine.write((trx) =>
      Promise.all([...scopes, ...scopes].map((scope) => within(scope, () => query.execute(trx)))),
    )
    const seen = answers.map(({ rows }) => rows.map(({ ws }) => ws))
    expect(seen).toEqual([[1], [2], [1, 2], [], [1], [2], [1, 2], []])
  })

  test('whatever is asked at the same time for whichever workspace, each sees its own', async () => {
    const step = fc.record({
      scope: fc.constantFrom<Scope | undefined>(
        1 as WorkspaceId,
        2 as WorkspaceId,
        'every',
        'none',
        undefined,
      ),
      inTransaction: fc.boolean(),
      fails: fc.boolean(),
    })
    const expected = (scope: Scope | undefined) =>
      scope === 'every' ? [1, 2] : typeof scope === 'number' ? [scope] : []
    await fc.assert(
      fc.asyncProperty(fc.array(step, { maxLength: 30 }), async (steps) => {
        const query = sql<{ ws: number }>`SELECT ws FROM term ORDER BY ws`
        await Promise.all(
          steps.map(async ({ scope, inTransaction, fails }) => {
            const seen: number[][] = []
            const work = within(scope, async () => {
              if (!inTransaction)
                return seen.push((await query.execute(engine.db)).rows.map(({ ws }) => ws))
              return await engine.write(async (trx) => {
                seen.push((await query.execute(trx)).rows.map(({ ws }) => ws))
                if (fails) throw new Error('taken back')
              })
            })
            await work.then(
              () => undefined,
              () => undefined,
            )
            expect(seen).toEqual([expected(scope)])
          }),
        )
      }),
      { numRuns: 40 },
    )
  })

  test('whom the tables belong to sees all rows, so that a dump holds them', async () => {
    await owner.query('SET row_security = off')
    const { rows } = await owner.query('SELECT ws FROM term ORDER BY ws')
    expect(rows).toEqual([{ ws: 1 }, { ws: 2 }])
  })
})
