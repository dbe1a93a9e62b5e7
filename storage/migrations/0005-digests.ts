import type { Migration } from './index.ts'

/** Digests and the ledger of their slots. */
export const digests: Migration = {
  name: 'digests',
  statements(database) {
    const sqlite = database === 'sqlite'
    const big = sqlite ? 'INTEGER' : 'BIGINT'
    const clustered = sqlite ? ' WITHOUT ROWID' : ''
    return [
      `CREATE TABLE digest (
        ws INTEGER NOT NULL, id INTEGER NOT NULL, settings TEXT NOT NULL,
        state TEXT NOT NULL, reason TEXT, detail TEXT,
        created_at ${big} NOT NULL, next_due ${big}, failures INTEGER NOT NULL,
        PRIMARY KEY (ws, id))${clustered}`,
      `CREATE INDEX digest_due ON digest (next_due, ws, id) WHERE state = 'active'`,
      `CREATE TABLE digest_slot (
        ws INTEGER NOT NULL, digest INTEGER NOT NULL, date TEXT NOT NULL,
        due_at ${big} NOT NULL, state TEXT NOT NULL, attempts INTEGER NOT NULL,
        fence INTEGER NOT NULL, free_at ${big} NOT NULL, queued_at ${big}, detail TEXT,
        PRIMARY KEY (ws, digest, date))${clustered}`,
      `CREATE INDEX digest_slot_due ON digest_slot (free_at, ws, digest, date)
        WHERE state = 'due'`,
      'CREATE INDEX digest_slot_time ON digest_slot (due_at, state)',
    ]
  },
}
