import type { WorkspaceId } from '../../src/core/identity.ts'
import type { AccessStore, Asker, Grants } from '../../src/core/store.ts'
import { forgetAudit, listAudit } from './access-audit.ts'
import { addInvite, listInvites, redeem } from './access-invites.ts'
import { linkPlace, listPlaces, movePlace, removeLink, toLink } from './access-places.ts'
import { hasAdmin, listAccounts, listGroups, setGroupRole, setRole } from './access-roles.ts'
import { accountColumns, orEmpty, placeColumns, roleOf } from './access-rows.ts'
import { AuditWriter } from './audit-writer.ts'
import type { Engine, Reader } from './engine.ts'
import { storable } from './text.ts'

/** Returns the part of the store that knows who may do what. */
export function createAccess(engine: Engine): AccessStore {
  const { db } = engine
  const log = new AuditWriter(engine)
  return {
    grants: (asker) => grants(db, asker),
    hasAdmin: (workspace) => hasAdmin(db, workspace),
    accounts: (workspace) => listAccounts(db, workspace),
    setRole: (workspace, person, role, by) => setRole(engine, workspace, person, role, by),
    groups: (workspace) => listGroups(db, workspace),
    setGroupRole: (workspace, group, role, by) => setGroupRole(engine, workspace, group, role, by),
    places: (workspace) => listPlaces(db, workspace),
    linkPlace: (workspace, place, terms, by) => linkPlace(engine, workspace, place, terms, by),
    removeLink: (workspace, id, by) => removeLink(engine, workspace, id, by),
    movePlace: (platform, from, to) => movePlace(engine, platform, from, to),
    invites: (workspace, now) => listInvites(db, workspace, now),
    invite: (workspace, invite, by) => addInvite(engine, workspace, invite, by),
    redeem: (hash, person, by) => redeem(engine, hash, person, by),
    record: (workspace, entry) => log.record(workspace, entry),
    audit: (workspace, query) => listAudit(db, workspace, query),
    forgetAudit: (workspace, before) => forgetAudit(engine, workspace, before),
  }
}

/** Returns what all workspaces grant to someone at a place. */
async function grants(db: Reader, { account, groups, place }: Asker): Promise<Grants> {
  const person = accountColumns(account)
  const here = placeColumns(place)
  const own = await db
    .selectFrom('access_account')
    .select(['ws', 'role'])
    .where('platform', '=', person.platform)
    .where('user_id', '=', person.user_id)
    .where('community', '=', person.community)
    .execute()
  const ofGroups =
    groups.length === 0
      ? []
      : await db
          .selectFrom('access_group')
          .select(['ws', 'role'])
          .where('platform', '=', person.platform)
          .where('community', '=', orEmpty(place.community))
          .where('group_id', 'in', groups.map(storable))
          .execute()
  const links = await db
    .selectFrom('access_place')
    .selectAll()
    .where('platform', '=', here.platform)
    .where('channel', 'in', [...new Set([here.channel, ''])])
    .where('community', '=', here.community)
    .where('thread', 'in', [...new Set([here.thread, ''])])
    .execute()
  return {
    roles: [...own, ...ofGroups].map(({ ws, role }) => ({
      workspace: ws as WorkspaceId,
      role: roleOf(role),
    })),
    links: links
      .filter(({ community, channel }) => community !== '' || channel !== '')
      .filter(({ channel, thread }) => channel !== '' || thread === '')
      .sort((left, right) => depth(right) - depth(left))
      .map(toLink),
  }
}

function depth({ channel, thread }: { channel: string; thread: string }): number {
  return (channel === '' ? 0 : 1) + (thread === '' ? 0 : 1)
}
