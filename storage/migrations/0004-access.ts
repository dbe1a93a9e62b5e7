import type { Migration } from './index.ts'

/** Who may do what: people, groups, places, invites, and the audit log. */
export const access: Migration = {
  name: 'access',
  statements(database) {
    const sqlite = database === 'sqlite'
    const big = sqlite ? 'INTEGER' : 'BIGINT'
    const clustered = sqlite ? ' WITHOUT ROWID' : ''
    const signed = `since ${big} NOT NULL, by_user TEXT NOT NULL`
    const place = 'community TEXT NOT NULL, channel TEXT NOT NULL, thread TEXT NOT NULL'
    return [
      `CREATE TABLE access_account (
        ws INTEGER NOT NULL, platform TEXT NOT NULL, community TEXT NOT NULL, user_id TEXT NOT NULL,
        name TEXT NOT NULL, role INTEGER NOT NULL, ${signed},
        PRIMARY KEY (ws, platform, community, user_id))${clustered}`,
      'CREATE INDEX access_account_user ON access_account (platform, user_id)',
      `CREATE TABLE access_group (
        ws INTEGER NOT NULL, platform TEXT NOT NULL, community TEXT NOT NULL, group_id TEXT NOT NULL,
        role INTEGER NOT NULL, ${signed},
        PRIMARY KEY (ws, platform, community, group_id))${clustered}`,
      'CREATE INDEX access_group_id ON access_group (platform, group_id)',
      `CREATE TABLE access_place (
        ws INTEGER NOT NULL, platform TEXT NOT NULL, ${place}, id INTEGER NOT NULL,
        role INTEGER, scope TEXT NOT NULL, shared INTEGER NOT NULL, ${signed},
        PRIMARY KEY (ws, platform, community, channel, thread))${clustered}`,
      'CREATE INDEX access_place_channel ON access_place (platform, channel, thread)',
      `CREATE TABLE access_invite (
        ws INTEGER NOT NULL, id INTEGER NOT NULL, hash TEXT NOT NULL, role INTEGER NOT NULL,
        uses INTEGER NOT NULL, used INTEGER NOT NULL, expires_at ${big} NOT NULL,
        first INTEGER NOT NULL, ${signed}, PRIMARY KEY (ws, id))${clustered}`,
      'CREATE INDEX access_invite_hash ON access_invite (hash)',
      `CREATE TABLE access_audit (
        ws INTEGER NOT NULL, id INTEGER NOT NULL, at ${big} NOT NULL, platform TEXT NOT NULL,
        user_community TEXT NOT NULL, user_id TEXT NOT NULL, name TEXT NOT NULL, ${place},
        command TEXT NOT NULL, outcome TEXT NOT NULL, detail TEXT NOT NULL,
        PRIMARY KEY (ws, id))${clustered}`,
      'CREATE INDEX access_audit_at ON access_audit (ws, at, id)',
    ]
  },
}
