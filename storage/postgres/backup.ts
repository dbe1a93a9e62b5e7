import { createReadStream, createWriteStream } from 'node:fs'
import { createInterface } from 'node:readline'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { setTimeout as sleep } from 'node:timers/promises'
import { createGunzip, createGzip } from 'node:zlib'
import pg from 'pg'
import { UserError } from '../../src/core/errors.ts'
import { type Migration, migrations } from '../migrations/index.ts'
import { asStorageError, shownUrl } from './faults.ts'

const ROWS_AT_ONCE = 1_000
const ATTEMPTS = 10
const PAUSE_MILLISECONDS = 100
/** The schema where an older backup is brought up to date. */
const ASIDE = 'cxbot_restoring'
/** What is for a moment only, or is on its way: a restored database must not carry it out again. */
const MOMENTARY = [
  'inbox',
  'outbox',
  'pause',
  'button_line',
  'kept_text',
  'daily_count',
  'forget_request',
  'migration',
]

interface Head {
  readonly cxbot: 'backup'
  readonly version: number
}

/** Writes every table as JSON lines, compressed, as they are at this moment. */
export async function backupPostgres(url: string, file: string): Promise<void> {
  await connected(url, async (client) => {
    await client.query('BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY')
    const source = Readable.from(linesOf(client))
    await pipeline(source, createGzip(), createWriteStream(file, { mode: 0o600, flags: 'wx' }))
    await client.query('COMMIT')
  })
}

/**
 * Puts a backup in the place of what is in the database, whose schema has to be up to date, in
 * one transaction. One of an older version is brought up to date on the way. Rejects with a
 * UserError, and changes nothing, where it is damaged, newer than this program or no backup at
 * all, and where the bot runs on the database.
 */
export async function restorePostgres(url: string, file: string): Promise<void> {
  await connected(url, async (client) => {
    await refuseInUse(client)
    const { version } = await headIn(file)
    if (version > migrations.length) throw new UserError('privacy.newerBackup')
    await client.query('BEGIN')
    const tables = await tablesOf(client)
    await client.query(`TRUNCATE ${tables.map(pg.escapeIdentifier).join(', ')}`)
    if (version === migrations.length) await fill(client, file, tables)
    else await fillFromOlder(client, file, version)
    await client.query('COMMIT')
  })
}

/**
 * Loads the rows into tables as they were, in a schema of their own, and what the later steps
 * make of them into the emptied tables, which stay with their rights and policies.
 */
async function fillFromOlder(client: pg.Client, file: string, version: number): Promise<void> {
  const { rows } = await client.query<{ name: string }>('SELECT current_schema() AS name')
  const inPlace = pg.escapeIdentifier(rows[0]?.name ?? '')
  await client.query(`CREATE SCHEMA ${ASIDE}`)
  await client.query(`SET LOCAL search_path TO ${ASIDE}`)
  for (const step of migrations.slice(0, version)) await take(client, step)
  await fill(client, file, await tablesOf(client))
  for (const step of migrations.slice(version)) await take(client, step)
  for (const table of await tablesOf(client)) {
    const name = pg.escapeIdentifier(table)
    await client.query(`INSERT INTO ${inPlace}.${name} SELECT * FROM ${ASIDE}.${name}`)
  }
  await client.query(`SET LOCAL search_path TO ${inPlace}`)
  await client.query(`DROP SCHEMA ${ASIDE} CASCADE`)
}

async function take(client: pg.Client, step: Migration): Promise<void> {
  for (const statement of step.statements('postgres')) await client.query(statement)
}

/** A connection that was closed a moment ago is still told of: it is asked again. */
async function refuseInUse(client: pg.Client): Promise<void> {
  for (let attempt = 1; ; attempt += 1) {
    const { rows } = await client.query<{ n: string }>(
      `SELECT count(*) AS n FROM pg_stat_activity WHERE datname = current_database()
        AND application_name = 'cxbot' AND pid <> pg_backend_pid()`,
    )
    if (Number(rows[0]?.n) === 0) return
    if (attempt >= ATTEMPTS) throw new UserError('privacy.databaseInUse')
    await sleep(PAUSE_MILLISECONDS)
  }
}

