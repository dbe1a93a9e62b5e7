import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { EpochSeconds } from '../../src/core/identity.ts'
import { openPostgres } from '../../storage/postgres/index.ts'
import type { Engine, Reader } from '../../storage/shared/engine.ts'
import { DECISIONS, type Decision } from '../../storage/shared/privacy/decisions.ts'
import { createStore } from '../../storage/shared/store.ts'
import { openSqlite } from '../../storage/sqlite/index.ts'
import { freshPostgres } from '../postgres.ts'

const NOW = (Date.UTC(2026, 10, 16) / 1000) as EpochSeconds
const NAME = 'Wxonaqua Petrazzenaitė'
const PERSON = { dimension: 'customer', name: NAME } as const
/** How a person's name can stand in a column, by what is decided about it. */
const FORMS: Readonly<Record<string, readonly string[]>> = {
  name: [NAME, NAME.toUpperCase(), 'wxonaqua petrazzenaite'],
  words: [
    `I asked for ${NAME}, who was kind`,
    `SHE IS ${NAME.toUpperCase()}!`,
    JSON.stringify({ label: `What ${NAME} asked for`, owner: { user: 'U1', name: NAME } }),
  ],
  about: [
    JSON.stringify({ customer: NAME }),
    JSON.stringify({ contents: [`nps customer:"${NAME.toLowerCase()}"`] }),
    JSON.stringify({ owner: { user: 'U1', name: NAME }, contents: ['nps'] }),
    `nps customer:"wxonaqua petrazzenaite"`,
    NAME,
  ],
  note: [`404 at ${NAME}`, JSON.stringify({ author: NAME })],
  queue: [
    JSON.stringify({ text: `“${NAME}” says` }),
    JSON.stringify({ blocks: JSON.stringify({ text: `<b>Wxonaqua&nbsp;Petrazzenaitė</b>` }) }),
    JSON.stringify({ text: `\\*\u2068${NAME}\u2069\\* &amp; others` }),
    `{"line":"nps customer:\\"${NAME}\\""}`,
  ],
}

interface Column {
  readonly table: string
  readonly name: string
  readonly type: string
}

const isText = ({ type }: Column) => /TEXT|BLOB|BYTEA|CHAR|JSON/i.test(type)

/** The columns of a database as it is, without those of the indexes of FTS5: of words, and of people by number. */
async function columnsOf(name: Engine['name'], db: Reader): Promise<readonly Column[]> {
  const found =
    name === 'sqlite'
      ? sql<Column>`SELECT t.name AS "table", c.name, c.type FROM sqlite_schema t, pragma_table_info(t.name) c
          WHERE t.type = 'table' AND t.name NOT LIKE 'sqlite%' AND t.name NOT LIKE 'search%' AND t.name NOT LIKE 'person%'`
      : sql<Column>`SELECT table_name AS "table", column_name AS name, data_type AS type
          FROM information_schema.columns
          WHERE table_schema = current_schema() AND table_name NOT IN ('search', 'own_search')`
  return (await found.execute(db)).rows
}

function decisionOf({ table, name }: Column): Decision | undefined {
  return (DECISIONS as Record<string, Record<string, Decision>>)[table]?.[name]
}

function undecided(columns: readonly Column[]): readonly string[] {
  return columns
    .filter((column) => {
      const isKnown = column.table in DECISIONS
      return !isKnown || (isText(column) && decisionOf(column) === undefined)
    })
    .map(({ table, name }) => `${table}.${name}`)
}

test('a table or a column that nothing is decided about is found', () => {
  expect(undecided([{ table: 'diary', name: 'id', type: 'INTEGER' }])).toEqual(['diary.id'])
  expect(undecided([{ table: 'report', name: 'summary', type: 'TEXT' }])).toEqual([
    'report.summary',
  ])
  expect(undecided([{ table: 'report', name: 'at', type: 'INTEGER' }])).toEqual([])
})

