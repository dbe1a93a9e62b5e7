import type { Migration } from './index.ts'

/** Lines that were carried out without the inbox, each by the id of its event. */
export const effects: Migration = {
  name: 'effects',
  statements(database) {
    const sqlite = database === 'sqlite'
    const big = sqlite ? 'INTEGER' : 'BIGINT'
    const text = sqlite ? 'TEXT' : 'TEXT COLLATE "C"'
    return [
      `CREATE TABLE effect (
        platform ${text} NOT NULL, event ${text} NOT NULL, forget_at ${big} NOT NULL,
        PRIMARY KEY (platform, event))${sqlite ? ' WITHOUT ROWID' : ''}`,
      'CREATE INDEX effect_old ON effect (platform, forget_at)',
    ]
  },
}
