import type { Migration } from './index.ts'

/** Channels in which a reaction logs a message, and what was logged so a short while ago. */
export const capture: Migration = {
  name: 'capture',
  statements(database) {
    const sqlite = database === 'sqlite'
    const big = sqlite ? 'INTEGER' : 'BIGINT'
    const text = sqlite ? 'TEXT' : 'TEXT COLLATE "C"'
    const clustered = sqlite ? ' WITHOUT ROWID' : ''
    const place = `platform ${text} NOT NULL, community ${text} NOT NULL, channel ${text} NOT NULL`
    return [
      `CREATE TABLE capture (
        ws INTEGER NOT NULL, ${place}, emoji ${text} NOT NULL, created_at ${big} NOT NULL,
        items INTEGER NOT NULL, success_at ${big},
        PRIMARY KEY (ws, platform, community, channel))${clustered}`,
      `CREATE TABLE captured (
        ws INTEGER NOT NULL, ${place}, message ${text} NOT NULL, feedback INTEGER NOT NULL,
        at ${big} NOT NULL,
        PRIMARY KEY (ws, platform, community, channel, message))${clustered}`,
    ]
  },
}
