import { CompiledQuery } from 'kysely'
import type { Cell, Engine, Writer } from './engine.ts'

/** Returns a whole number as SQL. Throws a RangeError for anything else. */
export function integer(value: number): string {
  if (!Number.isSafeInteger(value)) throw new RangeError(`not a whole number: ${value}`)
  return String(value)
}

export function integers(values: readonly number[]): string {
  return values.map(integer).join(',')
}

/**
 * Inserts rows many at a time. Numbers are written into the statement and only
 * texts are bound: a bound value costs more than its insertion. Statements are
 * sent without waiting, so that the next is built while the last one runs.
 * Resolves to the number of rows that each statement stored, with its first row.
 */
export async function insertRows(
  engine: Pick<Engine, 'placeholder' | 'rowsPerStatement'>,
  trx: Writer,
  statement: { readonly into: string; readonly onConflict?: string },
  rows: readonly (readonly Cell[])[],
): Promise<readonly { first: number; rows: number; stored: number }[]> {
  const sent: Promise<{ first: number; rows: number; stored: number }>[] = []
  for (let first = 0; first < rows.length; first += engine.rowsPerStatement) {
    const part = rows.slice(first, first + engine.rowsPerStatement)
    const texts: string[] = []
    let tuples = ''
    for (const row of part) {
      tuples += tuples === '' ? '(' : ',('
      for (let column = 0; column < row.length; column += 1) {
        if (column > 0) tuples += ','
        const value = row[column]
        if (typeof value === 'number') tuples += integer(value)
        else if (typeof value === 'string') tuples += engine.placeholder(texts.push(value))
        else tuples += 'NULL'
      }
      tuples += ')'
    }
    const sql = `INSERT INTO ${statement.into} VALUES ${tuples} ${statement.onConflict ?? ''}`
    sent.push(
      trx.executeQuery(CompiledQuery.raw(sql, texts)).then(({ numAffectedRows }) => ({
        first,
        rows: part.length,
        stored: Number(numAffectedRows ?? 0),
      })),
    )
    if (sent.length % 8 === 0) await sent[sent.length - 8]
  }
  return await settled(sent)
}

/** Waits for all, then rejects with the first failure: no statement outlives its transaction. */
async function settled<Result>(promises: readonly Promise<Result>[]): Promise<Result[]> {
  const results = await Promise.allSettled(promises)
  return results.map((result) => {
    if (result.status === 'rejected') throw result.reason
    return result.value
  })
}

/** Runs one statement whose text is complete. Resolves to the number of rows it changed. */
export async function run(
  trx: Writer,
  sql: string,
  texts: readonly string[] = [],
): Promise<number> {
  const { numAffectedRows } = await trx.executeQuery(CompiledQuery.raw(sql, [...texts]))
  return Number(numAffectedRows ?? 0)
}

/** Splits a list into parts of at most `size`. */
export function inParts<Item>(items: readonly Item[], size: number): readonly (readonly Item[])[] {
  const parts: (readonly Item[])[] = []
  for (let first = 0; first < items.length; first += size)
    parts.push(items.slice(first, first + size))
  return parts
}
