import { setImmediate as turnOfLoop } from 'node:timers/promises'
import { startsOf, textAt } from '../../src/batch/read-columns.ts'
import type { TextColumn } from '../../src/core/feedback-columns.ts'
import type { Engine, Writer } from './engine.ts'
import { type BulkInsert, type InsertedRows, integer, run } from './sql-text.ts'
import { SqlWriter } from './sql-writer.ts'

const COMMA = 44
const CLOSING = 41

/** One for all statements, each of which is built without a pause. */
const list = new SqlWriter()

type BulkEngine = Pick<Engine, 'bulk' | 'placeholder'>

/** The values of one column of many rows. */
export type BulkColumn =
  /** The same in every row. */
  | { readonly value: number | null }
  /** Whole numbers; NaN is NULL. */
  | { readonly numbers: ArrayLike<number> }
  | { readonly texts: TextColumn; readonly empty: 'text' | 'null' }

/** One statement of a bulk insert. */
export interface BulkStatement extends Omit<InsertedRows, 'stored'> {
  readonly sql: string
  readonly values: readonly (string | Uint8Array)[]
  /** Whether no other comes behind it. */
  readonly last: boolean
}

/**
 * Returns the statements that insert rows that lie in columns, each built when it is asked
 * for. Numbers are written into the statement; of texts the database is given whole columns
 * and cuts them itself where it can, since a value that is bound costs more than its insertion.
 */
export function* bulkStatements(
  engine: BulkEngine,
  statement: BulkInsert,
  columns: readonly BulkColumn[],
  count: number,
): Generator<BulkStatement, undefined> {
  const build = createBuilder(engine, columns)
  for (let first = 0; first < count; first += engine.bulk.rows) {
    const end = Math.min(first + engine.bulk.rows, count)
    const { select, values } = build(first, end)
    const sql = `${engine.bulk.insert} ${statement.into} ${select} ${statement.onConflict ?? ''}`
    yield { sql, values, first, rows: end - first, last: end === count }
  }
  return undefined
}

/** Builds the first statement now and the others when they are asked for. */
export function begun(statements: Generator<BulkStatement, undefined>): Iterable<BulkStatement> {
  const first = statements.next()
  return (function* () {
    for (let next = first; !next.done; next = statements.next()) yield next.value
  })()
}

/**
 * Runs statements. The next one is built while the last one runs, but sent only when that
 * is done, as by `insertRows`. Resolves to the number of rows that each stored.
 */
export async function runStatements(
  trx: Writer,
  statements: Iterable<BulkStatement>,
): Promise<readonly InsertedRows[]> {
  const results: InsertedRows[] = []
  let running: Promise<void> | undefined
  for (const { sql, values, first, rows, last } of statements) {
    await running
    running = run(trx, sql, values).then((stored) => {
      results.push({ first, rows, stored })
    })
    if (!last) await sent(running)
  }
  await running
  return results
}

/**
 * Resolves when a statement is on its way to the database: what is worked at from then on
 * is worked at meanwhile. Its failure is told to whoever awaits the statement itself.
 */
export async function sent(statement: Promise<unknown>): Promise<void> {
  statement.catch(() => undefined)
  await turnOfLoop()
}

type Built = { readonly select: string; readonly values: readonly (string | Uint8Array)[] }
/** What is written of a row into a statement: numbers, NULL for null, and SQL. */
type Cells = ArrayLike<number | string | null>

/** Returns a function that builds what one statement inserts. */
function createBuilder(
  { bulk, placeholder }: BulkEngine,
  columns: readonly BulkColumn[],
): (first: number, end: number) => Built {
  return (first, end) => {
    const values: (string | Uint8Array)[] = []
    const given: Cells[] = []
    const named = (cells: Cells): string => `column${given.push(cells)}`
    const selected = columns.map((column) => {
      if ('value' in column) return literal(column.value)
      if ('numbers' in column) {
        const same = sameValue(column.numbers, first, end)
        return same === undefined ? named(column.numbers) : literal(same)
      }
      const { texts, empty } = column
      if (texts.bytes.length === 0) return empty === 'null' ? 'NULL' : "''"
      if (!bulk.cut) {
        const cells = new Array<string | null>(end)
        for (let row = first; row < end; row += 1) {
          const text = textAt(texts, row)
          cells[row] = text === '' && empty === 'null' ? null : placeholder(values.push(text))
        }
        return named(cells)
      }
      const whole = placeholder(values.push(texts.bytes))
      const cut = bulk.cut(whole, named(startsOf(texts)), named(texts.ends))
      return empty === 'null' ? `nullif(${cut},'')` : cut
    })
    if (given.length === 0) given.push([])
    list.begin().text(`SELECT ${selected.join(',')} FROM (VALUES `)
    listRows(given, first, end)
    list.text(') AS rows WHERE true')
    return { select: list.written(), values }
  }
}

/** Writes the cells of these rows as a list of VALUES. */
function listRows(given: readonly Cells[], first: number, end: number): void {
  for (let row = first; row < end; row += 1) {
    list.text(row === first ? '(' : ',(')
    for (let index = 0; index < given.length; index += 1) {
      if (index > 0) list.sign(COMMA)
      const cell = given[index]?.[row]
      if (typeof cell === 'string') list.text(cell)
      else list.number(cell)
    }
    list.sign(CLOSING)
  }
}

function literal(value: number | null | undefined): string {
  return value == null || Number.isNaN(value) ? 'NULL' : integer(value)
}

/** Returns the number, or null for NULL, that is the same in all of the rows; else undefined. */
function sameValue(
  numbers: ArrayLike<number>,
  first: number,
  end: number,
): number | null | undefined {
  const value = numbers[first] ?? Number.NaN
  for (let row = first + 1; row < end; row += 1) {
    if (!Object.is(numbers[row], value)) return undefined
  }
  return Number.isNaN(value) ? null : value
}
