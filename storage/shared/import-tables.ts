export interface ImportTable {
  ws: number
  id: number
  file: string
  fingerprint: string
  mapping: string
  state: string
  started_at: number
  finished_at: number | null
  rows: number
  accepted: number
  duplicates: number
  rejected: number
  /** JSON of the reasons. */
  reasons: string
}

/** How often a running import has met a content that it met more than once. */
export interface ImportOccurrenceTable {
  ws: number
  import: number
  content: string
  seen: number
}
