import { AsyncLocalStorage } from 'node:async_hooks'
import type { PostgresPool, PostgresPoolClient } from 'kysely'
import type pg from 'pg'
import type { Scope } from '../shared/scopes.ts'
import { integer } from '../shared/sql-text.ts'
import { type Asked, Connection, type Sight } from './connection.ts'

/** What the setting is where a session sees every workspace. */
const EVERY = '-1'

/** Beside the scopes of the store: the login itself, which makes and keeps up the tables. */
type Seen = Scope | 'owner'

/** Connections whose sessions see what the scope of whoever uses them allows. */
export class Connections implements PostgresPool {
  private readonly scopes = new AsyncLocalStorage<Seen>()
  private readonly pool: pg.Pool
  private readonly known = new WeakMap<pg.PoolClient, Connection>()
  private role: string | null = null

  constructor(pool: pg.Pool) {
    this.pool = pool
  }

  /** From now on every scope but the login's own works as this role; null: as the login. */
  workAs(role: string | null): void {
    this.role = role
  }

  inScope<Result>(scope: Seen, work: () => Result): Result {
    return this.scopes.run(scope, work)
  }

  async connect(): Promise<PostgresPoolClient> {
    return await this.connection()
  }

  /** Runs one statement without parameters. */
  async query<Row>(asked: string | Asked): Promise<readonly Row[]> {
    const connection = await this.connection()
    try {
      return (await connection.query<Row>(asked)).rows
    } finally {
      connection.release()
    }
  }

  async end(): Promise<void> {
    await this.pool.end()
  }

  private async connection(): Promise<Connection> {
    const client = await this.pool.connect()
    const known = this.known.get(client)
    if (known) return known
    const fresh = new Connection(client, () => this.sight())
    this.known.set(client, fresh)
    return fresh
  }

  private sight(): Sight {
    const scope = this.scopes.getStore() ?? 'none'
    if (scope === 'owner') return { role: null, setting: EVERY }
    if (scope === 'every') return { role: this.role, setting: EVERY }
    /** Of a number that no workspace can have nothing is seen, and least of all everything. */
    return { role: this.role, setting: scope !== 'none' && scope > 0 ? integer(scope) : '' }
  }
}
