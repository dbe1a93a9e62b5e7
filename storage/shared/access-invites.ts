import type { AccountKey, Actor, Invite } from '../../src/core/access.ts'
import type { EpochSeconds, WorkspaceId } from '../../src/core/identity.ts'
import type { NewInvite, Redemption } from '../../src/core/store.ts'
import { recordChange } from './access-audit.ts'
import { hasAdmin, ownRole, writeRole } from './access-roles.ts'
import { lockAccess, roleNumber, roleOf, signatureOf } from './access-rows.ts'
import type { AccessInviteTable } from './access-tables.ts'
import { takeIds } from './counters.ts'
import type { Engine, Reader } from './engine.ts'

function toInvite(row: AccessInviteTable): Invite {
  return {
    id: row.id,
    role: roleOf(row.role),
    uses: row.uses,
    used: row.used,
    expiresAt: row.expires_at as EpochSeconds,
  }
}

/** Returns the codes that still let somebody in. */
export async function listInvites(
  db: Reader,
  workspace: WorkspaceId,
  now: EpochSeconds,
): Promise<Invite[]> {
  const rows = await db
    .selectFrom('access_invite')
    .selectAll()
    .where('ws', '=', workspace)
    .where('expires_at', '>', now)
    .where('first', '=', 0)
    .orderBy('id')
    .execute()
  return rows.filter(({ uses, used }) => used < uses).map(toInvite)
}

/** Keeps a code by its hash; codes that are over are removed on the way. */
export async function addInvite(
  engine: Engine,
  workspace: WorkspaceId,
  invite: NewInvite,
  by: Actor,
): Promise<Invite> {
  return await engine.write(async (trx) => {
    await lockAccess(trx)
    await trx
      .deleteFrom('access_invite')
      .where('ws', '=', workspace)
      .where('expires_at', '<=', by.at)
      .execute()
    const row: AccessInviteTable = {
      ws: workspace,
      id: await takeIds(trx, workspace, 'link', 1),
      hash: invite.hash,
      role: roleNumber(invite.role),
      uses: invite.uses,
      used: 0,
      expires_at: invite.expiresAt,
      first: invite.first ? 1 : 0,
      since: by.at,
      by_user: signatureOf(by.account),
    }
    await trx.insertInto('access_invite').values(row).execute()
    const detail = `${invite.role} × ${invite.uses} → L-${row.id}`
    await recordChange(trx, workspace, by, 'link invite', detail)
    return toInvite(row)
  })
}

/** Lets a person in by the hash of a code. */
export async function redeem(
  engine: Engine,
  hash: string,
  person: AccountKey & { readonly name: string },
  by: Actor,
): Promise<Redemption> {
  return await engine.write(async (trx): Promise<Redemption> => {
    await lockAccess(trx)
    const row = await trx
      .selectFrom('access_invite')
      .selectAll()
      .where('hash', '=', hash)
      .executeTakeFirst()
    if (!row || row.expires_at <= by.at || row.used >= row.uses) return { type: 'refused' }
    const workspace = row.ws as WorkspaceId
    if (row.first === 1 && (await hasAdmin(trx, workspace))) return { type: 'refused' }
    const before = (await ownRole(trx, workspace, person)) ?? -1
    if (before >= row.role) return { type: 'needless', workspace, role: roleOf(before) }
    const role = roleOf(row.role)
    await trx
      .updateTable('access_invite')
      .set({ used: row.used + 1 })
      .where('ws', '=', row.ws)
      .where('id', '=', row.id)
      .execute()
    await writeRole(trx, workspace, person, role, by)
    const detail = `${role} → ${signatureOf(person)} (L-${row.id})`
    await recordChange(trx, workspace, by, 'link', detail)
    return { type: 'accepted', workspace, role }
  })
}
