import {
  type Account,
  type AccountKey,
  type Actor,
  type GroupKey,
  type GroupRole,
  writtenKey,
} from '../../src/core/access.ts'
import type { Role } from '../../src/core/command.ts'
import type { EpochSeconds, WorkspaceId } from '../../src/core/identity.ts'
import type { RoleChange } from '../../src/core/store.ts'
import { recordChange } from './access-audit.ts'
import {
  accountColumns,
  lockAccess,
  orEmpty,
  orNull,
  roleNumber,
  roleOf,
  signatureOf,
} from './access-rows.ts'
import type { Engine, Reader, Writer } from './engine.ts'
import { storable } from './text.ts'

const ADMIN = roleNumber('admin')

/** Returns whether a person has the highest role; groups and places do not count: they may change. */
export async function hasAdmin(db: Reader, workspace: WorkspaceId): Promise<boolean> {
  return (await admins(db, workspace)) > 0
}

async function admins(db: Reader, workspace: WorkspaceId): Promise<number> {
  const rows = await db
    .selectFrom('access_account')
    .select('user_id')
    .where('ws', '=', workspace)
    .where('role', '=', ADMIN)
    .limit(2)
    .execute()
  return rows.length
}

/** Returns the people with a role, the highest first. */
export async function listAccounts(db: Reader, workspace: WorkspaceId): Promise<Account[]> {
  const rows = await db
    .selectFrom('access_account')
    .selectAll()
    .where('ws', '=', workspace)
    .orderBy('role', 'desc')
    .orderBy('since')
    .orderBy('user_id')
    .execute()
  return rows.map((row) => ({
    platform: row.platform,
    community: orNull(row.community),
    user: row.user_id,
    name: row.name,
    role: roleOf(row.role),
    since: row.since as EpochSeconds,
  }))
}

/** Returns the person's role, or undefined. */
export async function ownRole(
  db: Reader,
  workspace: WorkspaceId,
  person: AccountKey,
): Promise<number | undefined> {
  const { platform, community, user_id } = accountColumns(person)
  const row = await db
    .selectFrom('access_account')
    .select('role')
    .where('ws', '=', workspace)
    .where('platform', '=', platform)
    .where('community', '=', community)
    .where('user_id', '=', user_id)
    .executeTakeFirst()
  return row?.role
}

/** Gives a person a role in place of the one they have, or takes it away. */
export async function setRole(
  engine: Engine,
  workspace: WorkspaceId,
  person: AccountKey & { readonly name: string },
  role: Role | null,
  by: Actor,
): Promise<RoleChange> {
  return await engine.write(async (trx) => {
    await lockAccess(trx)
    const before = await ownRole(trx, workspace, person)
    const after = role === null ? undefined : roleNumber(role)
    if (before === after) return 'unchanged'
    if (before === ADMIN && (await admins(trx, workspace)) < 2) return 'last-admin'
    await writeRole(trx, workspace, person, role, by)
    await dropInvites(trx, workspace, person, after ?? -1)
    const whom = signatureOf(person)
    const detail = role === null ? `– → ${whom}` : `${role} → ${whom}`
    await recordChange(trx, workspace, by, 'role', detail)
    return 'changed'
  })
}

/** Stores a person's role, without asking whether it may be. */
export async function writeRole(
  trx: Writer,
  workspace: WorkspaceId,
  person: AccountKey & { readonly name: string },
  role: Role | null,
  by: Actor,
): Promise<void> {
  const { platform, community, user_id } = accountColumns(person)
  await trx
    .deleteFrom('access_account')
    .where('ws', '=', workspace)
    .where('platform', '=', platform)
    .where('community', '=', community)
    .where('user_id', '=', user_id)
    .execute()
  if (role === null) return
  await trx
    .insertInto('access_account')
    .values({
      ws: workspace,
      platform,
      community,
      user_id,
      name: storable(person.name),
      role: roleNumber(role),
      since: by.at,
      by_user: signatureOf(by.account),
    })
    .execute()
}

/** Takes back the codes that a person gave out and that give more than the person has. */
async function dropInvites(
  trx: Writer,
  workspace: WorkspaceId,
  person: AccountKey,
  role: number,
): Promise<void> {
  await trx
    .deleteFrom('access_invite')
    .where('ws', '=', workspace)
    .where('by_user', '=', signatureOf(person))
    .where('role', '>', role)
    .execute()
}

/** Returns the groups with a role, the highest first. */
export async function listGroups(db: Reader, workspace: WorkspaceId): Promise<GroupRole[]> {
  const rows = await db
    .selectFrom('access_group')
    .selectAll()
    .where('ws', '=', workspace)
    .orderBy('role', 'desc')
    .orderBy('group_id')
    .execute()
  return rows.map((row) => ({
    platform: row.platform,
    community: orNull(row.community),
    group: row.group_id,
    role: roleOf(row.role),
    since: row.since as EpochSeconds,
  }))
}

/** Gives the members of a group a role, or takes it away. */
export async function setGroupRole(
  engine: Engine,
  workspace: WorkspaceId,
  key: GroupKey,
  role: Role | null,
  by: Actor,
): Promise<'changed' | 'unchanged'> {
  const platform = key.platform
  const community = orEmpty(key.community)
  const group = storable(key.group)
  return await engine.write(async (trx) => {
    await lockAccess(trx)
    const known = await trx
      .selectFrom('access_group')
      .select('role')
      .where('ws', '=', workspace)
      .where('platform', '=', platform)
      .where('community', '=', community)
      .where('group_id', '=', group)
      .executeTakeFirst()
    const after = role === null ? undefined : roleNumber(role)
    if (known?.role === after) return 'unchanged'
    await trx
      .deleteFrom('access_group')
      .where('ws', '=', workspace)
      .where('platform', '=', platform)
      .where('community', '=', community)
      .where('group_id', '=', group)
      .execute()
    if (after !== undefined) {
      const since = { since: by.at, by_user: signatureOf(by.account) }
      await trx
        .insertInto('access_group')
        .values({ ws: workspace, platform, community, group_id: group, role: after, ...since })
        .execute()
    }
    await recordChange(trx, workspace, by, 'role', `${role ?? '–'} → ${writtenKey(key)}`)
    return 'changed'
  })
}