async function fill(client: pg.Client, file: string, tables: readonly string[]): Promise<void> {
  let isHead = true
  let table = ''
  let rows: string[] = []
  let ended = false
  const flush = async (): Promise<void> => {
    if (rows.length > 0) {
      const into = pg.escapeIdentifier(table)
      await client.query(
        `INSERT INTO ${into} SELECT (json_populate_record(NULL::${into}, row)).*
          FROM unnest($1::json[]) AS row`,
        [rows],
      )
    }
    rows = []
  }
  for await (const line of textLines(file)) {
    if (isHead) {
      isHead = false
    } else if (line.startsWith('#')) {
      await flush()
      table = line.slice(1)
      ended = table === ''
      if (!ended && !tables.includes(table)) throw new UserError('privacy.damagedBackup')
    } else {
      rows.push(line)
      if (rows.length >= ROWS_AT_ONCE) await flush()
    }
  }
  if (!ended) throw new UserError('privacy.damagedBackup')
}

async function* textLines(file: string): AsyncGenerator<string> {
  const source = createReadStream(file)
  const unpacked = createGunzip()
  source.on('error', (error) => unpacked.destroy(error))
  source.pipe(unpacked)
  try {
    yield* createInterface({ input: unpacked, crlfDelay: Number.POSITIVE_INFINITY })
  } catch (error) {
    throw error instanceof UserError ? error : new UserError('privacy.notABackup')
  }
}

function headOf(line: string): Head {
  let head: Partial<Head> = {}
  try {
    head = JSON.parse(line) as Partial<Head>
  } catch {
    throw new UserError('privacy.notABackup')
  }
  if (head.cxbot !== 'backup') throw new UserError('privacy.notABackup')
  if (!Number.isInteger(head.version) || Number(head.version) < 1) {
    throw new UserError('privacy.notABackup')
  }
  return head as Head
}

async function headIn(file: string): Promise<Head> {
  for await (const line of textLines(file)) return headOf(line)
  throw new UserError('privacy.notABackup')
}

/** A line for the head, one that names each table, one for each of its rows, and `#` at the end. */
async function* linesOf(client: pg.Client): AsyncGenerator<string> {
  yield `${JSON.stringify({ cxbot: 'backup', version: await versionOf(client) } satisfies Head)}\n`
  for (const table of await tablesOf(client)) {
    yield `#${table}\n`
    await client.query(
      `DECLARE rows CURSOR FOR SELECT row_to_json(t)::text AS row FROM ${pg.escapeIdentifier(table)} t`,
    )
    for (;;) {
      const { rows } = await client.query<{ row: string }>(`FETCH ${ROWS_AT_ONCE} FROM rows`)
      if (rows.length === 0) break
      yield rows.map(({ row }) => `${row}\n`).join('')
    }
    await client.query('CLOSE rows')
  }
  yield '#\n'
}

/** Of the schema as it is there, which a newer program may not have brought up to date yet. */
async function versionOf(client: pg.Client): Promise<number> {
  const { rows } = await client.query<{ version: number }>(
    'SELECT max(version) AS version FROM migration',
  )
  return Number(rows[0]?.version)
}

async function tablesOf(client: pg.Client): Promise<readonly string[]> {
  const { rows } = await client.query<{ name: string }>(
    'SELECT tablename AS name FROM pg_tables WHERE schemaname = current_schema() ORDER BY 1',
  )
  return rows.map(({ name }) => name).filter((name) => !MOMENTARY.includes(name))
}

async function connected(url: string, work: (client: pg.Client) => Promise<void>): Promise<void> {
  const client = new pg.Client({ connectionString: url, application_name: 'cxbot-backup' })
  try {
    await client.connect()
    /** Rather none than a part of the rows. */
    await client.query('SET row_security = off')
    await work(client)
  } catch (error) {
    throw asStorageError(error, shownUrl(url))
  } finally {
    await client.end().catch(() => undefined)
  }
}
