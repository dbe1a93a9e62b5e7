/** Alerts and their incidents. Times are epoch seconds. */
export interface AlertTables {
  alert: AlertTable
  alert_incident: IncidentTable
}

export interface AlertTable {
  ws: number
  id: number
  /** What people decided, as JSON. */
  settings: string
  state: string
  reason: string | null
  created_at: number
  snoozed_until: number | null
  /** The id of the last feedback that was looked at. */
  seen: number | null
  /** When that was; null where it never was. */
  looked_at: number | null
  /** Grows with each claim. */
  fence: number
  /** Nobody looks at it before. */
  free_at: number
}

export interface IncidentTable {
  ws: number
  alert: number
  started_at: number
  subject: string
  told_at: number | null
  resolved_at: number | null
  acknowledged_by: string | null
  acknowledged_at: number | null
  /** What was seen, as JSON. */
  reading: string
}
