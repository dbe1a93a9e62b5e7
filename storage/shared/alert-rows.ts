import type { Alert, AlertSettings, Incident, Reading } from '../../src/core/alert.ts'
import type { AlertId, FeedbackId, WorkspaceId } from '../../src/core/identity.ts'
import type { AlertTable, IncidentTable } from './alert-tables.ts'
import { instant, instantOrNull } from './instants.ts'
import { storable } from './text.ts'

/** Returns an alert as its row holds it. */
export function toAlert(row: AlertTable): Alert {
  return {
    ...(JSON.parse(row.settings) as AlertSettings),
    workspace: row.ws as WorkspaceId,
    id: row.id as AlertId,
    state: row.state as Alert['state'],
    reason: row.reason,
    createdAt: instant(row.created_at),
    snoozedUntil: instantOrNull(row.snoozed_until),
    seen: row.seen as FeedbackId | null,
    lookedAt: instant(row.looked_at ?? row.created_at),
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
    startedAt: instant(row.started_at),
    toldAt: instantOrNull(row.told_at),
    resolvedAt: instantOrNull(row.resolved_at),
    acknowledgedBy: row.acknowledged_by,
    acknowledgedAt: instantOrNull(row.acknowledged_at),
    reading: JSON.parse(row.reading) as Reading,
  }
}
