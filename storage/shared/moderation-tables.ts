/** What people logged and changed. Times are epoch seconds. */
export interface ModerationTables {
  logged: LoggedTable
  feedback_change: FeedbackChangeTable
}

export interface LoggedTable {
  ws: number
  feedback: number
  by_user: string
  by_name: string
  at: number
  state: string
  merged_into: number | null
  /** The feedback as JSON, while it is out of the counts. */
  content: string | null
}

export interface FeedbackChangeTable {
  ws: number
  feedback: number
  id: number
  by_user: string
  by_name: string
  at: number
  before: string
  after: string
}
