import type { AccountKey, Actor, PlaceTerms } from '../src/core/access.ts'
import type { Role } from '../src/core/command.ts'
import type { EpochSeconds, WorkspaceId } from '../src/core/identity.ts'
import type { Store } from '../src/core/store.ts'

/** Long before every test's question. */
const LONG_AGO = 1_000_000_000 as EpochSeconds

/** The operator, who lets in whom a test needs. */
export const operator: Actor = {
  account: { platform: 'console', community: null, user: 'operator' },
  name: 'operator',
  place: { platform: 'console', community: null, channel: null, thread: null },
  at: LONG_AGO,
}

/**
 * Gives a person a role in a workspace and, where a channel is named, links it, so that answers may be
 * shown in it. On Slack the community (the team's id) belongs to the person and to the channel.
 */
export async function letIn(
  store: Store,
  workspace: WorkspaceId,
  person: {
    readonly platform: string
    readonly user: string
    readonly role?: Role
    readonly community?: string | null
    readonly channel?: string
    readonly thread?: string
  } & Partial<Omit<PlaceTerms, 'role'>> & { readonly everyone?: Role },
): Promise<AccountKey> {
  const { platform, user, role = 'viewer', community = null, channel, thread = null } = person
  const account = { platform, user, community: platform === 'slack' ? community : null }
  await store.access.setRole(workspace, { ...account, name: user }, role, operator)
  if (channel !== undefined) {
    const { everyone = null, scope = [], shared = false } = person
    const terms = { role: everyone, scope, shared }
    await store.access.linkPlace(
      workspace,
      { platform, community, channel, thread },
      terms,
      operator,
    )
  }
  return account
}
