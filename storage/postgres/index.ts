import { Kysely, PostgresDialect } from 'kysely'
import pg from 'pg'
import { type Migration, migrate } from '../migrations/index.ts'
import { clockOf } from '../shared/delivery/base.ts'
import type { Cell, Engine } from '../shared/engine.ts'
import { erasableTables } from '../shared/privacy/decisions.ts'
import type { Schema } from '../shared/schema.ts'
import { integer } from '../shared/sql-text.ts'
import { joined } from '../shared/within.ts'
import { Connections } from './connections.ts'
import { asStorageError, shownUrl } from './faults.ts'
import { prepareRole, type RowSecurity } from './role.ts'
import { createSearch } from './search.ts'

/** What is found by words and numbers of feedback: rewritten with it. */
const INDEXED = ['search', 'feedback_aspect', 'feedback_tag', 'factor_score']
const CONNECTIONS = 8
const CONNECT_MILLISECONDS = 5_000
const LOCK_MILLISECONDS = 5_000

export interface PostgresOptions {
  readonly migrations?: readonly Migration[]
  /** Milliseconds since 1970; the database's own clock unless said otherwise. */
  readonly clock?: () => number
}

/** Counts and sums come as numbers: they stay far below 2^53. */
const types = {
  getTypeParser(oid: number, format?: 'text' | 'binary') {
    if (oid === pg.types.builtins.INT8 || oid === pg.types.builtins.NUMERIC) return Number
    return pg.types.getTypeParser(oid, format as 'text')
  },
}

/** Opens a PostgreSQL database, which any number of processes may share. Rejects with a StorageError. */
export async function openPostgres(url: string, options: PostgresOptions = {}): Promise<Engine> {
  const place = shownUrl(url)
  let pool: pg.Pool
  try {
    pool = new pg.Pool({
      connectionString: url,
      max: CONNECTIONS,
      connectionTimeoutMillis: CONNECT_MILLISECONDS,
      lock_timeout: LOCK_MILLISECONDS,
      application_name: 'cxbot',
      types,
    })
  } catch (error) {
    throw asStorageError(error, place)
  }
  /** A connection that breaks while idle is replaced by the pool at the next query. */
  pool.on('error', () => undefined)
  /** One that breaks in use is told to whoever waits for its answer. */
  pool.on('connect', (client) => client.on('error', () => undefined))
  const connections = new Connections(pool)
  const db = new Kysely<Schema>({ dialect: new PostgresDialect({ pool: connections }) })
  try {
    const [server] = await connections.query<{ server_version: string }>('SHOW server_version')
    const apart = await connections.inScope('owner', async () => {
      const write: Engine['write'] = (work) => db.transaction().execute(work)
      await migrate({ name: 'postgres', db, write }, place, options.migrations)
      return await prepareRole(db, write)
    })
    connections.workAs(apart?.role ?? null)
    return createEngine(place, connections, db, server?.server_version ?? '', apart, options)
  } catch (error) {
    await pool.end()
    throw asStorageError(error, place)
  }
}

function createEngine(
  place: string,
  connections: Connections,
  db: Kysely<Schema>,
  version: string,
  apart: RowSecurity | undefined,
  options: PostgresOptions,
): Engine {
  const now = clockOf('postgres', options.clock)
  const engine: Engine = {
    name: 'postgres',
    version,
    ...(apart && { rowSecurity: { remedy: apart.remedy } }),
    db,
    search: createSearch(db),
    aside: db,
    rowsPerStatement: 500,
    bulk: { insert: 'INSERT INTO', rows: 500, cut: null },
    placeholder: (position) => `$${position}`,
    feedbackIdScope: (workspace) => workspace,
    useIndex: () => '',
    feedbackOf: (workspace, dimension, person) =>
      `SELECT id FROM feedback
       WHERE ws = ${integer(workspace)} AND ${dimension} > 0 AND ${dimension} = ${person}`,
    table: (sql) => connections.query<Cell[]>({ text: sql, rowMode: 'array' }),
    inScope: (scope, work) => connections.inScope(scope, work),
    delivery: async () => ({ name: 'postgres', db, write: engine.write, now }),
    within(trx) {
      const inner = joined(trx)
      const delivery = { name: 'postgres', ...inner, now } as const
      return {
        ...engine,
        ...inner,
        search: createSearch(trx),
        delivery: async () => delivery,
        /** Nothing can be rewritten before the transaction has ended. */
        scrub: async () => undefined,
      }
    },
    write: (work) => db.transaction().execute(work),
    /** PostgreSQL reports a damaged page when it reads it. */
    refuseDamaged: () => undefined,
    fault: (error) => asStorageError(error, place),
    /**
     * Rewrites the tables that held it; the server's own journal is the operator's to keep or
     * drop. Nothing is relayed here.
     */
    scrub: () =>
      connections.inScope('owner', async () => {
        for (const table of [...erasableTables(), ...INDEXED]) {
          if (table === 'relay') continue
          await connections.query(`VACUUM (FULL, ANALYZE) ${table}`)
        }
      }),
    analyze: () =>
      connections.inScope('owner', async () => {
        await connections.query(
          'ANALYZE feedback, feedback_aspect, search, tally, opinion_tally, term',
        )
      }),
    async close() {
      await db.destroy()
    },
  }
  return engine
}
