import { access, constants, mkdir, open } from 'node:fs/promises'
import { dirname, resolve } from 'node:path'
import { Kysely, sql } from 'kysely'
import { StorageError } from '../../src/core/errors.ts'
import { type Migration, migrate } from '../migrations/index.ts'
import type { Cell, Engine } from '../shared/engine.ts'
import type { Schema } from '../shared/schema.ts'
import { integer } from '../shared/sql-text.ts'
import { joined } from '../shared/within.ts'
import { type DeliveryFile, openDeliveryFile } from './delivery-file.ts'
import { HandlesDialect, type SqliteHandles } from './dialect.ts'
import { type OpenMode, openHandle, type SqliteHandle } from './driver.ts'
import { asStorageError } from './faults.ts'
import { patient } from './patience.ts'
import { startQuickCheck } from './quick-check.ts'
import { overwriteDeleted } from './scrub.ts'
import { createSearch } from './search.ts'
import { BUSY_MILLISECONDS, tune } from './tune.ts'

const READERS = 2
const WRITER_MEBIBYTES = 12
const READER_MEBIBYTES = 12
/** What is looked up beside an import lies on other pages each time. */
const ASIDE_MEBIBYTES = 0.5

export interface SqliteOptions {
  /** Grows no further than this many pages; then writes fail as on a full disk. */
  readonly maxPages?: number
  /** How long a statement waits for another process that writes. */
  readonly busyMilliseconds?: number
  readonly migrations?: readonly Migration[]
  /** When the file is looked through for damage, after it was opened. */
  readonly checkAfterMilliseconds?: number
  /** Milliseconds since 1970; the machine's own clock unless said otherwise. */
  readonly clock?: () => number
}

/**
 * Opens a database file, made with access for its owner only where there is none.
 * Rejects with a StorageError; a file that is not a database of this program is left as it is.
 */
export async function openSqlite(path: string, options: SqliteOptions = {}): Promise<Engine> {
  const file = resolve(path)
  const place = `sqlite:${path}`
  const handles: SqliteHandle[] = []
  try {
    const mode = await prepareFile(file)
    const writer = await openHandle(file, mode)
    handles.push(writer)
    await refuseForeign(writer, place)
    await tune(writer, WRITER_MEBIBYTES, mode, options)
    async function openReader(mebibytes: number): Promise<SqliteHandle> {
      const reader = await openHandle(file, mode)
      handles.push(reader)
      await tune(reader, mebibytes, mode, options)
      await reader.all('PRAGMA query_only = ON')
      return reader
    }
    const readers: SqliteHandle[] = []
    while (readers.length < READERS) readers.push(await openReader(READER_MEBIBYTES))
    const aside = await openReader(ASIDE_MEBIBYTES)
    const [version] = await writer.all('SELECT sqlite_version() AS version')
    const waiting = await patient(writer, options.busyMilliseconds ?? BUSY_MILLISECONDS)
    const engine = createEngine(
      place,
      { writer: waiting, readers, aside },
      String(version?.['version']),
      () => openDeliveryFile(`${file}.delivery`, mode, options),
    )
    await migrate(engine, place, options.migrations)
    const check = startQuickCheck(file, options.checkAfterMilliseconds)
    return {
      ...engine,
      refuseDamaged() {
        if (check.isDamaged()) throw new StorageError('corrupt', place)
      },
      async close() {
        await check.stop()
        await engine.close()
      },
    }
  } catch (error) {
    for (const handle of handles) await handle.close().catch(() => undefined)
    throw asStorageError(error, place)
  }
}

/**
 * A new file is its owner's alone; SQLite gives its companions the same rights.
 * A file that may not be written still answers questions.
 */
async function prepareFile(file: string): Promise<OpenMode> {
  const can = async (path: string, right: number): Promise<boolean> =>
    await access(path, right).then(
      () => true,
      () => false,
    )
  if (await can(file, constants.F_OK)) {
    if (await can(file, constants.W_OK)) return 'read-write'
    const companions =
      (await can(`${file}-wal`, constants.F_OK)) || (await can(dirname(file), constants.W_OK))
    return companions ? 'read-only' : 'immutable'
  }
  await mkdir(dirname(file), { recursive: true, mode: 0o700 })
  const created = await open(file, 'a', 0o600)
  await created.close()
  return 'read-write'
}

/** Reads before anything is written: nothing of ours is put into a stranger's database. */
async function refuseForeign(writer: SqliteHandle, place: string): Promise<void> {
  const tables = await writer.all('SELECT name FROM sqlite_schema')
  if (tables.length > 0 && !tables.some((table) => table['name'] === 'migration')) {
    throw new StorageError('not-a-database', place)
  }
}

function createEngine(
  place: string,
  { writer, readers, aside }: SqliteHandles & { readonly aside: SqliteHandle },
  version: string,
  openDelivery: () => Promise<DeliveryFile>,
): Engine {
  let turn = 0
  let delivery: Promise<DeliveryFile> | undefined
  const reader = (): SqliteHandle => {
    turn = (turn + 1) % readers.length
    return readers[turn] ?? writer
  }
  const db = new Kysely<Schema>({
    dialect: new HandlesDialect({ writer, readers }),
  })
  const besides = new Kysely<Schema>({
    dialect: new HandlesDialect({ writer, readers: [aside] }),
  })
  const engine: Engine = {
    name: 'sqlite',
    placeholder: () => '?',
    rowsPerStatement: 200,
    bulk: {
      /** A failure ends the transaction anyhow: SQLite need not keep every page to undo the statement alone. */
      insert: 'INSERT OR FAIL INTO',
      rows: 5_000,
      cut: (bytes, start, end) => `CAST(substr(${bytes},${start}+1,${end}-${start}) AS TEXT)`,
    },
    version,
    db,
    aside: besides,
    search: createSearch(reader),
    feedbackIdScope: () => 0,
    useIndex: (name) => (name === 'id' ? 'NOT INDEXED' : `INDEXED BY ${name}`),
    feedbackOf: (workspace, dimension, person) =>
      `SELECT rowid AS id FROM person WHERE person MATCH '${integer(workspace)}${dimension[0]}' || ${person}`,
    async table(sql, columns) {
      const rows = await reader().all(
        `SELECT json_group_array(json_array(${columns.join(',')})) AS cells FROM (${sql})`,
      )
      return JSON.parse(String(rows[0]?.['cells'] ?? '[]')) as Cell[][]
    },
    delivery() {
      delivery ??= openDelivery()
      delivery.catch(() => {
        delivery = undefined
      })
      return delivery
    },
    within(trx) {
      return {
        ...engine,
        ...joined(trx),
        search: createSearch(() => writer),
        /** Nothing can be overwritten before the transaction has ended. */
        scrub: async () => undefined,
      }
    },
    write: (work) => db.transaction().execute(work),
    refuseDamaged: () => undefined,
    fault: (error) => asStorageError(error, place),
    async scrub() {
      await engine.write(async (trx) => {
        await sql`INSERT INTO search (search) VALUES ('optimize')`.execute(trx)
        await sql`INSERT INTO person (person) VALUES ('optimize')`.execute(trx)
      })
      await overwriteDeleted(writer)
      await (await delivery)?.scrub()
    },
    /** It plans by what a table held then, which a bot that goes on collecting soon makes wrong. */
    analyze: async () => undefined,
    async close() {
      await (await delivery?.catch(() => undefined))?.close()
      await db.destroy()
      await besides.destroy()
      for (const handle of [aside, ...readers, writer]) await handle.close()
    },
  }
  return engine
}
