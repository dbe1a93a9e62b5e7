import type { Migration } from './index.ts'

/** Alerts and what they told of. */
export const alerts: Migration = {
  name: 'alerts',
  statements(database) {
    const sqlite = database === 'sqlite'
    const big = sqlite ? 'INTEGER' : 'BIGINT'
    const clustered = sqlite ? ' WITHOUT ROWID' : ''
    return [
      `CREATE TABLE alert (
        ws INTEGER NOT NULL, id INTEGER NOT NULL, settings TEXT NOT NULL,
        state TEXT NOT NULL, reason TEXT, created_at ${big} NOT NULL,
        snoozed_until ${big}, seen INTEGER, fence INTEGER NOT NULL, free_at ${big} NOT NULL,
        PRIMARY KEY (ws, id))${clustered}`,
      `CREATE INDEX alert_free ON alert (free_at, ws, id) WHERE state <> 'held'`,
      `CREATE TABLE alert_incident (
        ws INTEGER NOT NULL, alert INTEGER NOT NULL, started_at ${big} NOT NULL,
        subject TEXT NOT NULL, told_at ${big}, resolved_at ${big},
        acknowledged_by TEXT, acknowledged_at ${big}, reading TEXT NOT NULL,
        PRIMARY KEY (ws, alert, started_at, subject))${clustered}`,
      'CREATE INDEX alert_incident_open ON alert_incident (ws, alert) WHERE resolved_at IS NULL',
    ]
  },
}
