/** Times are epoch seconds, dimensions as in `term`. */
export interface PrivacyTables {
  tombstone: TombstoneTable
  forget_request: ForgetRequestTable
}

export interface TombstoneTable {
  ws: number
  dimension: number
  /** The key of the hash. */
  salt: string
  hash: string
  at: number
}

export interface ForgetRequestTable {
  ws: number
  token_hash: string
  dimension: number
  name: string
  by_user: string
  expires_at: number
}
