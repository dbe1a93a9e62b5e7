import { type Access, accountOf, placeKey } from '../core/access.ts'
import { ROLES, type Role } from '../core/command.ts'
import type { WorkspaceId } from '../core/identity.ts'
import type { Invocation } from '../core/invocation.ts'
import { isLocal } from '../core/platforms.ts'
import type { Grants, Store, Workspace } from '../core/store.ts'

/** Returns the highest of the roles, or null where there is none. */
export function highestRole(roles: readonly (Role | null)[]): Role | null {
  const ranks = roles.map((role) => (role === null ? -1 : ROLES.indexOf(role)))
  return ROLES[Math.max(-1, ...ranks)] ?? null
}

/**
 * Returns what someone may do at the place where they ask, as it is stored now, and
 * which workspace is meant: that of the place or its community, else one in which the
 * person has a role, else `fallback`. The made-up sample is shown to those who
 * have a role in a workspace that holds nothing yet.
 */
export async function readAccess(
  store: Store,
  invocation: Invocation,
  fallback: string,
): Promise<Access> {
  const meant = invocation.workspace || fallback
  if (isLocal(invocation.platform)) {
    return { role: 'admin', home: null, workspace: meant, scope: [], link: null }
  }
  const { platform, user, place } = invocation
  const grants = await store.access.grants({
    account: accountOf(platform, user, place),
    groups: user.groups,
    place: placeKey(platform, place),
  })
  return accessOf(grants, await store.workspaces(), meant, async (id) => {
    return (await store.span(id)) !== undefined
  })
}

/** Returns what the grants come to. */
async function accessOf(
  grants: Grants,
  workspaces: readonly Workspace[],
  meant: string,
  holdsData: (id: WorkspaceId) => Promise<boolean>,
): Promise<Access> {
  const fallback = workspaces.find(({ name }) => name === meant)
  const [link = null] = grants.links
  /** Whoever runs the bot looks there for who asked, while only made-up data is served. */
  const [oldest] = workspaces.filter(({ sample }) => !sample)
  const served = fallback?.sample ? (oldest ?? fallback) : fallback
  const home = link?.workspace ?? workspaceOf(grants, served)
  const roles = grants.roles.filter(({ workspace }) => workspace === home)
  const role = highestRole([link?.role ?? null, ...roles.map((each) => each.role)])
  const own = workspaces.find(({ id }) => id === home)
  const asked =
    own && fallback?.sample && own.id !== fallback.id && !(await holdsData(own.id)) ? fallback : own
  return {
    role,
    home: own?.id ?? null,
    workspace: asked?.name ?? meant,
    scope: link?.scope ?? [],
    link,
  }
}

/** Returns the workspace in which a person has a role: the one that is served, else the oldest. */
function workspaceOf({ roles }: Grants, served: Workspace | undefined): WorkspaceId | undefined {
  const ids = roles.map(({ workspace }) => workspace)
  if (served && ids.includes(served.id)) return served.id
  return [...ids].sort((left, right) => left - right)[0] ?? served?.id
}
