import type { CommandDeclaration, Role } from '../core/command.ts'
import { ROLES } from '../core/command.ts'
import { UserError } from '../core/errors.ts'
import type { Invocation } from '../core/invocation.ts'

/** The platforms whose callers sit at the machine that holds the data. */
const LOCAL_PLATFORMS: ReadonlySet<string> = new Set(['console', 'web'])

/** Returns the role of the caller, or null for a stranger. */
export function roleOf(invocation: Pick<Invocation, 'platform'>): Role | null {
  return LOCAL_PLATFORMS.has(invocation.platform) ? 'admin' : null
}

/** Returns the caller's role. Throws a UserError for a stranger, who may not even learn what was wrong. */
export function knownRole(invocation: Pick<Invocation, 'platform'>): Role {
  const role = roleOf(invocation)
  if (role === null) throw new UserError('errors.stranger')
  return role
}

/** Throws a UserError where the caller may not use the command; whoever has no role may use none. */
export function authorize(
  command: Pick<CommandDeclaration, 'name' | 'needs'>,
  invocation: Pick<Invocation, 'platform'>,
): void {
  if (ROLES.indexOf(knownRole(invocation)) < ROLES.indexOf(command.needs)) {
    throw new UserError('errors.not-allowed', { command: command.name, role: command.needs })
  }
}
