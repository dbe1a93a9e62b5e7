import type { Access, PlaceLink } from '../core/access.ts'
import { placeKey, writtenKey } from '../core/access.ts'
import { type Command, type CommandRegistry, ROLES, type Role } from '../core/command.ts'
import { UserError } from '../core/errors.ts'
import type { Place } from '../core/invocation.ts'
import { isLocal } from '../core/platforms.ts'
import type { Store, Workspace } from '../core/store.ts'
import { namedCommand } from '../dispatch/named-command.ts'
import { highestRole } from './access-reader.ts'
import { authorize, isSharedOnPurpose } from './authorize.ts'

/** Somebody on a platform, as those who schedule messages know them. */
export interface Person {
  readonly platform: string
  readonly user: string
}

/** Something that is to be sent though nobody asks at that moment. */
export interface Dispatch {
  readonly workspace: Workspace
  /** Who wanted it, and answers for what it shows. */
  readonly owner: Person
  /** Command lines whose answers are sent. */
  readonly lines: readonly string[]
  readonly target:
    | { readonly type: 'person'; readonly person: Person }
    /** With what the platform says of the place now. */
    | { readonly type: 'place'; readonly platform: string; readonly place: Place }
}

/**
 * Returns the rights with which the lines may be answered for where they go: what is
 * read is narrowed to the place's scope. To be asked when sending, since people lose
 * roles and places change hands. Throws a UserError that says why nothing may be sent.
 */
export async function authorizeDestination(
  { store, registry }: { readonly store: Store; readonly registry: CommandRegistry },
  { workspace, owner, lines, target }: Dispatch,
): Promise<Access> {
  const link = target.type === 'place' ? await linkOf(store, workspace, target) : null
  const role = await possibleRole(store, workspace, owner, link)
  const commands = lines.flatMap((line) => namedCommand(line, registry) ?? [])
  for (const command of commands) refuseUnless(command, role)
  if (target.type === 'person') {
    const { person } = target
    if (person.platform !== owner.platform || person.user !== owner.user) {
      const theirs = await possibleRole(store, workspace, person, null)
      for (const command of commands) refuseUnless(command, theirs)
    }
  }
  const scope = link?.scope ?? []
  const access = { role, home: workspace.id, workspace: workspace.name, scope, link }
  if (target.type === 'place') {
    const { platform, place } = target
    const words = commands.find(({ audience }) => audience === 'caller')
    if (place.shared && words) {
      throw new UserError('access.destination-words', { command: words.name })
    }
    const user = { id: owner.user, name: '', standing: 'member', groups: [] } as const
    for (const command of commands)
      authorize(command, { platform, place, user, share: true }, access)
  }
  return access
}

/** Returns the link of a place that may be written to. */
async function linkOf(
  store: Store,
  workspace: Workspace,
  { platform, place }: Extract<Dispatch['target'], { type: 'place' }>,
): Promise<PlaceLink> {
  const key = placeKey(platform, place)
  const nobody = { platform, community: null, user: '' }
  const { links } = await store.access.grants({ account: nobody, groups: [], place: key })
  const [link] = links
  if (!link || !(await homesOf(store, workspace)).includes(link.workspace)) {
    throw new UserError('access.destination-unlinked', { place: writtenKey(key) })
  }
  if (place.shared && !isSharedOnPurpose({ link })) {
    throw new UserError('access.destination-shared', { place: writtenKey(key) })
  }
  return link
}

/** Rights in the made-up sample are those in any workspace: nobody has roles in the sample itself. */
async function homesOf(
  store: Store,
  { id, sample }: Workspace,
): Promise<readonly Workspace['id'][]> {
  return sample ? (await store.workspaces()).map((each) => each.id) : [id]
}

/**
 * Returns the highest role that somebody may have now: their own, or one that a group of
 * their platform or the place gives. Who is in a group is not known when nobody asks.
 */
async function possibleRole(
  store: Store,
  workspace: Workspace,
  { platform, user }: Person,
  link: PlaceLink | null,
): Promise<Role | null> {
  if (isLocal(platform)) return 'admin'
  const homes = await homesOf(store, workspace)
  const accounts = (await Promise.all(homes.map((id) => store.access.accounts(id)))).flat()
  const own = accounts.filter((each) => each.platform === platform && each.user === user)
  if (own.length > 0) return highestRole([...own.map(({ role }) => role), link?.role ?? null])
  const groups = (await Promise.all(homes.map((id) => store.access.groups(id))))
    .flat()
    .filter((each) => each.platform === platform)
  return highestRole([...groups.map(({ role }) => role), link?.role ?? null])
}

function refuseUnless({ name, needs }: Pick<Command, 'name' | 'needs'>, role: Role | null): void {
  const rank = role === null ? -1 : ROLES.indexOf(role)
  if (needs !== 'stranger' && rank < ROLES.indexOf(needs)) {
    throw new UserError('access.destination-role', { command: name })
  }
}
