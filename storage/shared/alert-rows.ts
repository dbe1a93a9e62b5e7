import type { Alert, AlertSettings, Incident, Reading } from '../../src/core/alert.ts'
import type { AlertId, EpochSeconds, FeedbackId, WorkspaceId } from '../../src/core/identity.ts'
import type { AlertTable, IncidentTable } from './alert-tables.ts'
import { storable } from './text.ts'

function time(seconds: number | null): EpochSeconds | null {
  return seconds === null ? null : (Number(seconds) as EpochSeconds)
}

/** Returns an alert as its row holds it. */
export function toAlert(row: AlertTable): Alert {
  return {
    ...(JSON.parse(row.settings) as AlertSettings),
    workspace: row.ws as WorkspaceId,
    id: row.id as AlertId,
    state: row.state as Alert['state'],
    reason: row.reason,
    createdAt: Number(row.created_at) as EpochSeconds,
    snoozedUntil: time(row.snoozed_until),
    seen: row.seen as FeedbackId | null,
    lookedAt: Number(row.looked_at ?? row.created_at) as EpochSeconds,
  }
}

/** Returns what was asked for as its column holds it. */
export function settingsColumn(settings: AlertSettings): string {
  const { name, owner, target, rule, locale, cooldownSeconds, quiet } = settings
  return storable(JSON.stringify({ name, owner, target, rule, locale, cooldownSeconds, quiet }))
}

/** Returns an incident as its row holds it. */
export function toIncident(row: IncidentTable): Incident {
  return {
    alert: row.alert as AlertId,
    subject: row.subject,
    startedAt: Number(row.started_at) as EpochSeconds,
    toldAt: time(row.told_at),
    resolvedAt: time(row.resolved_at),
    acknowledgedBy: row.acknowledged_by,
    acknowledgedAt: time(row.acknowledged_at),
    reading: JSON.parse(row.reading) as Reading,
  }
}
