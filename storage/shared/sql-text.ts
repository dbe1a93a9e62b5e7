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
 * texts are bound: a bound value costs more than its insertion. The next
 * statement is built while the last one runs, but sent only when that is done:
 * after a full disk SQLite has ended the transaction, and a statement that was
 * already on its way would be kept. Resolves to the number of rows that each
 * statement stored, with its first row.
 */
export async function insertRows(
  engine: Pick<Engine, 'placeholder' | 'rowsPerStatement'>,
  trx: Writer,
  statement: BulkInsert,
  rows: readonly (readonly Cell[])[],
): Promise<readonly InsertedRows[]> {
  return await insertRowsOf(engine, trx, statement, rows, (row, cells) => {
    for (const cell of row) cells.push(cell)
  })
}

/** The same for items that `fill` turns into cells, in the order of the columns. */
export async function insertRowsOf<Item>(
  engine: Pick<Engine, 'placeholder' | 'rowsPerStatement'>,
  trx: Writer,
  statement: BulkInsert,
  items: readonly Item[],
  fill: (item: Item, cells: Cell[]) => void,
): Promise<readonly InsertedRows[]> {
  const results: InsertedRows[] = []
  let running: Promise<number> | undefined
  let last: Omit<InsertedRows, 'stored'> = { first: 0, rows: 0 }
  for (let first = 0; first < items.length; first += engine.rowsPerStatement) {
    const end = Math.min(first + engine.rowsPerStatement, items.length)
    const { tuples, texts } = valuesOf(engine, items, first, end, fill)
    const sql = `INSERT INTO ${statement.into} VALUES ${tuples} ${statement.onConflict ?? ''}`
    if (running !== undefined) results.push({ ...last, stored: await running })
    last = { first, rows: end - first }
    running = run(trx, sql, texts)
  }
  if (running !== undefined) results.push({ ...last, stored: await running })
  return results
}

interface BulkInsert {
  readonly into: string
  readonly onConflict?: string
}

/** What one statement of a bulk insert did. */
export interface InsertedRows {
  readonly first: number
  readonly rows: number
  /** Fewer than `rows` where some were there already. */
  readonly stored: number
}

function valuesOf<Item>(
  engine: Pick<Engine, 'placeholder'>,
  items: readonly Item[],
  first: number,
  end: number,
  fill: (item: Item, cells: Cell[]) => void,
): { tuples: string; texts: string[] } {
  const texts: string[] = []
  const cells: Cell[] = []
  let tuples = ''
  for (let index = first; index < end; index += 1) {
    cells.length = 0
    fill(items[index] as Item, cells)
    tuples += tuples === '' ? '(' : ',('
    for (let column = 0; column < cells.length; column += 1) {
      if (column > 0) tuples += ','
      const value = cells[column]
      if (typeof value === 'number') tuples += integer(value)
      else if (typeof value === 'string') tuples += engine.placeholder(texts.push(value))
      else tuples += 'NULL'
    }
    tuples += ')'
  }
  return { tuples, texts }
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
