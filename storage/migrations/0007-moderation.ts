import type { Migration } from './index.ts'

/** Feedback that people logged, and what they changed in it. */
export const moderation: Migration = {
  name: 'moderation',
  statements(database) {
    const sqlite = database === 'sqlite'
    const big = sqlite ? 'INTEGER' : 'BIGINT'
    const clustered = sqlite ? ' WITHOUT ROWID' : ''
    return [
      `CREATE TABLE logged (
        ws INTEGER NOT NULL, feedback INTEGER NOT NULL, by_user TEXT NOT NULL,
        by_name TEXT NOT NULL, at ${big} NOT NULL, state TEXT NOT NULL, merged_into INTEGER,
        content TEXT, PRIMARY KEY (ws, feedback))${clustered}`,
      'CREATE INDEX logged_by ON logged (ws, by_user, feedback)',
      `CREATE TABLE feedback_change (
        ws INTEGER NOT NULL, feedback INTEGER NOT NULL, id INTEGER NOT NULL,
        by_user TEXT NOT NULL, by_name TEXT NOT NULL, at ${big} NOT NULL,
        before TEXT NOT NULL, after TEXT NOT NULL,
        PRIMARY KEY (ws, feedback, id))${clustered}`,
    ]
  },
}
