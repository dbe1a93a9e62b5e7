import { sql } from 'kysely'
import type { FeedbackId, WorkspaceId } from '../../src/core/identity.ts'
import type { PortableCell, PortableRow, PortableStore } from '../../src/core/store.ts'
import { CARRIED, carriedTables, LEASES, OWN_COUNTERS } from './carried-tables.ts'
import type { Engine, Reader, Writer } from './engine.ts'
import type { Schema } from './schema.ts'
import { inParts } from './sql-text.ts'
import { storable } from './text.ts'

const ROWS_A_STATEMENT = 50

type StoredRow = Record<string, string | number | null | Buffer>

/** Returns what a workspace owns beside feedback, and how it is stored elsewhere. */
export function createPortableStore(engine: Engine): PortableStore {
  return {
    async *rows(workspace) {
      for (const table of carriedTables()) {
        const found = await sql<Record<string, unknown>>`
          SELECT * FROM ${sql.table(table)} WHERE ws = ${sql.lit(workspace)} ORDER BY 2`.execute(
          engine.db,
        )
        for (const row of found.rows) {
          if (table === 'counter' && OWN_COUNTERS.includes(String(row['name']))) continue
          yield { table, row: portable(table, row) }
        }
      }
    },
    insert: (workspace, given, idOf) =>
      engine.write(async (trx) => {
        let stored = 0
        for (const [table, some] of byTable(given)) {
          const known = await columnsOf(engine, trx, table)
          const fit = some
            .map((row) => storedRow(table, row, workspace, known, idOf))
            .filter((row) => row !== undefined)
          if (table === 'counter') await raiseCounters(trx, fit)
          else await insertAll(trx, table, fit)
          stored += fit.length
        }
        return stored
      }),
    startIdsAt: (workspace, id) =>
      engine.write((trx) => raiseCounter(trx, engine.feedbackIdScope(workspace), 'feedback', id)),
    async isEmpty(workspace) {
      const tables = carriedTables().filter((table) => {
        const carried = CARRIED[table]
        return typeof carried === 'object' && carried.setUp === true
      })
      for (const table of [...tables, 'feedback' as const]) {
        const found = await sql`
          SELECT 1 FROM ${sql.table(table)} WHERE ws = ${sql.lit(workspace)} LIMIT 1`.execute(
          engine.db,
        )
        if (found.rows.length > 0) return false
      }
      return true
    },
  }
}

function portable(table: string, row: Readonly<Record<string, unknown>>): PortableRow['row'] {
  const cells = Object.entries(row).flatMap(([column, value]): [string, PortableCell][] => {
    if (column === 'ws') return []
    if (LEASES[table]?.includes(column)) return [[column, 0]]
    if (value instanceof Uint8Array) {
      return [[column, { base64: Buffer.from(value).toString('base64') }]]
    }
    return [[column, typeof value === 'bigint' ? Number(value) : (value as PortableCell)]]
  })
  return Object.fromEntries(cells)
}

function byTable(
  given: readonly PortableRow[],
): ReadonlyMap<keyof Schema, readonly PortableRow['row'][]> {
  const found = new Map<keyof Schema, PortableRow['row'][]>()
  for (const { table, row } of given) {
    const known = carriedTables().find((each) => each === table)
    if (known === undefined) throw new RangeError(`no portable table ${table}`)
    const some = found.get(known) ?? []
    found.set(known, some)
    some.push(row)
  }
  return found
}

/** Names of columns come from a file: only those that the table has are taken. */
async function columnsOf(
  engine: Pick<Engine, 'name'>,
  db: Reader,
  table: string,
): Promise<ReadonlySet<string>> {
  const found =
    engine.name === 'sqlite'
      ? sql<{ name: string }>`SELECT name FROM pragma_table_info(${table})`
      : sql<{ name: string }>`SELECT column_name AS name FROM information_schema.columns
          WHERE table_schema = current_schema() AND table_name = ${table}`
  return new Set((await found.execute(db)).rows.map(({ name }) => name))
}

/** Returns the row as it is stored; undefined where it is about feedback that is not there. */
function storedRow(
  table: keyof Schema,
  row: PortableRow['row'],
  workspace: WorkspaceId,
  known: ReadonlySet<string>,
  idOf: (before: number) => FeedbackId | undefined,
): StoredRow | undefined {
  const carried = CARRIED[table]
  const ids = typeof carried === 'object' ? carried.feedback : []
  const stored: StoredRow = { ws: workspace }
  for (const [column, value] of Object.entries(row)) {
    if (!known.has(column)) throw new RangeError(`no column ${column} in ${table}`)
    if (typeof value === 'object' && value !== null) {
      stored[column] = Buffer.from(value.base64, 'base64')
    } else if (ids.includes(column) && typeof value === 'number') {
      const id = idOf(value)
      if (id === undefined && column === 'feedback') return undefined
      stored[column] = id ?? null
    } else stored[column] = typeof value === 'string' ? storable(value) : value
  }
  if (table === 'alert_incident') stored['reading'] = withItems(String(stored['reading']), idOf)
  return stored
}

function withItems(reading: string, idOf: (before: number) => FeedbackId | undefined): string {
  const read = JSON.parse(reading) as { readonly items?: readonly number[] }
  return JSON.stringify({ ...read, items: (read.items ?? []).flatMap((id) => idOf(id) ?? []) })
}

async function insertAll(
  trx: Writer,
  table: keyof Schema,
  all: readonly StoredRow[],
): Promise<void> {
  for (const part of inParts(all, ROWS_A_STATEMENT)) {
    await trx
      .insertInto(table)
      .values(part as never)
      .onConflict((conflict) => conflict.doNothing())
      .execute()
  }
}

async function raiseCounters(trx: Writer, all: readonly StoredRow[]): Promise<void> {
  for (const { ws, name, next } of all) {
    if (OWN_COUNTERS.includes(String(name))) continue
    await raiseCounter(trx, Number(ws), String(name), Number(next))
  }
}

/** No id is given out twice: the next one is behind those of either database. */
async function raiseCounter(trx: Writer, ws: number, name: string, next: number): Promise<void> {
  await trx
    .insertInto('counter')
    .values({ ws, name, next })
    .onConflict((conflict) =>
      conflict.columns(['ws', 'name']).doUpdateSet({
        next: sql<number>`CASE WHEN excluded.next > counter.next
          THEN excluded.next ELSE counter.next END`,
      }),
    )
    .execute()
}
