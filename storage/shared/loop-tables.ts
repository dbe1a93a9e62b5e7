/** What is to be answered, and what was made better. Times are epoch seconds. */
export interface LoopTables {
  loop_item: LoopItemTable
  improvement: ImprovementTable
}

export interface LoopItemTable {
  ws: number
  feedback: number
  /** When the feedback was said. */
  at: number
  state: string
  response_at: number | null
  response_user: string | null
  response_name: string | null
  resolution_at: number | null
  resolution_user: string | null
  resolution_name: string | null
  /** JSON; null where it was not written in a chat. */
  origin: string | null
}

export interface ImprovementTable {
  ws: number
  id: number
  /** JSON of ImprovementSettings. */
  settings: string
  at: number
  created_at: number
  state: string
  next_check: number
  asked_after: number | null
  /** JSON of a Change. */
  outcome: string | null
  /** Grows with every change. */
  revision: number
}
