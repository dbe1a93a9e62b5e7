import type { Signature } from '../../src/core/analysis.ts'
import type { FeedbackId, WorkspaceId } from '../../src/core/identity.ts'
import type { LoopItem, Origin } from '../../src/core/loop.ts'
import { instant } from './instants.ts'
import type { LoopItemTable } from './loop-tables.ts'
import { storable } from './text.ts'

/** Returns the item of a row. */
export function toItem(row: LoopItemTable): LoopItem {
  return {
    feedback: row.feedback as FeedbackId,
    at: instant(row.at),
    state: row.state as LoopItem['state'],
    firstResponse: signature(row.response_at, row.response_user, row.response_name),
    resolution: signature(row.resolution_at, row.resolution_user, row.resolution_name),
    origin: row.origin === null ? null : (JSON.parse(row.origin) as Origin),
  }
}

function signature(at: number | null, user: string | null, name: string | null): Signature | null {
  if (at === null) return null
  return { user: user ?? '', name: name ?? '', at: instant(at) }
}

/** Returns the row of an item. */
export function toRow(workspace: WorkspaceId, item: LoopItem): LoopItemTable {
  const { firstResponse, resolution, origin } = item
  const said = (text: string | undefined) => (text === undefined ? null : storable(text))
  return {
    ws: workspace,
    feedback: item.feedback,
    at: item.at,
    state: item.state,
    response_at: firstResponse?.at ?? null,
    response_user: said(firstResponse?.user),
    response_name: said(firstResponse?.name),
    resolution_at: resolution?.at ?? null,
    resolution_user: said(resolution?.user),
    resolution_name: said(resolution?.name),
    origin: origin === null ? null : storable(JSON.stringify(origin)),
  }
}
