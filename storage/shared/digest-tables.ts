/** Digests and the ledger of their slots. Times are epoch seconds. */
export interface DigestTables {
  digest: DigestTable
  digest_slot: DigestSlotTable
}

export interface DigestTable {
  ws: number
  id: number
  /** What people decided, as JSON. */
  settings: string
  state: string
  reason: string | null
  detail: string | null
  created_at: number
  next_due: number | null
  failures: number
}

export interface DigestSlotTable {
  ws: number
  digest: number
  /** The local date that was meant. */
  date: string
  due_at: number
  state: string
  attempts: number
  /** Grows with each claim. */
  fence: number
  /** Nobody may claim it before. */
  free_at: number
  queued_at: number | null
  detail: string | null
}
