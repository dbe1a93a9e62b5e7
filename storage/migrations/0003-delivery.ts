import type { Migration } from './index.ts'

/** What came in from platforms and what is to go out. */
export const delivery: Migration = {
  name: 'delivery',
  statements: (database) => (database === 'sqlite' ? [RELAY] : deliveryTables('postgres')),
}

/**
 * With SQLite the inbox and the outbox are a file of their own, so that an import never
 * holds up an acknowledgement; this table hands over what must be written with its effects.
 */
const RELAY = `CREATE TABLE relay (
  id INTEGER PRIMARY KEY AUTOINCREMENT, platform TEXT NOT NULL, bot TEXT NOT NULL,
  external_id TEXT NOT NULL, content TEXT NOT NULL, UNIQUE (platform, bot, external_id))`

/** The steps of the file that holds the inbox and the outbox beside a SQLite database. */
export const deliveryFile: readonly Migration[] = [
  { name: 'delivery', statements: () => deliveryTables('sqlite') },
]

function deliveryTables(database: 'sqlite' | 'postgres'): readonly string[] {
  const sqlite = database === 'sqlite'
  const big = sqlite ? 'INTEGER' : 'BIGINT'
  /** Compared byte by byte in both. */
  const text = sqlite ? 'TEXT' : 'TEXT COLLATE "C"'
  const clustered = sqlite ? ' WITHOUT ROWID' : ''
  const id = sqlite
    ? 'INTEGER PRIMARY KEY AUTOINCREMENT'
    : 'BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY'
  return [
    `CREATE TABLE inbox (
      platform ${text} NOT NULL, bot ${text} NOT NULL, external_id ${text} NOT NULL,
      received_at ${big} NOT NULL, reply_by ${big}, payload TEXT NOT NULL, reply TEXT,
      state SMALLINT NOT NULL, attempts INTEGER NOT NULL, failures INTEGER NOT NULL,
      fence INTEGER NOT NULL, arrived ${big} NOT NULL, due ${big} NOT NULL, done_at ${big},
      detail TEXT, PRIMARY KEY (platform, bot, external_id))${clustered}`,
    'CREATE INDEX inbox_open ON inbox (platform, bot, due) WHERE state = 0',
    'CREATE INDEX inbox_done ON inbox (done_at) WHERE state > 0',
    `CREATE TABLE outbox (
      id ${id}, key ${text} NOT NULL UNIQUE, platform ${text} NOT NULL, bot ${text} NOT NULL,
      place ${text} NOT NULL, payload TEXT NOT NULL, external_id ${text}, state SMALLINT NOT NULL,
      attempts INTEGER NOT NULL, fence INTEGER NOT NULL, not_before ${big} NOT NULL,
      due ${big} NOT NULL, first_attempt_at ${big}, memo TEXT, give_up_at ${big} NOT NULL,
      reference TEXT, url TEXT, sent_at ${big}, ended_at ${big}, detail TEXT)`,
    `CREATE INDEX outbox_open ON outbox (platform, bot, place, id, due, fence, state)
      WHERE state < 3`,
    `CREATE INDEX outbox_event ON outbox (platform, bot, external_id)
      WHERE external_id IS NOT NULL AND state < 3`,
    'CREATE INDEX outbox_ended ON outbox (ended_at) WHERE state >= 3',
    `CREATE TABLE pause (
      platform ${text} NOT NULL, bot ${text} NOT NULL, place ${text} NOT NULL,
      until ${big} NOT NULL, trial ${big} NOT NULL,
      PRIMARY KEY (platform, bot, place))${clustered}`,
    `CREATE TABLE button_line (
      key ${text} NOT NULL PRIMARY KEY, line TEXT NOT NULL, given_at ${big} NOT NULL)${clustered}`,
    `CREATE TABLE kept_text (
      name ${text} NOT NULL PRIMARY KEY, content TEXT NOT NULL, until ${big} NOT NULL)${clustered}`,
    `CREATE TABLE daily_count (
      day ${text} NOT NULL, what ${text} NOT NULL, n INTEGER NOT NULL,
      PRIMARY KEY (day, what))${clustered}`,
  ]
}
