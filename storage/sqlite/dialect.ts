import {
  type CompiledQuery,
  type DatabaseConnection,
  type DatabaseIntrospector,
  type Dialect,
  type Driver,
  type Kysely,
  type QueryCompiler,
  type QueryResult,
  SqliteAdapter,
  SqliteIntrospector,
  SqliteQueryCompiler,
} from 'kysely'
import type { SqliteHandle } from './driver.ts'
import { Mutex } from './mutex.ts'

export interface SqliteHandles {
  readonly writer: SqliteHandle
  readonly readers: readonly SqliteHandle[]
}

/** Schema changes are part of a transaction in SQLite as they are in PostgreSQL. */
class TransactionalAdapter extends SqliteAdapter {
  override get supportsTransactionalDdl(): boolean {
    return true
  }
}

/**
 * Kysely over one writing and several reading handles: a slow report holds up
 * neither a write nor another report.
 */
export class HandlesDialect implements Dialect {
  private readonly handles: SqliteHandles

  constructor(handles: SqliteHandles) {
    this.handles = handles
  }

  createAdapter(): SqliteAdapter {
    return new TransactionalAdapter()
  }

  createDriver(): Driver {
    return new HandlesDriver(this.handles)
  }

  createIntrospector(db: Kysely<unknown>): DatabaseIntrospector {
    return new SqliteIntrospector(db)
  }

  createQueryCompiler(): QueryCompiler {
    return new SqliteQueryCompiler()
  }
}

class HandlesDriver implements Driver {
  private readonly handles: SqliteHandles
  private readonly writing = new Mutex()
  private turn = 0

  constructor(handles: SqliteHandles) {
    this.handles = handles
  }

  async init(): Promise<void> {}

  async acquireConnection(): Promise<HandlesConnection> {
    this.turn = (this.turn + 1) % this.handles.readers.length
    const reader = this.handles.readers[this.turn] ?? this.handles.writer
    return new HandlesConnection(this.handles.writer, reader, this.writing)
  }

  async beginTransaction(connection: HandlesConnection): Promise<void> {
    await connection.begin()
  }

  async commitTransaction(connection: HandlesConnection): Promise<void> {
    await connection.commit()
  }

  async rollbackTransaction(connection: HandlesConnection): Promise<void> {
    await connection.rollback()
  }

  async releaseConnection(connection: HandlesConnection): Promise<void> {
    connection.release()
  }

  /** The handles belong to the engine, which closes them. */
  async destroy(): Promise<void> {}
}

const READS = /^\s*(select|with)\b/i

class HandlesConnection implements DatabaseConnection {
  private readonly writer: SqliteHandle
  private readonly reader: SqliteHandle
  private readonly writing: Mutex
  private endTurn: (() => void) | undefined

  constructor(writer: SqliteHandle, reader: SqliteHandle, writing: Mutex) {
    this.writer = writer
    this.reader = reader
    this.writing = writing
  }

  /** Takes the write lock at once: a lock that is upgraded later fails without waiting. */
  async begin(): Promise<void> {
    this.endTurn = await this.writing.acquire()
    await this.writer.run('BEGIN IMMEDIATE')
  }

  async commit(): Promise<void> {
    await this.writer.run('COMMIT')
  }

  /** After a full disk SQLite has rolled back already and has nothing left to undo. */
  async rollback(): Promise<void> {
    await this.writer.run('ROLLBACK').catch((error: Error) => {
      if (!error.message.includes('no transaction is active')) throw error
    })
  }

  release(): void {
    this.endTurn?.()
    this.endTurn = undefined
  }

  async executeQuery<Row>({ sql, parameters }: CompiledQuery): Promise<QueryResult<Row>> {
    if (this.endTurn) return await execute<Row>(this.writer, sql, parameters)
    if (READS.test(sql)) return { rows: (await this.reader.all(sql, parameters)) as Row[] }
    const endTurn = await this.writing.acquire()
    try {
      return await execute<Row>(this.writer, sql, parameters)
    } finally {
      endTurn()
    }
  }

  // biome-ignore lint/correctness/useYield: the interface asks for a generator that is never used
  async *streamQuery<Row>(): AsyncIterableIterator<QueryResult<Row>> {
    throw new Error('streaming is not supported: read in pages')
  }
}

const RETURNS_ROWS = /^\s*(select|with|pragma)\b|\breturning\b/i

async function execute<Row>(
  handle: SqliteHandle,
  sql: string,
  parameters: readonly unknown[],
): Promise<QueryResult<Row>> {
  if (RETURNS_ROWS.test(sql.length > 2_000 ? `${sql.slice(0, 200)} ${sql.slice(-200)}` : sql)) {
    return { rows: (await handle.all(sql, parameters)) as Row[] }
  }
  return { rows: [], numAffectedRows: BigInt(await handle.run(sql, parameters)) }
}
