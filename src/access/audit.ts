import { type AuditOutcome, accountOf, placeKey } from '../core/access.ts'
import type { Logger } from '../core/adapter.ts'
import type { Command, CommandArguments } from '../core/command.ts'
import { UserError } from '../core/errors.ts'
import type { EpochSeconds, WorkspaceId } from '../core/identity.ts'
import type { Invocation } from '../core/invocation.ts'
import { isLocal } from '../core/platforms.ts'
import type { Store } from '../core/store.ts'

/** Refusals: whatever else a person is told is a mistake. */
const DENIALS: ReadonlySet<string> = new Set([
  'errors.stranger',
  'errors.not-allowed',
  'access.guest',
  'access.external',
  'access.anonymous',
  'access.bot',
  'access.forwarded',
  'access.shared-place',
  'access.unlinked-place',
  'access.shared-words',
  'access.never-shared',
  'access.outside-scope',
  'access.whole-workspace',
  'access.add-outside-scope',
  'access.above-own',
  'access.last-admin',
  'access.place-taken',
  'access.bad-code',
  'access.too-many-codes',
])

/** What a line of the audit log tells of one command. */
export interface Audited {
  readonly invocation: Invocation
  readonly home: WorkspaceId | null
  readonly command: Pick<Command, 'name' | 'writes'> | undefined
  /** The class of the command, by {@link commandClass}. */
  readonly of: string
  readonly outcome: AuditOutcome
  readonly detail: string
  readonly at: EpochSeconds
}

/** Returns a command and the kind of thing that it does, in words of its declaration alone: `link invite`. */
export function commandClass(
  command: Pick<Command, 'name' | 'options'> | undefined,
  asked?: Pick<CommandArguments, 'options'>,
): string {
  if (!command) return ''
  const action = command.options.find(({ name, type }) => name === 'action' && type === 'choice')
  const chosen = action && asked?.options[action.name]
  return chosen === undefined ? command.name : `${command.name} ${chosen}`
}

/**
 * Writes who asked what kind of thing where, and how it ended; at home only what
 * changes something. Answers are given even where the log cannot be written, but nothing is changed.
 */
export async function auditCommand(store: Store, log: Logger, audited: Audited): Promise<void> {
  const { invocation, home, command, of, outcome, detail, at } = audited
  const { platform, user, place } = invocation
  if (home === null || (isLocal(platform) && !command?.writes)) return
  try {
    await store.access.record(home, {
      account: accountOf(platform, user, place),
      name: user.name,
      place: placeKey(platform, place),
      at,
      command: of,
      outcome,
      detail,
    })
  } catch (error) {
    if (command?.writes && outcome === 'answered') throw error
    log.warn('audit-not-written', { platform, command: of, outcome, error: String(error) })
  }
}

/** Returns whether an error says that somebody may not do what they asked for. */
export function isDenial(error: unknown): boolean {
  return error instanceof UserError && DENIALS.has(error.id)
}
