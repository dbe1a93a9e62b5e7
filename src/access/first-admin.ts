import type { EpochSeconds, WorkspaceId } from '../core/identity.ts'
import type { Store } from '../core/store.ts'
import { inviteHash, newInviteCode } from './invite-code.ts'

/** For how long the first admin's code is good: two hours. */
const GOOD_SECONDS = 7_200

export interface FirstAdminCode {
  readonly code: string
  readonly expiresAt: EpochSeconds
}

/**
 * Returns a new one-time code that makes whoever types `/link CODE` the first admin
 * of the workspace; undefined where there is an admin. It is to be shown at the terminal
 * and nowhere else: only its hash is stored.
 */
export async function firstAdminCode(
  store: Store,
  workspace: WorkspaceId,
  now: EpochSeconds,
): Promise<FirstAdminCode | undefined> {
  if (await store.access.hasAdmin(workspace)) return undefined
  const code = newInviteCode()
  const expiresAt = (now + GOOD_SECONDS) as EpochSeconds
  await store.access.invite(
    workspace,
    { hash: inviteHash(code), role: 'admin', uses: 1, expiresAt, first: true },
    {
      account: { platform: 'console', community: null, user: 'operator' },
      name: 'operator',
      place: { platform: 'console', community: null, channel: null, thread: null },
      at: now,
    },
  )
  return { code, expiresAt }
}
