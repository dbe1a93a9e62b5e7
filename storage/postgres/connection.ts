import type { PostgresPoolClient, PostgresQueryResult } from 'kysely'
import type pg from 'pg'

/** As whom a session works and whose rows it sees. */
export interface Sight {
  /** Null for the login itself. */
  readonly role: string | null
  /** A workspace, -1 for every one, or empty for none: what the policies of the tables read. */
  readonly setting: string
}

export interface Asked {
  readonly text: string
  readonly rowMode: 'array'
}

const BOUNDARY = /^(begin|start|commit|rollback|savepoint|release)\b/i

/**
 * A connection whose session sees what whoever asks may see. It remembers its sight, which is
 * set only where another is wanted.
 */
export class Connection implements PostgresPoolClient {
  private readonly client: pg.PoolClient
  private readonly sight: () => Sight
  /** Undefined where it is not known, as after a rollback, which takes settings back. */
  private known: Sight | undefined

  constructor(client: pg.PoolClient, sight: () => Sight) {
    this.client = client
    this.sight = sight
  }

  query(cursor: never): never
  query<Row>(
    asked: string | Asked,
    parameters?: readonly unknown[],
  ): Promise<PostgresQueryResult<Row>>
  /** To be asked one thing at a time, as Kysely does: in between, the sight may change. */
  async query(asked: string | Asked, parameters: readonly unknown[] = []): Promise<unknown> {
    const wanted = this.sight()
    const boundary = typeof asked === 'string' && BOUNDARY.exec(asked)?.[1]?.toLowerCase()
    if (boundary) return await this.bound(wanted, boundary, String(asked))
    if (differs(this.known, wanted)) await this.turnTo(wanted)
    return await this.client.query(asked as pg.QueryConfig, [...parameters])
  }

  release(): void {
    this.client.release()
  }

  /** Begins or ends a transaction, or a part of one that can be taken back by itself. */
  private async bound(wanted: Sight, boundary: string, asked: string): Promise<pg.QueryResult> {
    if (boundary === 'begin' && wanted.setting !== '' && differs(this.known, wanted)) {
      return await this.begin(wanted, asked)
    }
    const known = this.known
    this.known = undefined
    const result = await this.client.query(asked)
    /** A commit that cannot be carried out is a rollback. */
    if (result.command !== 'ROLLBACK') this.known = known
    return result
  }

  /** What the transaction will see goes along. */
  private async begin(wanted: Sight, asked: string): Promise<pg.QueryResult> {
    try {
      return await this.turnTo(wanted, `${asked}; `)
    } catch (error) {
      await this.client.query('ROLLBACK').catch(() => undefined)
      throw error
    }
  }

  private async turnTo(wanted: Sight, before = ''): Promise<pg.QueryResult> {
    const { role, setting } = wanted
    const as = role === null ? 'NONE' : this.client.escapeIdentifier(role)
    const turned = this.known?.role === role ? '' : `SET ROLE ${as}; `
    this.known = undefined
    const result = await this.client.query(`${before}${turned}SET cxbot.workspace = '${setting}'`)
    this.known = wanted
    return result
  }
}

function differs(known: Sight | undefined, wanted: Sight): boolean {
  return known?.role !== wanted.role || known.setting !== wanted.setting
}
