import type { Access } from '../core/access.ts'
import { type CommandDeclaration, ROLES } from '../core/command.ts'
import { UserError } from '../core/errors.ts'
import type { Invocation } from '../core/invocation.ts'
import { isLocal } from '../core/platforms.ts'

/** As much of a command as its rule is made of. */
export type Rule = Pick<CommandDeclaration, 'name' | 'needs' | 'audience' | 'unscoped'>
/** As much of an invocation as decides about it. */
export type Attempt = Pick<Invocation, 'platform' | 'user' | 'place' | 'forwarded' | 'share'>

/** Where whoever is no plain member of the community is refused, whatever they ask. */
const STANDINGS = {
  guest: 'access.guest',
  external: 'access.external',
  anonymous: 'access.anonymous',
  bot: 'access.bot',
} as const

/**
 * Throws a UserError for callers whom no role helps: it can be told without
 * looking anything up.
 */
export function refuseStanding({ platform, user, forwarded }: Attempt): void {
  if (isLocal(platform)) return
  if (forwarded) throw new UserError('access.forwarded')
  if (user.standing !== 'member') throw new UserError(STANDINGS[user.standing])
}

/**
 * The one decision about a command: throws a UserError unless the caller may use it
 * there. Whatever is not allowed by a role, a link and the command's own rule is refused.
 */
export function authorize(command: Rule, attempt: Attempt, access: Access): void {
  refuseStanding(attempt)
  if (isLocal(attempt.platform)) return
  const { place, share = false } = attempt
  if (share && command.unscoped) throw new UserError('access.never-shared')
  if (command.needs === 'stranger') return
  if (access.role === null) throw new UserError('errors.stranger')
  if (place.shared && !isSharedOnPurpose(access)) throw new UserError('access.shared-place')
  if (!isWithinRole(command, access)) {
    throw new UserError('errors.not-allowed', { command: command.name, role: command.needs })
  }
  const seenByAll = command.audience === 'channel' || share
  if (!seenByAll || place.kind === 'direct') return
  if (access.link === null) {
    const remedy = access.role === 'admin' ? 'link here' : undefined
    throw new UserError('access.unlinked-place', {}, remedy)
  }
  if (place.shared && command.audience === 'caller') throw new UserError('access.shared-words')
}

/** Returns whether an admin let people of other organisations read along, and how much. */
export function isSharedOnPurpose({ link }: Pick<Access, 'link'>): boolean {
  return link?.shared === true && link.scope.length > 0
}

/** Returns whether somebody with this role may use the command at all; nobody may use one without a rule. */
export function isWithinRole(
  { needs }: Pick<Rule, 'needs'>,
  { role }: Pick<Access, 'role'>,
): boolean {
  if (needs === 'stranger') return true
  const needed = ROLES.indexOf(needs)
  return needed >= 0 && role !== null && ROLES.indexOf(role) >= needed
}
