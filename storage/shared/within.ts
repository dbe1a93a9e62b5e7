import { sql } from 'kysely'
import type { Cell, Engine, Writer } from './engine.ts'

/**
 * Returns how an engine reads and writes inside a transaction. Each write is done as
 * a whole or not at all, one after another. Closing rejects where the transaction has
 * ended by itself, as after a full disk.
 */
export function joined(trx: Writer): Pick<Engine, 'db' | 'aside' | 'table' | 'write' | 'close'> {
  let last: Promise<unknown> = Promise.resolve()
  let broken: { readonly error: unknown } | undefined
  const check = (): void => {
    if (broken) throw broken.error
  }

  async function nested<Result>(work: (trx: Writer) => Promise<Result>): Promise<Result> {
    check()
    await sql`SAVEPOINT inner_write`.execute(trx)
    try {
      const result = await work(trx)
      await sql`RELEASE SAVEPOINT inner_write`.execute(trx)
      return result
    } catch (error) {
      try {
        await sql`ROLLBACK TO SAVEPOINT inner_write`.execute(trx)
      } catch {
        broken = { error }
      }
      throw error
    }
  }
  return {
    db: trx,
    aside: trx,
    async close() {
      check()
    },
    write(work) {
      const turn = last.catch(() => undefined).then(() => nested(work))
      last = turn
      return turn
    },
    async table(text, columns) {
      const { rows } = await sql.raw<Record<string, Cell>>(text).execute(trx)
      return rows.map((row) => columns.map((name) => row[name] ?? null))
    },
  }
}
