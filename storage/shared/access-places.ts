import type { Actor, PlaceKey, PlaceLink, PlaceTerms } from '../../src/core/access.ts'
import type { Filter } from '../../src/core/command.ts'
import type { EpochSeconds, WorkspaceId } from '../../src/core/identity.ts'
import { recordChange } from './access-audit.ts'
import { lockAccess, orNull, placeColumns, roleNumber, roleOf, signatureOf } from './access-rows.ts'
import type { AccessPlaceTable } from './access-tables.ts'
import { takeIds } from './counters.ts'
import type { Engine, Reader } from './engine.ts'
import { storable } from './text.ts'

/** Returns a stored place. */
export function toLink(row: AccessPlaceTable): PlaceLink {
  return {
    id: row.id,
    workspace: row.ws as WorkspaceId,
    platform: row.platform,
    community: orNull(row.community),
    channel: orNull(row.channel),
    thread: orNull(row.thread),
    role: row.role === null ? null : roleOf(row.role),
    scope: JSON.parse(row.scope) as readonly Filter[],
    shared: row.shared === 1,
    since: row.since as EpochSeconds,
  }
}

/** Returns the places that belong to a workspace. */
export async function listPlaces(db: Reader, workspace: WorkspaceId): Promise<PlaceLink[]> {
  const rows = await db
    .selectFrom('access_place')
    .selectAll()
    .where('ws', '=', workspace)
    .orderBy('id')
    .execute()
  return rows.map(toLink)
}

/** Makes a place belong to a workspace, or changes its terms. */
export async function linkPlace(
  engine: Engine,
  workspace: WorkspaceId,
  place: PlaceKey,
  terms: PlaceTerms,
  by: Actor,
): Promise<PlaceLink | 'taken'> {
  const key = placeColumns(place)
  return await engine.write(async (trx) => {
    await lockAccess(trx)
    const known = await trx
      .selectFrom('access_place')
      .selectAll()
      .where('platform', '=', key.platform)
      .where('community', '=', key.community)
      .where('channel', '=', key.channel)
      .where('thread', '=', key.thread)
      .executeTakeFirst()
    if (known && known.ws !== workspace) return 'taken'
    const row: AccessPlaceTable = {
      ws: workspace,
      ...key,
      id: known?.id ?? (await takeIds(trx, workspace, 'link', 1)),
      role: terms.role === null ? null : roleNumber(terms.role),
      scope: storable(JSON.stringify(terms.scope)),
      shared: terms.shared ? 1 : 0,
      since: by.at,
      by_user: signatureOf(by.account),
    }
    if (known) {
      await trx
        .deleteFrom('access_place')
        .where('ws', '=', workspace)
        .where('id', '=', known.id)
        .execute()
    }
    await trx.insertInto('access_place').values(row).execute()
    const scope = terms.scope.map(({ dimension, names }) => `${dimension}:${names.join(',')}`)
    const told = [terms.role ?? '–', `→ L-${row.id}`, ...scope]
    await recordChange(trx, workspace, by, 'link', told.join(' '))
    return toLink(row)
  })
}

/** Takes a place or an invite away from a workspace. */
export async function removeLink(
  engine: Engine,
  workspace: WorkspaceId,
  id: number,
  by: Actor,
): Promise<boolean> {
  return await engine.write(async (trx) => {
    await lockAccess(trx)
    let removed = 0n
    for (const table of ['access_place', 'access_invite'] as const) {
      const { numDeletedRows } = await trx
        .deleteFrom(table)
        .where('ws', '=', workspace)
        .where('id', '=', id)
        .executeTakeFirstOrThrow()
      removed += numDeletedRows
    }
    if (removed === 0n) return false
    await recordChange(trx, workspace, by, 'link', `– → L-${id}`)
    return true
  })
}

/** Gives a place that moved its new id; where the new one is known already, that one stays. */
export async function movePlace(
  engine: Engine,
  platform: string,
  from: string,
  to: string,
): Promise<void> {
  await engine.write(async (trx) => {
    await lockAccess(trx)
    const moved = await trx
      .selectFrom('access_place')
      .selectAll()
      .where('platform', '=', platform)
      .where('channel', '=', storable(from))
      .execute()
    for (const row of moved) {
      const { community, thread } = row
      const there = await trx
        .selectFrom('access_place')
        .select('id')
        .where('platform', '=', platform)
        .where('channel', '=', storable(to))
        .where('community', '=', community)
        .where('thread', '=', thread)
        .executeTakeFirst()
      if (there) continue
      await trx
        .updateTable('access_place')
        .set({ channel: storable(to) })
        .where('ws', '=', row.ws)
        .where('id', '=', row.id)
        .execute()
    }
  })
}
