/** What feedback comes from by itself. Times are epoch seconds. */
export interface FeedTables {
  feed: FeedTable
  hook: HookTable
  hook_nonce: HookNonceTable
  listener: ListenerTable
}

export interface FeedTable {
  ws: number
  id: number
  url: string
  /** What must not be asked by two at a time. */
  host: string
  /** What else people decided, as JSON. */
  settings: string
  state: string
  created_at: number
  next_at: number
  /** Whoever reads it has it until then. */
  leased_until: number
  /** Grows with each claim. */
  fence: number
  failures: number
  etag: string | null
  modified: string | null
  items: number
  success_at: number | null
  error_at: number | null
  fault: string | null
  detail: string | null
}

export interface HookTable {
  ws: number
  id: number
  /** What nobody can guess, in its address. */
  token: string
  settings: string
  /** The keys that are valid and until when, as JSON. */
  keys: string
  created_at: number
  items: number
  success_at: number | null
  error_at: number | null
  fault: string | null
  detail: string | null
}

/** A delivery that was taken in: the same is not taken twice. */
export interface HookNonceTable {
  ws: number
  hook: number
  nonce: string
  forget_at: number
}

export interface ListenerTable {
  ws: number
  id: number
  platform: string
  community: string
  channel: string
  thread: string
  settings: string
  created_at: number
  items: number
  success_at: number | null
}
