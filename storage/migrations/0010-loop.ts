import type { Migration } from './index.ts'

/** Feedback that is to be answered, and improvements. What was logged before waits for an answer. */
export const loop: Migration = {
  name: 'loop',
  statements(database) {
    const sqlite = database === 'sqlite'
    const big = sqlite ? 'INTEGER' : 'BIGINT'
    const clustered = sqlite ? ' WITHOUT ROWID' : ''
    return [
      `CREATE TABLE loop_item (
        ws INTEGER NOT NULL, feedback INTEGER NOT NULL, at ${big} NOT NULL, state TEXT NOT NULL,
        response_at ${big}, response_user TEXT, response_name TEXT,
        resolution_at ${big}, resolution_user TEXT, resolution_name TEXT, origin TEXT,
        PRIMARY KEY (ws, feedback))${clustered}`,
      'CREATE INDEX loop_item_at ON loop_item (ws, at, feedback, response_at, resolution_at)',
      "CREATE INDEX loop_item_open ON loop_item (ws, at, feedback) WHERE state = 'open'",
      'CREATE INDEX loop_item_asked ON loop_item (ws, feedback) WHERE origin IS NOT NULL',
      `INSERT INTO loop_item (ws, feedback, at, state)
        SELECT l.ws, l.feedback, f.at, 'open' FROM logged l
        JOIN feedback f ON f.ws = l.ws AND f.id = l.feedback WHERE l.state = 'kept'`,
      `CREATE TABLE improvement (
        ws INTEGER NOT NULL, id INTEGER NOT NULL, settings TEXT NOT NULL, at ${big} NOT NULL,
        created_at ${big} NOT NULL, state TEXT NOT NULL, next_check ${big} NOT NULL,
        asked_after INTEGER, outcome TEXT, revision INTEGER NOT NULL,
        PRIMARY KEY (ws, id))${clustered}`,
      "CREATE INDEX improvement_due ON improvement (next_check) WHERE state = 'watching'",
    ]
  },
}
