import { type Actor, accountOf, placeKey } from '../core/access.ts'
import type { CommandContext } from '../core/command.ts'
import type { WorkspaceId } from '../core/identity.ts'

/** Returns who runs a command, where and when: for the audit log. */
export function actorOf({ invocation, now }: Pick<CommandContext, 'invocation' | 'now'>): Actor {
  const { platform, user, place } = invocation
  return {
    account: accountOf(platform, user, place),
    name: user.name,
    place: placeKey(platform, place),
    at: now,
  }
}

/** Returns the workspace whose people and places a command is about. */
export function homeOf({
  access,
  workspaceId,
}: Pick<CommandContext, 'access' | 'workspaceId'>): WorkspaceId {
  return access.home ?? workspaceId
}
