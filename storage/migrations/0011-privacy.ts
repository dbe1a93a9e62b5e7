import type { Migration } from './index.ts'

/** People who are to stay forgotten, and questions whether somebody is to be. */
export const privacy: Migration = {
  name: 'privacy',
  statements(database) {
    const sqlite = database === 'sqlite'
    const big = sqlite ? 'INTEGER' : 'BIGINT'
    const text = sqlite ? 'TEXT' : 'TEXT COLLATE "C"'
    const clustered = sqlite ? ' WITHOUT ROWID' : ''
    return [
      `CREATE TABLE tombstone (
        ws INTEGER NOT NULL, dimension INTEGER NOT NULL, salt ${text} NOT NULL,
        hash ${text} NOT NULL, at ${big} NOT NULL,
        PRIMARY KEY (ws, dimension, salt, hash))${clustered}`,
      `CREATE TABLE forget_request (
        ws INTEGER NOT NULL, token_hash ${text} NOT NULL, dimension INTEGER NOT NULL,
        name TEXT NOT NULL, by_user TEXT NOT NULL, expires_at ${big} NOT NULL,
        PRIMARY KEY (ws, token_hash))${clustered}`,
    ]
  },
}
