/** Who may do what. An id that a platform does not have is empty; roles are places in ROLES. */
export interface AccessTables {
  access_account: AccessAccountTable
  access_group: AccessGroupTable
  access_place: AccessPlaceTable
  access_invite: AccessInviteTable
  access_audit: AccessAuditTable
}

interface Signed {
  since: number
  /** The account that did it, as `slack/T1/U2`. */
  by_user: string
}

export interface AccessAccountTable extends Signed {
  ws: number
  platform: string
  community: string
  user_id: string
  name: string
  role: number
}

export interface AccessGroupTable extends Signed {
  ws: number
  platform: string
  community: string
  group_id: string
  role: number
}

export interface AccessPlaceTable extends Signed {
  ws: number
  platform: string
  community: string
  /** Empty for a community as a whole. */
  channel: string
  thread: string
  id: number
  role: number | null
  /** JSON of the filters. */
  scope: string
  shared: number
}

export interface AccessInviteTable extends Signed {
  ws: number
  id: number
  hash: string
  role: number
  uses: number
  used: number
  expires_at: number
  /** 1 where it is good only while there is no admin. */
  first: number
}

export interface AccessAuditTable {
  ws: number
  id: number
  at: number
  platform: string
  user_community: string
  user_id: string
  name: string
  community: string
  channel: string
  thread: string
  command: string
  outcome: string
  detail: string
}
