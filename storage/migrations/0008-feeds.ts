import type { Migration } from './index.ts'

/** Feeds, webhooks and places that are listened to. */
export const feeds: Migration = {
  name: 'feeds',
  statements(database) {
    const sqlite = database === 'sqlite'
    const big = sqlite ? 'INTEGER' : 'BIGINT'
    const clustered = sqlite ? ' WITHOUT ROWID' : ''
    const outcome = `items INTEGER NOT NULL, success_at ${big}, error_at ${big}, fault TEXT, detail TEXT`
    return [
      `CREATE TABLE feed (
        ws INTEGER NOT NULL, id INTEGER NOT NULL, url TEXT NOT NULL, host TEXT NOT NULL,
        settings TEXT NOT NULL, state TEXT NOT NULL, created_at ${big} NOT NULL,
        next_at ${big} NOT NULL, leased_until ${big} NOT NULL, fence INTEGER NOT NULL,
        failures INTEGER NOT NULL, etag TEXT, modified TEXT, ${outcome},
        PRIMARY KEY (ws, id))${clustered}`,
      'CREATE UNIQUE INDEX feed_url ON feed (ws, url)',
      `CREATE INDEX feed_due ON feed (next_at, ws, id) WHERE state = 'active'`,
      'CREATE INDEX feed_host ON feed (host, leased_until)',
      `CREATE TABLE hook (
        ws INTEGER NOT NULL, id INTEGER NOT NULL, token TEXT NOT NULL, settings TEXT NOT NULL,
        keys TEXT NOT NULL, created_at ${big} NOT NULL, ${outcome},
        PRIMARY KEY (ws, id))${clustered}`,
      `CREATE TABLE hook_nonce (
        ws INTEGER NOT NULL, hook INTEGER NOT NULL, nonce TEXT NOT NULL,
        forget_at ${big} NOT NULL, PRIMARY KEY (ws, hook, nonce))${clustered}`,
      'CREATE INDEX hook_nonce_old ON hook_nonce (ws, hook, forget_at)',
      `CREATE TABLE listener (
        ws INTEGER NOT NULL, id INTEGER NOT NULL, platform TEXT NOT NULL,
        community TEXT NOT NULL, channel TEXT NOT NULL, thread TEXT NOT NULL,
        settings TEXT NOT NULL, created_at ${big} NOT NULL, items INTEGER NOT NULL,
        success_at ${big}, PRIMARY KEY (ws, id))${clustered}`,
      'CREATE INDEX listener_place ON listener (platform, channel)',
    ]
  },
}
