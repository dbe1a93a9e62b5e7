import { pathToFileURL } from 'node:url'
import sqlite3 from 'sqlite3'

/**
 * The only file that knows the `sqlite3` package: one open handle with promises
 * and a cache of prepared statements. Whole numbers beyond 32 bits must stand in
 * the text of a statement, since the package binds them as floating point.
 */
export interface SqliteHandle {
  all(sql: string, parameters?: readonly unknown[]): Promise<Record<string, unknown>[]>
  /** For statements without rows: one that gives a row would stay open. Resolves to the number of changed rows. */
  run(sql: string, parameters?: readonly unknown[]): Promise<number>
  /** Ends the statement that is running, which then fails. */
  interrupt(): void
  close(): Promise<void>
}

const CACHED_STATEMENTS = 100
/** Longer statements are built for one use. */
const LONGEST_CACHED = 3_000

/** A statement that failed for a lock stays in progress until it is reset, and then nothing can be committed. */
function afterReset(statement: sqlite3.Statement, done: () => void): void {
  statement.reset(done)
}

/** `immutable`: nobody can write to the file nor put its companions beside it. */
export type OpenMode = 'read-write' | 'read-only' | 'immutable'

export async function openHandle(file: string, mode: OpenMode): Promise<SqliteHandle> {
  const flags =
    mode === 'read-write'
      ? sqlite3.OPEN_READWRITE | sqlite3.OPEN_CREATE
      : sqlite3.OPEN_READONLY | sqlite3.OPEN_URI
  const name = mode === 'immutable' ? `${pathToFileURL(file).href}?immutable=1` : file
  const database = await new Promise<sqlite3.Database>((resolve, reject) => {
    const opened: sqlite3.Database = new sqlite3.Database(
      name,
      flags | sqlite3.OPEN_FULLMUTEX,
      (error) => (error ? reject(error) : resolve(opened)),
    )
  })
  /** In order: several statements of one transaction are sent without waiting. */
  database.serialize()
  const statements = new Map<string, Promise<sqlite3.Statement>>()

  const prepare = (sql: string): Promise<sqlite3.Statement> =>
    new Promise((resolve, reject) => {
      const statement: sqlite3.Statement = database.prepare(sql, (error: Error | null) =>
        error ? reject(error) : resolve(statement),
      )
    })
  const cached = (sql: string): Promise<sqlite3.Statement> => {
    const known = statements.get(sql)
    if (known !== undefined) {
      statements.delete(sql)
      statements.set(sql, known)
      return known
    }
    const prepared = prepare(sql)
    statements.set(sql, prepared)
    prepared.catch(() => statements.delete(sql))
    if (statements.size > CACHED_STATEMENTS) {
      const [oldest] = statements
      if (oldest) {
        statements.delete(oldest[0])
        oldest[1].then(
          (statement) => statement.finalize(),
          () => undefined,
        )
      }
    }
    return prepared
  }

  return {
    async all(sql, parameters = []) {
      if (sql.length > LONGEST_CACHED) {
        return await new Promise((resolve, reject) => {
          database.all(sql, parameters, (error: Error | null, rows: Record<string, unknown>[]) =>
            error ? reject(error) : resolve(rows),
          )
        })
      }
      const statement = await cached(sql)
      return await new Promise((resolve, reject) => {
        statement.all(parameters, (error: Error | null, rows: Record<string, unknown>[]) =>
          error ? afterReset(statement, () => reject(error)) : resolve(rows),
        )
      })
    },
    async run(sql, parameters = []) {
      if (sql.length > LONGEST_CACHED) {
        return await new Promise((resolve, reject) => {
          database.run(sql, parameters, function (this: sqlite3.RunResult, error: Error | null) {
            error ? reject(error) : resolve(this.changes)
          })
        })
      }
      const statement = await cached(sql)
      return await new Promise((resolve, reject) => {
        statement.run(parameters, function (this: sqlite3.RunResult, error: Error | null) {
          error ? afterReset(statement, () => reject(error)) : resolve(this.changes)
        })
      })
    },
    interrupt: () => database.interrupt(),
    async close() {
      for (const prepared of statements.values()) {
        const statement = await prepared.catch(() => undefined)
        if (statement) await new Promise<void>((resolve) => statement.finalize(() => resolve()))
      }
      statements.clear()
      await new Promise<void>((resolve, reject) => {
        database.close((error) => (error ? reject(error) : resolve()))
      })
    },
  }
}
