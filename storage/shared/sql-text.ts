import { CompiledQuery } from 'kysely'
import type { Cell, Engine, Writer } from './engine.ts'

/** Returns a whole number as SQL. Throws a RangeError for anything else. */
export function integer(value: number): string {
  if (!Number.isSafeInteger(value)) throw new RangeError(`not a whole number: ${value}`)
  return String(value)
}

/** Returns whole numbers as a list of SQL. Throws a RangeError for anything else. */
export function integers(values: readonly number[]): string {
  return values.map(integer).join(',')
}

/**
 * Inserts rows many at a time. Numbers are written into the statement and only
 * texts are bound: a bound value costs more than its insertion. The next
 * statement is built while the last one runs, but sent only when that is done:
 * after a full disk SQLite has ended the transaction, and a statement that was
 * already on its way would be kept.
 */
export async function insertRows(
  engine: Pick<Engine, 'placeholder' | 'rowsPerStatement'>,
  trx: Writer,
  statement: BulkInsert,
  rows: readonly (readonly Cell[])[],
): Promise<void> {
  let running: Promise<number> | undefined
  for (const part of inParts(rows, engine.rowsPerStatement)) {
    const { values, texts } = valuesOf(engine, part)
    const sql = `INSERT INTO ${statement.into} ${values} ${statement.onConflict ?? ''}`
    await running
    running = run(trx, sql, texts)
  }
  await running
}

export interface BulkInsert {
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

/**
 * Returns what is inserted, as SQL. A column that is the same in every row is
 * written once and not with each row: most columns of most files are.
 */
function valuesOf(
  engine: Pick<Engine, 'placeholder'>,
  items: readonly (readonly Cell[])[],
): { values: string; texts: string[] } {
  const texts: string[] = []
  const literal = (value: Cell | undefined): string => {
    if (typeof value === 'number') return integer(value)
    return typeof value === 'string' ? engine.placeholder(texts.push(value)) : 'NULL'
  }
  const cells = items.flat()
  const width = cells.length / items.length
  const varying = varyingColumns(cells, width)
  if (items.length === 1 || varying.length === 0) {
    const rows = items.map((_, row) => cells.slice(row * width, (row + 1) * width).map(literal))
    return { values: `VALUES ${rows.map((row) => `(${row.join(',')})`).join(',')}`, texts }
  }
  const columns: string[] = []
  for (let column = 0; column < width; column += 1) {
    const place = varying.indexOf(column)
    columns.push(place < 0 ? literal(cells[column]) : `column${place + 1}`)
  }
  const rows: string[] = []
  for (let start = 0; start < cells.length; start += width) {
    let row = ''
    for (const column of varying) {
      row += row === '' ? '(' : ','
      row += literal(cells[start + column])
    }
    rows.push(row)
  }
  const values = `(VALUES ${rows.join('),')})) AS rows WHERE true`
  return { values: `SELECT ${columns.join(',')} FROM ${values}`, texts }
}

/** Returns the columns that are not the same in every row. Texts are taken to differ. */
function varyingColumns(cells: readonly Cell[], width: number): number[] {
  const varying: number[] = []
  for (let column = 0; column < width; column += 1) {
    const first = cells[column]
    let same = typeof first !== 'string'
    for (let at = column + width; same && at < cells.length; at += width) {
      same = cells[at] === first
    }
    if (!same) varying.push(column)
  }
  return varying
}

/** Runs one statement whose text is complete. Resolves to the number of rows it changed. */
export async function run(
  trx: Writer,
  sql: string,
  texts: readonly (string | Uint8Array)[] = [],
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