describe.each(['sqlite', 'postgres'] as const)('T20: in %s', (name) => {
  let engine: Engine
  let dispose: () => Promise<void>
  let columns: readonly Column[]
  beforeAll(async () => {
    if (name === 'sqlite') {
      const folder = await mkdtemp(join(tmpdir(), 'cxbot-decisions-'))
      engine = await openSqlite(join(folder, 'store.db'))
      dispose = () => rm(folder, { recursive: true })
    } else {
      const database = await freshPostgres()
      engine = await openPostgres(database.url)
      dispose = database.drop
    }
    const base = await engine.delivery()
    columns = await columnsOf(name, engine.db)
    if (name === 'sqlite') columns = [...columns, ...(await columnsOf(name, base.db))]
  })
  afterAll(async () => {
    await engine.close()
    await dispose()
  })

  test('every table and every column with text has a decision', () => {
    expect(undecided(columns)).toEqual([])
    const tables = new Set(columns.map(({ table }) => table))
    const gone = Object.keys(DECISIONS).filter((table) => !tables.has(table))
    expect(gone).toEqual(name === 'sqlite' ? [] : ['relay'])
  })

  test('a name that stands in any column, in any form, is nowhere when the person is forgotten', async () => {
    const store = createStore(engine)
    const everywhere = <Result>(work: () => Result): Result =>
      engine.inScope ? engine.inScope('every', work) : work()
    const { db: queues } = await engine.delivery()
    const settings = { zone: 'UTC', locale: 'en', sample: false } as const
    const { id: ws } = await store.ensureWorkspace('decisions', settings)
    await store.ingest(ws, { items: [own(NAME)], derivedIds: false })
    let made = 0
    const tables = [...new Set(columns.map(({ table }) => table))]
    for (const table of tables) {
      if (['feedback', 'term'].includes(table)) continue
      const isGiven = ({ name: each }: Column) => table === 'outbox' && each === 'id'
      const all = columns.filter((column) => column.table === table && !isGiven(column))
      const on = ['inbox', 'outbox', 'button_line', 'kept_text'].includes(table)
        ? queues
        : engine.db
      for (const column of all) {
        for (const value of FORMS[String(decisionOf(column))] ?? []) {
          made += 1
          const cells = all.map((each) => {
            if (each === column) return value
            if (each.name === 'ws') return ws
            if (isText(each)) return `x${made}`
            return each.name === 'expires_at' ? NOW : 1_000 + made
          })
          /** Open and done ones. */
          const state = all.findIndex((each) => each.name === 'state' && !isText(each))
          if (state >= 0) cells[state] = made % 2 === 0 ? 0 : 3
          const names = sql.join(all.map((each) => sql.ref(each.name)))
          const insert = sql`INSERT INTO ${sql.table(table)} (${names}) VALUES (${sql.join(cells)})`
          await everywhere(() => insert.execute(on))
        }
      }
    }
    expect(made).toBeGreaterThan(100)
    expect(await everywhere(() => columnsHolding(columns, engine.db, queues))).not.toEqual([])
    const tombstone = await store.privacy.tombstone(ws, PERSON, NOW)
    const erased = await store.privacy.erase(ws, PERSON, tombstone)
    expect(erased).toMatchObject({ feedback: 1 })
    for (const count of [erased.reports, erased.messages, erased.surveys, erased.log]) {
      expect(count).toBeGreaterThan(0)
    }
    expect(await everywhere(() => columnsHolding(columns, engine.db, queues))).toEqual([])
  })
})

function own(customer: string) {
  return {
    kind: 'nps',
    score: 3,
    scale: { min: 0, max: 10, reversed: false },
    survey: null,
    text: `The courier was late, says ${customer}`,
    lang: 'en',
    at: NOW,
    source: 'email',
    externalId: 'a1',
    customer,
    author: null,
    brand: null,
    product: null,
    channel: null,
    store: null,
    stage: null,
    segment: null,
    tags: [],
    url: null,
    factors: [],
  } as const
}

async function columnsHolding(
  columns: readonly Column[],
  ...databases: readonly Reader[]
): Promise<readonly string[]> {
  const found = new Set<string>()
  for (const column of columns.filter(isText)) {
    for (const db of databases) {
      const rows = await sql<{ value: unknown }>`
        SELECT ${sql.ref(column.name)} AS value FROM ${sql.table(column.table)}`
        .execute(db)
        .then(
          (result) => result.rows,
          () => [],
        )
      const holding = rows.filter(({ value }) => /petrazzenait/i.test(String(value)))
      if (holding.length > 0) found.add(`${column.table}.${column.name}: ${holding[0]?.value}`)
    }
  }
  return [...found]
}
